"""Numbers, dates and ages as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from directory.platform import i18n

NOW = datetime(2026, 11, 3, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (datetime(2026, 11, 3, 13, 2, tzinfo=UTC), "vandaag om 14.02 uur"),
        (datetime(2026, 11, 2, 23, 30, tzinfo=UTC), "vandaag om 0.30 uur"),
        (datetime(2026, 11, 2, 8, 5, tzinfo=UTC), "gisteren om 9.05 uur"),
        (datetime(2026, 7, 1, 8, 5, tzinfo=UTC), "op 1 juli 2026 om 10.05 uur"),
    ],
)
def test_a_moment_is_told_in_the_time_of_brussels(when: datetime, text: str) -> None:
    assert i18n.moment(when, NOW) == text


@pytest.mark.parametrize(
    ("youngest", "oldest", "text"),
    [(0, 150, ""), (8, 150, "Vanaf 8 jaar"), (0, 12, "Tot en met 12 jaar"), (6, 12, "6 tot en met 12 jaar")],
)
def test_ages_are_told_when_not_everyone_is_meant(youngest: int, oldest: int, text: str) -> None:
    assert i18n.ages(youngest, oldest) == text


def test_a_number_a_date_and_a_list_are_belgian_dutch() -> None:
    assert i18n.number(1318) == "1.318"
    assert i18n.day("2026-11-03") == i18n.day(date(2026, 11, 3)) == "3 november 2026"
    assert i18n.listed(["Kaprijke", "Eeklo", "Assenede"]) == "Kaprijke, Eeklo en Assenede"
