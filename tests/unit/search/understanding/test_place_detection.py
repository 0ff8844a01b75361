"""A place among the words is recognised, and the words that remain are the question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.understanding.place_detection import PREPOSITIONS, correct_place, detect_place
from directory.search.understanding.query_parser import parse_query
from tests.unit.geography.gazetteers import reference


@pytest.mark.parametrize(
    ("typed", "label", "rest"),
    [
        ("scouts gent", "Gent", ("scouts",)),
        ("koor in Kessel-Lo", "Kessel-Lo, Leuven", ("koor",)),
        ("femma 9050", "9050", ("femma",)),
        ("femma 3010", "3010 Kessel-Lo", ("femma",)),
        ("gent scouts", "Gent", ("scouts",)),
        ("dansen voor kinderen leuven", "Leuven", ("dansen", "voor", "kinderen")),
        ("koor te sint-niklaas", "Sint-Niklaas", ("koor",)),
        ("toneel in sint-job-in-'t-goor", "Sint-Job-in-'t-Goor, Brecht", ("toneel",)),
        ("Annur van Genk", "Genk", ("annur",)),
        ("de haan", "De Haan", ()),
        ("leuven", "Leuven", ()),
        ("harmonie de eendracht", None, None),
        ("as", None, None),
    ],
)
def test_a_place_is_read(typed: str, label: str | None, rest: tuple[str, ...] | None) -> None:
    found = detect_place(parse_query(typed).words, reference())
    assert (found and found.place.label, found and found.remaining_words) == (label, rest)


@given(st.lists(st.sampled_from(["koor", "in", "te", "gent", "sint", "niklaas", "9000", "de", "haan"]), max_size=8))
def test_what_remains_and_the_place_are_the_words(words: list[str]) -> None:
    found = detect_place(words, reference())
    if found and found.remaining_words:
        rest = found.words_with_wider_place or found.remaining_words
        assert len(words) - 1 <= len(rest) + len(found.place_words.split()) <= len(words)


@pytest.mark.parametrize("typed", ["okra leuven wilsele", "okra van leuven (wilsele)", "okra wilsele leuven"])
def test_of_two_places_in_each_other_the_narrower_counts(typed: str) -> None:
    found = detect_place(parse_query(typed).words, reference())
    assert found
    assert (found.place.label, found.remaining_words) == ("Wilsele, Leuven", ("okra",))


@pytest.mark.parametrize(("typed", "meant"), [("harmoni leuvn", "harmoni leuven"), ("chiro wilsle", "chiro wilsele")])
def test_a_misspelt_place_is_recognised(typed: str, meant: str) -> None:
    assert " ".join(correct_place(parse_query(typed).words, reference())) == meant


@pytest.mark.parametrize("preposition", ["in", "te", "uit", "bij", "van", "nabij", "rond"])
def test_a_preposition_belongs_to_the_place(preposition: str) -> None:
    assert preposition in PREPOSITIONS
    match = detect_place(("koor", preposition, "gent"), reference())
    assert match
    assert match.remaining_words == ("koor",)


def test_any_other_word_before_a_place_remains() -> None:
    match = detect_place(("koor", "zonder", "gent"), reference())
    assert match
    assert match.remaining_words == ("koor", "zonder")


def test_a_place_after_a_preposition_goes_before_a_longer_name() -> None:
    match = detect_place(("sint", "niklaas", "in", "gent"), reference())
    assert match
    assert match.place.label == "Gent"
