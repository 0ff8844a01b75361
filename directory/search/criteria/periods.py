"""What "recently changed" means: since the same day so many months ago, on the calendar of Brussels."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

_CALENDAR = ZoneInfo("Europe/Brussels")
_MONTHS_AGO = {"maand": 1, "kwartaal": 3, "jaar": 12}


def today() -> date:
    """Return today's date in the site's time zone."""
    return datetime.now(_CALENDAR).date()


def since(code: str, day: date) -> date:
    """Return the first day of a period that ends on `day`; the last of a shorter month stands for those it lacks."""
    months = day.year * 12 + day.month - 1 - _MONTHS_AGO[code]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def widest(codes: Iterable[str], day: date) -> date:
    """Return since when something changed in one of the periods: each holds the shorter ones."""
    return min(since(code, day) for code in codes)
