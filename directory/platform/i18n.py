"""Words, numbers and dates as a reader of Dutch in Belgium writes them. All text that people see goes through here.

The ids of messages are the Dutch sentences themselves; `locale/` holds the catalogues, made anew by `make words`. The
site speaks Dutch. Other languages are prepared: `speaking` shows everything in another catalogue, also the words that
modules keep as constants.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LOCALE = Locale("nl", "BE")
TIME_ZONE = ZoneInfo("Europe/Brussels")
CATALOGUES = Path(__file__).resolve().parents[2] / "locale"


def catalogue(language: str) -> GNUTranslations:
    """Read the catalogue of a language, `nl_BE` for instance; a message without a translation stays Dutch."""
    compiled = BytesIO()
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


DUTCH = catalogue("nl_BE")
_in_use: ContextVar[GNUTranslations] = ContextVar("words_in_use", default=DUTCH)


@contextmanager
def speaking(words: GNUTranslations) -> Iterator[None]:
    """Show everything in the words of another catalogue."""
    before = _in_use.set(words)
    try:
        yield
    finally:
        _in_use.reset(before)


def gettext(message: str) -> str:
    """Return a message in the language in use."""
    return _in_use.get().gettext(message)


def ngettext(one: str, several: str, number: int) -> str:
    """Return the message that goes with a number in the language in use."""
    return _in_use.get().ngettext(one, several, number)


class Message(str):
    """A message that a module may keep: Dutch by itself (as in JSON), in the language in use wherever it is shown."""

    __slots__ = ("id",)
    id: str

    def __new__(cls, message: str) -> Self:
        """Keep a message by its id."""
        made = super().__new__(cls, DUTCH.gettext(message))
        made.id = message
        return made

    def __str__(self) -> str:
        return gettext(self.id)

    def __html__(self) -> Markup:
        """Return the message for a template, where names may stand between signs that mean something in HTML."""
        return escape(gettext(self.id))

    def __format__(self, form: str) -> str:
        return format(gettext(self.id), form)

    def __mod__(self, values: object) -> str:
        return gettext(self.id) % values


_ = Message

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


def either(values: Iterable[str]) -> str:
    """Return `Brussel, Gent of Leuven`."""
    return format_list(list(values), style="or", locale=LOCALE)


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
