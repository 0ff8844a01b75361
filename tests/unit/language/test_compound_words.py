"""Compounds are split into their parts, simple words are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.language.compound_words import compound_words, decompound, outer_parts, stems_and_parts
from directory.language.normalise import tokenize
from directory.language.stemming import stem


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("dorpsfanfare", {"dorps", "fanfare"}), ("voetbalclub", {"voetbal", "club"}),
        ("kinderkoor", {"kinder", "koor"}),
        ("zwemclubs", {"zwem"}), ("bijenhouders", {"bijen"}), ("sintjozefskoor", {"koor"}),
        ("mantelzorggroep", {"zorg", "groep"}), ("kaasclub", {"kaas"}), ("fitnessclub", {"fitness"}),
        ("wandellessen", {"wandel", "lessen"}), ("tekenles", {"teken"}), ("voetbalfamilie", {"voetbal"}),
        ("zaalvoetbalclub", {"zaal", "voetbal", "club"}),
    ],
)  # fmt: skip
def test_a_compound_has_these_parts(word: str, parts: set[str]) -> None:
    assert parts <= set(decompound(word))


@pytest.mark.parametrize("word", ["verbond", "eendracht", "harmonie", "inspiratie", "koor", "leuven"])
def test_a_simple_word_has_no_parts(word: str) -> None:
    assert decompound(word) == ()
    assert outer_parts(word) is None


def test_the_outer_parts_are_the_first_and_the_last() -> None:
    assert outer_parts("zaalvoetbalclub") == (decompound("zaalvoetbalclub")[0], "club")


@given(st.text())
def test_a_word_is_found_by_its_stem_and_those_of_its_parts(text: str) -> None:
    for word in tokenize(text):
        pieces = stems_and_parts(word)
        assert pieces == tuple(dict.fromkeys(map(stem, (word, *decompound(word)))))
        assert all(piece and " " not in piece for piece in pieces)


def test_the_list_is_written_as_words_are_read() -> None:
    listed = compound_words()
    assert [word for word in listed.heads | listed.tails if tokenize(word) != [word]] == []


def test_a_run_of_letters_longer_than_any_word_is_no_compound() -> None:
    assert decompound("koor" * 2_000) == ()
