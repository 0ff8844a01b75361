"""What "recently changed" means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.criteria import choices
from directory.search.criteria.periods import since, widest


@pytest.mark.parametrize(
    ("code", "day", "first"),
    [
        ("maand", date(2026, 11, 25), date(2026, 10, 25)),
        ("maand", date(2026, 3, 31), date(2026, 2, 28)),
        ("maand", date(2026, 1, 1), date(2025, 12, 1)),
        ("kwartaal", date(2026, 2, 28), date(2025, 11, 28)),
        ("jaar", date(2028, 2, 29), date(2027, 2, 28)),
    ],
)
def test_a_period_begins_on_the_same_day_of_an_earlier_month(code: str, day: date, first: date) -> None:
    assert since(code, day) == first


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_each_period_holds_the_shorter_ones(day: date) -> None:
    begins = [since(code, day) for code in choices.CHANGED]
    assert begins == sorted(begins, reverse=True)
    assert widest(choices.CHANGED, day) == begins[-1]
