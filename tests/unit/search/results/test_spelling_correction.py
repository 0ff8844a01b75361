"""The corrected query takes the words of the best result that are alike, and no others."""

from __future__ import annotations

import pytest

from directory.search.results.spelling_correction import corrected
from directory.search.understanding.query_parser import parse_query


@pytest.mark.parametrize(
    ("typed", "name", "spelt"),
    [
        ("volleybal klup", "Volleybal Club Leuven", "volleybal club"),
        ("harmonei", "Koninklijke Harmonie", "harmonie"),
        ("toneelgroap", "Toneelgroep De Kring", "toneelgroep"),
        ("schermklub zwaart", "Schermclub Zwaard", "schermclub zwaard"),
    ],
)
def test_a_word_is_spelt_as_in_the_best_result(typed: str, name: str, spelt: str) -> None:
    assert corrected(parse_query(typed), [name]) == spelt


@pytest.mark.parametrize(
    ("typed", "name"),
    [("koor", "Koor De Leeuwerik"), ("imkers", "Schermclub Zwaard"), ("de", "Den Draad"), ("2024", "Kring 2023")],
)
def test_words_that_are_known_or_not_alike_stay(typed: str, name: str) -> None:
    assert corrected(parse_query(typed), [name]) is None


def test_without_a_result_nothing_is_corrected() -> None:
    assert corrected(parse_query("harmonei"), []) is None
