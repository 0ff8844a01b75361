"""Misspelt words are recognised within bounds, and different words stay different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.vocabulary import ALIKE, Vocabulary, nearest_words, similarity, typos_allowed

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(("letters", "typos"), [(1, 0), (3, 0), (4, 1), (7, 1), (8, 2), (9, 2), (40, 2)])
def test_longer_words_may_have_more_typos(letters: int, typos: int) -> None:
    assert typos_allowed("x" * letters) == typos


@given(st.text(LETTERS, min_size=8, max_size=12), st.data())
def test_a_swapped_pair_of_letters_is_recognised(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 2))
    typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert Vocabulary([word]).nearest_word(typed) == word


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("vogl", "vogel"),  # one typo in four letters
        ("wandlng", None),  # two typos in seven letters
        ("wandelng", "wandeling"),  # one typo in eight letters
        ("wandlxng", "wandeling"),  # two typos in eight letters
        ("wxndlxng", None),  # three typos in eight letters
        ("bom", None),  # too short
        ("1986", None),  # a number
        ("kantklossen", "kantklossen"),
    ],
)
def test_the_nearest_word_is_within_the_allowed_typos(typed: str, nearest: str | None) -> None:
    known = Vocabulary(["vogel", "wandeling", "boom", "1985", "kantklossen"])
    assert known.nearest_word(typed) == nearest


def test_a_vocabulary_knows_its_words_and_their_prefixes() -> None:
    known = Vocabulary(["koor", "koren", "zang"])
    assert "koor" in known
    assert "koo" not in known
    assert [known.has_prefix(typed) for typed in ("koo", "zang", "zangkoor", "a", "z", "zz")] == [
        True, True, False, False, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "other", "are_alike"),
    [
        ("koor", "koos", True),  # three of four letters: just alike
        ("koren", "korte", True),
        ("abcd", "abxy", False),
        ("eendragt", "eendracht", True),  # one phonetic key
        ("leuvn", "leuven", True),
        ("gent", "brugge", False),
    ],
)
def test_three_quarters_of_the_letters_make_words_alike(word: str, other: str, are_alike: bool) -> None:
    assert (similarity(word, other) > 0) is are_alike


@given(st.text(LETTERS, max_size=10), st.text(LETTERS, max_size=10))
def test_similarity_is_nothing_or_at_least_the_threshold(word: str, other: str) -> None:
    alike = similarity(word, other)
    assert alike == 0 or ALIKE <= alike <= 1
    assert alike == similarity(other, word)


def test_the_nearest_words_come_first_and_are_few() -> None:
    assert nearest_words("leuvn", ["gent", "lever", "leuven"], limit=2) == ["leuven"]
    assert nearest_words("leuvn", ["leuvens", "leuven", "leuvensel"], limit=2) == ["leuven", "leuvens"]
    assert nearest_words("leuvn", dict.fromkeys(["gent", "leuven"]), limit=3) == ["leuven"]
    assert nearest_words("xyz", ["gent", "leuven"], limit=3) == []
