"""A description is divided into what stands large and what follows; periods are told in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.pages.detail.page import period, split_description

LONG = "Wij zingen samen. " + "Elke week oefenen we in de zaal. " * 12


@given(st.text())
def test_no_word_of_a_description_is_lost_or_moved(description: str) -> None:
    lead, paragraphs = split_description(description)
    assert " ".join((lead, *paragraphs)).split() == description.split()


@pytest.mark.parametrize(
    ("description", "lead", "count"),
    [
        ("", "", 0),
        ("Blaasmuziek voor jong en oud.", "Blaasmuziek voor jong en oud.", 0),
        ("Eerst dit.\n\nDan dat.", "Eerst dit.", 1),
        (LONG, "Wij zingen samen.", 1),
        ("x" * 400, "", 1),
    ],
)
def test_the_first_sentence_stands_large(description: str, lead: str, count: int) -> None:
    found, paragraphs = split_description(description)
    assert (found, len(paragraphs)) == (lead, count)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2020-05-01", None, "sinds 1 mei 2020"),
        (None, "2021-05-01", "tot en met 1 mei 2021"),
        ("2020-05-01", "2021-05-01", "van 1 mei 2020 tot en met 1 mei 2021"),
        (None, None, ""),
    ],
)
def test_a_period_is_told_as_far_as_it_is_known(start: str | None, end: str | None, text: str) -> None:
    assert period(start, end) == text
