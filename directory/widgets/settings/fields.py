"""How each attribute of a widget is read and written. One row here is one attribute; nothing else knows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from directory.geography.nis import is_municipality
from directory.platform.i18n import _
from directory.search.criteria.known_codes import NO_CODES, Codes
from directory.search.criteria.url_parameters import PARAMETERS, Refused, clean
from directory.urls.contact_links import safe_address
from directory.widgets.settings.enums import (
    DetailTarget,
    Language,
    LoadingTime,
    ThemePreset,
    WidgetFacetName,
    WidgetField,
    WidgetView,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from enum import StrEnum

    from directory.geography.gazetteer import Gazetteer
    from directory.search.understanding.reference import Reference

FEWEST, MOST = 5, 50
HIGHEST_HEADING, LOWEST_HEADING = 2, 6
LONGEST_ADDRESS = 300
VCODE_PLACE = "{vCode}"


class KnownCodes(NamedTuple):
    """The codes that exist; as long as none are known, all that look like one are taken."""

    codes: Codes = NO_CODES
    postcodes: Collection[str] = ()
    gazetteer: Gazetteer | None = None


def known_codes(reference: Reference) -> KnownCodes:
    """Return the codes that an attribute may name today."""
    places = reference.gazetteer
    return KnownCodes(reference.codes, places.postcodes, places if places.names else None)


class WidgetAttribute(NamedTuple):
    """An attribute: its field in `Options`, how a value is read and written, and whether it is a list."""

    field: str
    read: Callable[[str, KnownCodes], Any]
    write: Callable[[Any], str] = str
    several: bool = False
    sorted: bool = False  # a list of which the order means nothing


def _as_on_the_site(parameter: str) -> Callable[[str, KnownCodes], Any]:
    """Read a value as the search itself reads it: old codes become those of today."""
    reader = PARAMETERS[parameter].read
    return lambda text, known: reader(text, known.codes)


_area = _as_on_the_site("gebied")
_PROVINCES = {
    "antwerpen": "BE21", "limburg": "BE22", "oost-vlaanderen": "BE23", "vlaams-brabant": "BE24",
    "west-vlaanderen": "BE25", "brussel": "BE10",
}  # fmt: skip


def _municipality(text: str, known: KnownCodes) -> str:
    code: str = _area(text, known)
    if not is_municipality(code):
        raise Refused(_("“%(text)s” is geen NIS-code van een gemeente.") % {"text": clean(text, 40)})
    return code


def _province(text: str, known: KnownCodes) -> str:
    code: str = _area(_PROVINCES.get(text.strip().lower(), text), known)
    if not code.startswith("BE"):
        raise Refused(_("“%(text)s” is geen provincie.") % {"text": clean(text, 40)})
    return code


def _work_area(text: str, known: KnownCodes) -> str:
    code: str = _area(_PROVINCES.get(text.strip().lower(), text), known)
    return code


def _postcode(text: str, known: KnownCodes) -> str:
    digits = text.strip()
    if not re.fullmatch(r"\d{4}", digits, re.ASCII) or (known.postcodes and digits not in known.postcodes):
        raise Refused(_("Er is geen postcode “%(text)s”.") % {"text": clean(text, 40)})
    return digits


def _around(text: str, known: KnownCodes) -> str:
    place: str = _as_on_the_site("waar")(text, known)
    if known.gazetteer and known.gazetteer.resolve(place).place is None:
        raise Refused(_("We kennen de plaats “%(text)s” niet.") % {"text": clean(text, 40)})
    return place


def _radius(text: str, known: KnownCodes) -> int:
    kilometres: int = _as_on_the_site("straal")(re.sub(r"\s*km\s*$", "", text.strip(), flags=re.IGNORECASE), known)
    return kilometres


def _one_of(choices: type[StrEnum]) -> Callable[[str, KnownCodes], StrEnum]:
    def read(text: str, _known: KnownCodes) -> StrEnum:
        try:
            return choices(text.strip().lower())
        except ValueError:
            listed = ", ".join(choices)
            message = _("“%(text)s” kennen we niet. Kies uit: %(listed)s.")
            raise Refused(message % {"text": clean(text, 40), "listed": listed}) from None

    return read


def _number(smallest: int, largest: int) -> Callable[[str, KnownCodes], int]:
    def read(text: str, _known: KnownCodes) -> int:
        digits = text.strip()
        message = _("Geef een getal van %(smallest)s tot %(largest)s.") % {"smallest": smallest, "largest": largest}
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > 6:  # noqa: PLR2004 - longer is no count of ours
            raise Refused(message)
        number = int(digits)
        if not smallest <= number <= largest:
            raise Refused(message, min(max(number, smallest), largest))
        return number

    return read


_YES = {"aan", "ja", "true", "1"}
_NO = {"uit", "nee", "neen", "false", "0"}


def _switch(text: str, _known: KnownCodes) -> bool:
    said = text.strip().lower()
    if said in _YES | _NO:
        return said in _YES
    raise Refused(_("Kies “aan” of “uit”."))


def _on_off(value: bool) -> str:
    return "aan" if value else "uit"


def _pattern(pattern: str, message: str, same: Callable[[str], str] = str) -> Callable[[str, KnownCodes], str]:
    compiled = re.compile(pattern, re.ASCII)

    def read(text: str, _known: KnownCodes) -> str:
        value = same(text.strip())
        if not compiled.fullmatch(value):
            raise Refused(message)
        return value

    return read


def _own_page(text: str, _known: KnownCodes) -> str:
    """Read the pattern of the webmaster's own pages: a path of the own site or a web address, never a script."""
    pattern = text.strip()
    tried = pattern.replace(VCODE_PLACE, "V0001001")
    is_path = tried.startswith("/") and not tried.startswith("//") and safe_address(f"https://host{tried}") is not None
    is_address = bool(urlsplit(tried).scheme) and safe_address(tried) == tried if not is_path else False
    if len(pattern) > LONGEST_ADDRESS or VCODE_PLACE not in pattern or not (is_path or is_address):
        raise Refused(_("Geef een webadres of een pad met {vCode} erin: /verenigingen/{vCode}."))
    return pattern


