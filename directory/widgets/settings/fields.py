"""The URL dialect of widgets: one row is one attribute of a widget, and nothing else knows them. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from directory.geography.nis import is_municipality
from directory.platform.i18n import Language
from directory.search.criteria.known_codes import NO_CODES, Codes
from directory.search.criteria.url_codec import (
    Dialect,
    Parameter,
    Refused,
    quoted,
    read_choice,
    read_whole_number,
    write_point,
)
from directory.search.criteria.url_parameters import PARAMETERS
from directory.urls.contact_links import safe_address
from directory.widgets.settings.enums import (
    DetailTarget,
    LoadingTime,
    ThemePreset,
    WidgetFacetName,
    WidgetField,
    WidgetView,
)
from directory.widgets.settings.problems import WidgetProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from enum import StrEnum

    from directory.geography.gazetteer import Gazetteer
    from directory.search.understanding.reference import Reference

FEWEST, MOST = 5, 50
HIGHEST_HEADING, LOWEST_HEADING = 2, 6
LONGEST_ADDRESS = 300
VCODE_PLACE = "{vCode}"


class WidgetCodes(NamedTuple):
    """The codes that exist; as long as none are known, all that look like one are taken."""

    codes: Codes = NO_CODES
    postcodes: Collection[str] = ()
    gazetteer: Gazetteer | None = None


def known_codes(reference: Reference) -> WidgetCodes:
    """Return the codes that an attribute may name today."""
    places = reference.gazetteer
    return WidgetCodes(reference.codes, places.postcodes, places if places.names else None)


def _as_on_the_site(parameter: str) -> Callable[[str, WidgetCodes], Any]:
    """Read a value as the search itself reads it: old codes become those of today."""
    reader = PARAMETERS[parameter].read
    return lambda text, known: reader(text, known.codes)


_area = _as_on_the_site("gebied")
_PROVINCES = {
    "antwerpen": "BE21", "limburg": "BE22", "oost-vlaanderen": "BE23", "vlaams-brabant": "BE24",
    "west-vlaanderen": "BE25", "brussel": "BE10",
}  # fmt: skip


def _municipality(text: str, known: WidgetCodes) -> str:
    code: str = _area(text, known)
    if not is_municipality(code):
        raise Refused(WidgetProblemCode.NOT_A_MUNICIPALITY, text=quoted(text))
    return code


def _province(text: str, known: WidgetCodes) -> str:
    code: str = _area(_PROVINCES.get(text.strip().lower(), text), known)
    if not code.startswith("BE"):
        raise Refused(WidgetProblemCode.NOT_A_PROVINCE, text=quoted(text))
    return code


def _work_area(text: str, known: WidgetCodes) -> str:
    code: str = _area(_PROVINCES.get(text.strip().lower(), text), known)
    return code


def _postcode(text: str, known: WidgetCodes) -> str:
    digits = text.strip()
    if not re.fullmatch(r"\d{4}", digits, re.ASCII) or (known.postcodes and digits not in known.postcodes):
        raise Refused(WidgetProblemCode.UNKNOWN_POSTCODE, text=quoted(text))
    return digits


def _around(text: str, known: WidgetCodes) -> str:
    place: str = _as_on_the_site("waar")(text, known)
    if known.gazetteer and known.gazetteer.resolve(place).place is None:
        raise Refused(WidgetProblemCode.UNKNOWN_PLACE, text=quoted(text))
    return place


def _radius(text: str, known: WidgetCodes) -> int:
    bare = text.strip()
    kilometres: int = _as_on_the_site("straal")(bare[:-2] if bare.lower().endswith("km") else bare, known)
    return kilometres


def _one_of(choices: type[StrEnum]) -> Callable[[str, WidgetCodes], StrEnum]:
    return lambda text, _known: choices(read_choice(text, choices))


def _number(least: int, most: int) -> Callable[[str, WidgetCodes], int]:
    return lambda text, _known: read_whole_number(text, least, most, WidgetProblemCode.NUMBER_OUT_OF_RANGE)


_YES = {"aan", "ja", "true", "1"}
_NO = {"uit", "nee", "neen", "false", "0"}


def _switch(text: str, _known: WidgetCodes) -> bool:
    said = text.strip().lower()
    if said in _YES | _NO:
        return said in _YES
    raise Refused(WidgetProblemCode.NOT_A_SWITCH)


def _on_off(value: bool) -> str:
    return "aan" if value else "uit"


def _pattern(
    pattern: str, code: WidgetProblemCode, same: Callable[[str], str] = str
) -> Callable[[str, WidgetCodes], str]:
    compiled = re.compile(pattern, re.ASCII)

    def read(text: str, _known: WidgetCodes) -> str:
        value = same(text.strip())
        if not compiled.fullmatch(value):
            raise Refused(code)
        return value

    return read


def _own_page(text: str, _known: WidgetCodes) -> str:
    """Read the pattern of the webmaster's own pages: a path of the own site or a web address, never a script."""
    pattern = text.strip()
    tried = pattern.replace(VCODE_PLACE, "V0001001")
    is_path = tried.startswith("/") and not tried.startswith("//") and safe_address(f"https://host{tried}") is not None
    is_address = bool(urlsplit(tried).scheme) and safe_address(tried) == tried if not is_path else False
    if len(pattern) > LONGEST_ADDRESS or VCODE_PLACE not in pattern or not (is_path or is_address):
        raise Refused(WidgetProblemCode.NOT_A_PAGE_PATTERN)
    return pattern


