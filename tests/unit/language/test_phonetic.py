"""Words that sound alike have one phonetic key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.normalise import tokenize
from directory.language.phonetic import phonetic_key


@pytest.mark.parametrize(
    ("word", "other"),
    [("kultuur", "cultuur"), ("ekstra", "extra"), ("klup", "club"), ("skouts", "scouts"), ("volleybal", "voleibal"),
     ("eendracht", "eendragt"), ("staetie", "stasie"), ("taffel", "tafel")],
)  # fmt: skip
def test_words_that_sound_alike_have_one_key(word: str, other: str) -> None:
    assert phonetic_key(word) == phonetic_key(other)


@pytest.mark.parametrize("word", ["ij", "k9", "\u03ba\u03bf\u03cd", "1985"])
def test_short_words_numbers_and_other_alphabets_are_their_own_key(word: str) -> None:
    assert phonetic_key(word) == word


@given(st.text())
def test_every_word_has_a_key_without_spaces(text: str) -> None:
    assert all(phonetic_key(word) and " " not in phonetic_key(word) for word in tokenize(text))