def several_in(text: str) -> Iterable[str]:
    """Return the parts of a list: separated by commas or spaces."""
    return filter(None, re.split(r"[\s,;]+", text))


ATTRIBUTES: dict[str, WidgetAttribute] = {
    "gemeente": WidgetAttribute("municipalities", _municipality, several=True, sorted=True),
    "provincie": WidgetAttribute("provinces", _province, several=True, sorted=True),
    "postcode": WidgetAttribute("postcode", _postcode),
    "werkingsgebied": WidgetAttribute("work_areas", _work_area, several=True, sorted=True),
    "rond": WidgetAttribute("around", _around),
    "straal": WidgetAttribute("radius_km", _radius, lambda kilometres: f"{kilometres}km"),
    "hoofdactiviteit": WidgetAttribute("activities", _as_on_the_site("activiteit"), several=True, sorted=True),
    "type": WidgetAttribute("kinds", _as_on_the_site("type"), several=True, sorted=True),
    "doelgroep": WidgetAttribute("ages", _as_on_the_site("leeftijd"), several=True, sorted=True),
    "q": WidgetAttribute("q", _as_on_the_site("q")),
    "vcode": WidgetAttribute("vcode", _pattern(r"V\d{7}", _("Een vCode is V en zeven cijfers: V0001001."), str.upper)),
    "facetten": WidgetAttribute("facets", _one_of(WidgetFacetName), several=True),
    "velden": WidgetAttribute("fields", _one_of(WidgetField), several=True),
    "weergave": WidgetAttribute("view", _one_of(WidgetView)),
    "per-pagina": WidgetAttribute("per_page", _number(FEWEST, MOST)),
    "sort": WidgetAttribute("sort", _as_on_the_site("sorteer")),
    "detail": WidgetAttribute("detail", _one_of(DetailTarget)),
    "detail-url": WidgetAttribute("detail_url", _own_page),
    "taal": WidgetAttribute("language", _one_of(Language)),
    "kop": WidgetAttribute("heading", _number(HIGHEST_HEADING, LOWEST_HEADING)),
    "laden": WidgetAttribute("loading", _one_of(LoadingTime)),
    "geschiedenis": WidgetAttribute("history", _switch, _on_off),
    "sleutel": WidgetAttribute(
        "key", _pattern(r"[a-z][a-z0-9-]{0,15}", _("Een sleutel is een kort woord, zoals vz-."))
    ),
    "suggesties": WidgetAttribute("suggestions", _switch, _on_off),
    "bron": WidgetAttribute("attribution", _switch, _on_off),
    "beperk": WidgetAttribute("locked", _switch, _on_off),
    "widget": WidgetAttribute(
        "widget", _pattern(r"[A-Za-z0-9_-]{4,40}", _("Dit is geen nummer van een bewaarde widget."))
    ),
    "thema": WidgetAttribute("preset", _one_of(ThemePreset)),
}