ATTRIBUTES: dict[str, Parameter[WidgetCodes]] = {
    "gemeente": Parameter("municipalities", _municipality, is_list=True),
    "provincie": Parameter("provinces", _province, is_list=True),
    "postcode": Parameter("postcode", _postcode),
    "werkingsgebied": Parameter("work_areas", _work_area, is_list=True),
    "rond": Parameter("around", _around),
    "straal": Parameter("radius_km", _radius, lambda kilometres: f"{kilometres}km"),
    "hoofdactiviteit": Parameter("activities", _as_on_the_site("activiteit"), is_list=True),
    "soort": Parameter("subjects", _as_on_the_site("soort"), is_list=True),
    "type": Parameter("kinds", _as_on_the_site("type"), is_list=True),
    "doelgroep": Parameter("ages", _as_on_the_site("leeftijd"), is_list=True),
    "bij": Parameter("near", _as_on_the_site("bij"), write_point),
    "adres": Parameter("address_only", _as_on_the_site("adres"), lambda _only: "hier"),
    "subtype": Parameter("subtypes", _as_on_the_site("subtype"), is_list=True),
    "gewijzigd-sinds": Parameter("modified_since", _as_on_the_site("gewijzigd_sinds"), date.isoformat),
    "q": Parameter("q", _as_on_the_site("q")),
    "letterlijk": Parameter("literal", _as_on_the_site("letterlijk"), lambda _only: "ja"),
    "als-woord": Parameter("as_words", _as_on_the_site("als_woord"), is_list=True),
    "vcode": Parameter("vcode", _pattern(r"V\d{7}", WidgetProblemCode.NOT_A_VCODE, str.upper)),
    "facetten": Parameter("facets", _one_of(WidgetFacetName), is_list=True, keeps_order=True),
    "velden": Parameter("fields", _one_of(WidgetField), is_list=True, keeps_order=True),
    "weergave": Parameter("view", _one_of(WidgetView)),
    "per-pagina": Parameter("per_page", _number(FEWEST, MOST)),
    "sort": Parameter("sort", _as_on_the_site("sorteer")),
    "detail": Parameter("detail", _one_of(DetailTarget)),
    "detail-url": Parameter("detail_url", _own_page),
    "taal": Parameter("language", _one_of(Language)),
    "kop": Parameter("heading", _number(HIGHEST_HEADING, LOWEST_HEADING)),
    "laden": Parameter("loading", _one_of(LoadingTime)),
    "geschiedenis": Parameter("history", _switch, _on_off),
    "sleutel": Parameter("key", _pattern(r"[a-z][a-z0-9-]{0,15}", WidgetProblemCode.NOT_A_KEY)),
    "suggesties": Parameter("suggestions", _switch, _on_off),
    "bron": Parameter("attribution", _switch, _on_off),
    "beperk": Parameter("locked", _switch, _on_off),
    "widget": Parameter("widget", _pattern(r"[A-Za-z0-9_-]{4,40}", WidgetProblemCode.NOT_A_SAVED_WIDGET)),
    "thema": Parameter("preset", _one_of(ThemePreset)),
}
_NO_ITEMS = "geen"  # an empty value in a URL means "as usual"
WIDGET = Dialect(ATTRIBUTES, list_separator=",", empty_list=_NO_ITEMS)
