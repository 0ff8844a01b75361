"""Words, numbers and dates as a reader of Dutch in Belgium writes them. All text that people see goes through here.

The message ids of the catalogue are the Dutch sentences themselves, so that Dutch needs no catalogue file.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from gettext import NullTranslations
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

LOCALE = Locale("nl", "BE")
TIME_ZONE = ZoneInfo("Europe/Brussels")
TRANSLATIONS = NullTranslations()

_ = TRANSLATIONS.gettext

_METRES = 1000
_NEAREST_METRES = 100
_WHOLE_KILOMETRES = 100  # from here on a decimal tells nobody anything


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Return `1.318`. Kept: a page of results has hundreds of counts, most of them small and the same."""
    return format_decimal(value, locale=LOCALE)


def distance(kilometres: float) -> str:
    """Return `950 m`, `1,8 km` or `120 km`. Nearer than the middle of a village is known, no number is given."""
    metres = round(kilometres * _METRES, -1)
    if metres < _NEAREST_METRES:
        return _("minder dan %(metres)s m") % {"metres": _NEAREST_METRES}
    if metres < _METRES:
        return _("%(metres)s m") % {"metres": number(int(metres))}
    pattern = "#,##0" if kilometres >= _WHOLE_KILOMETRES else "#,##0.#"
    return _("%(kilometres)s km") % {"kilometres": format_decimal(kilometres, pattern, locale=LOCALE)}


def day(value: date | str) -> str:
    """Return `3 november 2026`; takes ISO 8601 text too."""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    return format_date(when, "d MMMM y", locale=LOCALE)


def moment(value: datetime, now: datetime | None = None) -> str:
    """Return `vandaag om 14.02 uur`, `gisteren om 14.02 uur` or `op 3 november 2026 om 14.02 uur`."""
    local = value.astimezone(TIME_ZONE)
    today = (now or datetime.now(TIME_ZONE)).astimezone(TIME_ZONE).date()
    return _("%(day)s om %(time)s uur") % {
        "day": _day_seen_from(local.date(), today),
        "time": format_datetime(local, "H.mm", locale=LOCALE),
    }


def _day_seen_from(when: date, today: date) -> str:
    if when == today:
        return _("vandaag")
    if when == today - timedelta(days=1):
        return _("gisteren")
    return _("op %(day)s") % {"day": day(when)}


def listed(values: Sequence[str]) -> str:
    """Return `Kaprijke, Eeklo en Assenede`."""
    return format_list(list(values), locale=LOCALE)


def ages(youngest: int, oldest: int, *, oldest_possible: int = 150) -> str:
    """Return `Vanaf 8 jaar`, `Tot en met 12 jaar`, `6 tot en met 12 jaar` or nothing when everyone is meant."""
    if youngest == 0 and oldest >= oldest_possible:
        return ""
    if oldest >= oldest_possible:
        return _("Vanaf %(age)s jaar") % {"age": youngest}
    if youngest == 0:
        return _("Tot en met %(age)s jaar") % {"age": oldest}
    return _("%(youngest)s tot en met %(oldest)s jaar") % {"youngest": youngest, "oldest": oldest}


def load() -> None:
    """Read the tables of the locale now, so that no reader waits for them."""
    moment(datetime.now(TIME_ZONE))
    listed(["", ""])
    distance(1)
