"""Internationalisation (i18n): messages, numbers, dates and lists as written in Belgium.

The ids of messages are the Dutch sentences themselves, so Dutch needs no catalogue. The others are read from `locale/`
(written by `make words`) when they are first used, once per process. `speaking` sets the language for a block of code;
outside of it everything is Dutch, the JSON contract and mail included. For a request it is set by
`directory.platform.language_negotiation`.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
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

TIME_ZONE = ZoneInfo("Europe/Brussels")
CATALOGUES = Path(__file__).resolve().parents[2] / "locale"


class Language(StrEnum):
    """The languages that have a catalogue. Pages speak those of `SITE_LANGUAGES`; only widgets speak German."""

    DUTCH = "nl"
    FRENCH = "fr"
    GERMAN = "de"
    ENGLISH = "en"

    @property
    def locale(self) -> Locale:
        """The locale by which Babel writes numbers, dates and lists."""
        return _LOCALES[self]

    @property
    def tag(self) -> str:
        """The BCP 47 tag for `<html lang>`, `nl-BE` for instance."""
        return str(self.locale).replace("_", "-")


_LOCALES = {
    Language.DUTCH: Locale("nl", "BE"),
    Language.FRENCH: Locale("fr", "BE"),
    Language.ENGLISH: Locale("en", "GB"),
    Language.GERMAN: Locale("de", "BE"),
}
SITE_LANGUAGES = (Language.DUTCH, Language.FRENCH, Language.ENGLISH)
LOCALE = Language.DUTCH.locale

_language: ContextVar[Language] = ContextVar("language", default=Language.DUTCH)


@lru_cache(maxsize=len(Language))
def catalogue(language: Language) -> NullTranslations:
    """Return the catalogue of a language, read once; a message without a translation stays Dutch."""
    if language is Language.DUTCH:
        return NullTranslations()  # the ids are the Dutch messages
    compiled = BytesIO()
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def current_language() -> Language:
    """Return the language in use."""
    return _language.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Use a language for all messages, numbers, dates and lists within the block."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def gettext(message: str) -> str:
    """Return a message in the language in use."""
    return catalogue(_language.get()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of a message that goes with a count in the language in use."""
    return catalogue(_language.get()).ngettext(singular, plural, count)


class Message(str):
    """A message that a module keeps as a constant.

    Its own characters are Dutch: that is what `==`, `orjson` and methods of `str` see. `str()`, `%`, f-strings and
    templates give it in the language in use.
    """

    __slots__ = ()

    @property
    def id(self) -> str:
        """The id of the message in the catalogues."""
        return str.__str__(self)

    def __str__(self) -> str:
        return gettext(self.id)

    def __html__(self) -> Markup:
        """Return the escaped message for a template."""
        return escape(gettext(self.id))

    def __format__(self, form: str) -> str:
        return format(gettext(self.id), form)

    def __mod__(self, values: object) -> str:
        return gettext(self.id) % values


_ = Message

_TIMES = {Language.DUTCH: "H.mm"}


def number(value: float) -> str:
    """Return `1.318`."""
    return _number(value, _language.get())


# Cached: a page of results has hundreds of counts, most of them small and the same.
@lru_cache(maxsize=4096)
def _number(value: float, language: Language) -> str:
    return format_decimal(value, locale=language.locale)


def _locale() -> Locale:
    return _language.get().locale


def day(value: date | str) -> str:
    """Return `3 november 2026`; takes ISO 8601 text too."""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    return format_date(when, "d MMMM y", locale=_locale())


def moment(value: datetime, now: datetime | None = None) -> str:
    """Return `vandaag om 14.02 uur`, `gisteren om 14.02 uur` or `op 3 november 2026 om 14.02 uur`."""
    local = value.astimezone(TIME_ZONE)
    today = (now or datetime.now(TIME_ZONE)).astimezone(TIME_ZONE).date()
    return _("%(day)s om %(time)s uur") % {
        "day": _day_seen_from(local.date(), today),
        "time": format_datetime(local, _TIMES.get(_language.get(), "HH:mm"), locale=_locale()),
    }


def _day_seen_from(when: date, today: date) -> str:
    if when == today:
        return _("vandaag")
    if when == today - timedelta(days=1):
        return _("gisteren")
    return _("op %(day)s") % {"day": day(when)}


def listed(values: Sequence[str]) -> str:
    """Return `Kaprijke, Eeklo en Assenede`."""
    return format_list(list(values), locale=_locale())


def either(values: Iterable[str]) -> str:
    """Return `Brussel, Gent of Leuven`."""
    return format_list(list(values), style="or", locale=_locale())


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
    """Read the catalogues and locale tables of all languages now, so that no request waits for them."""
    for language in Language:
        with speaking(language):
            moment(datetime.now(TIME_ZONE))
            listed(["", ""])
