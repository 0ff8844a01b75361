"""How each attribute of a widget is read and written. One row here is one attribute; nothing else knows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from directory.geography.nis import is_municipality
from directory.platform.i18n import _
from directory.search.criteria.url_parameters import NO_CODES, PARAMETERS, Codes, Refused, clean
from directory.urls.contact_links import safe_address
from directory.widgets.settings.enums import Detail, Field, Language, Loading, Preset, Shown, View

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from enum import StrEnum

    from directory.geography.gazetteer import Gazetteer
    from directory.search.service import Reference

FEWEST, MOST = 5, 50
HIGHEST_HEADING, LOWEST_HEADING = 2, 6
LONGEST_ADDRESS = 300
VCODE_PLACE = "{vCode}"


class Known(NamedTuple):
    """The codes that exist; as long as none are known, all that look like one are taken."""

    codes: Codes = NO_CODES
    postcodes: Collection[str] = ()
    gazetteer: Gazetteer | None = None


def known(reference: Reference) -> Known:
    """Return the codes that an attribute may name today."""
    places = reference.gazetteer
    return Known(places.codes(reference.activities), places.postcodes, places if places.names else None)


class Attribute(NamedTuple):
    """An attribute: its field in `Options`, how a value is read and written, and whether it is a list."""

    field: str
    read: Callable[[str, Known], Any]
    write: Callable[[Any], str] = str
    several: bool = False
    sorted: bool = False  # a list of which the order means nothing


def _as_on_the_site(parameter: str) -> Callable[[str, Known], Any]:
    """Read a value as the search itself reads it: old codes become those of today."""
    reader = PARAMETERS[parameter].read
    return lambda text, names: reader(text, names.codes)


_area = _as_on_the_site("gebied")
_PROVINCES = {
    "antwerpen": "BE21", "limburg": "BE22", "oost-vlaanderen": "BE23", "vlaams-brabant": "BE24",
    "west-vlaanderen": "BE25", "brussel": "BE10",
}  # fmt: skip


def _municipality(text: str, names: Known) -> str:
    code: str = _area(text, names)
    if not is_municipality(code):
        raise Refused(_("“%(text)s” is geen NIS-code van een gemeente.") % {"text": clean(text, 40)})
    return code


def _province(text: str, names: Known) -> str:
    code: str = _area(_PROVINCES.get(text.strip().lower(), text), names)
    if not code.startswith("BE"):
        raise Refused(_("“%(text)s” is geen provincie.") % {"text": clean(text, 40)})
    return code


def _work_area(text: str, names: Known) -> str:
    code: str = _area(_PROVINCES.get(text.strip().lower(), text), names)
    return code


def _postcode(text: str, names: Known) -> str:
    digits = text.strip()
    if not re.fullmatch(r"\d{4}", digits, re.ASCII) or (names.postcodes and digits not in names.postcodes):
        raise Refused(_("Er is geen postcode “%(text)s”.") % {"text": clean(text, 40)})
    return digits


def _around(text: str, names: Known) -> str:
    place: str = _as_on_the_site("waar")(text, names)
    if names.gazetteer and names.gazetteer.resolve(place).place is None:
        raise Refused(_("We kennen de plaats “%(text)s” niet.") % {"text": clean(text, 40)})
    return place


def _radius(text: str, names: Known) -> int:
    kilometres: int = _as_on_the_site("straal")(re.sub(r"\s*km\s*$", "", text.strip(), flags=re.IGNORECASE), names)
    return kilometres


def _one_of(choices: type[StrEnum]) -> Callable[[str, Known], StrEnum]:
    def read(text: str, _known: Known) -> StrEnum:
        try:
            return choices(text.strip().lower())
        except ValueError:
            listed = ", ".join(choices)
            message = _("“%(text)s” kennen we niet. Kies uit: %(listed)s.")
            raise Refused(message % {"text": clean(text, 40), "listed": listed}) from None

    return read


def _number(smallest: int, largest: int) -> Callable[[str, Known], int]:
    def read(text: str, _known: Known) -> int:
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


def _switch(text: str, _known: Known) -> bool:
    said = text.strip().lower()
    if said in _YES | _NO:
        return said in _YES
    raise Refused(_("Kies “aan” of “uit”."))


def _on_off(value: bool) -> str:
    return "aan" if value else "uit"


def _pattern(pattern: str, message: str, same: Callable[[str], str] = str) -> Callable[[str, Known], str]:
    compiled = re.compile(pattern, re.ASCII)

    def read(text: str, _known: Known) -> str:
        value = same(text.strip())
        if not compiled.fullmatch(value):
            raise Refused(message)
        return value

    return read


def _own_page(text: str, _known: Known) -> str:
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


ATTRIBUTES: dict[str, Attribute] = {
    "gemeente": Attribute("municipalities", _municipality, several=True, sorted=True),
    "provincie": Attribute("provinces", _province, several=True, sorted=True),
    "postcode": Attribute("postcode", _postcode),
    "werkingsgebied": Attribute("work_areas", _work_area, several=True, sorted=True),
    "rond": Attribute("around", _around),
    "straal": Attribute("radius_km", _radius, lambda kilometres: f"{kilometres}km"),
    "hoofdactiviteit": Attribute("activities", _as_on_the_site("activiteit"), several=True, sorted=True),
    "type": Attribute("kinds", _as_on_the_site("type"), several=True, sorted=True),
    "doelgroep": Attribute("ages", _as_on_the_site("leeftijd"), several=True, sorted=True),
    "q": Attribute("q", _as_on_the_site("q")),
    "vcode": Attribute("vcode", _pattern(r"V\d{7}", _("Een vCode is V en zeven cijfers: V0001001."), str.upper)),
    "facetten": Attribute("facets", _one_of(Shown), several=True),
    "velden": Attribute("fields", _one_of(Field), several=True),
    "weergave": Attribute("view", _one_of(View)),
    "per-pagina": Attribute("per_page", _number(FEWEST, MOST)),
    "sort": Attribute("sort", _as_on_the_site("sorteer")),
    "detail": Attribute("detail", _one_of(Detail)),
    "detail-url": Attribute("detail_url", _own_page),
    "taal": Attribute("language", _one_of(Language)),
    "kop": Attribute("heading", _number(HIGHEST_HEADING, LOWEST_HEADING)),
    "laden": Attribute("loading", _one_of(Loading)),
    "geschiedenis": Attribute("history", _switch, _on_off),
    "sleutel": Attribute("key", _pattern(r"[a-z][a-z0-9-]{0,15}", _("Een sleutel is een kort woord, zoals vz-."))),
    "suggesties": Attribute("suggestions", _switch, _on_off),
    "bron": Attribute("attribution", _switch, _on_off),
    "beperk": Attribute("locked", _switch, _on_off),
    "widget": Attribute("widget", _pattern(r"[A-Za-z0-9_-]{4,40}", _("Dit is geen nummer van een bewaarde widget."))),
    "thema": Attribute("preset", _one_of(Preset)),
}  # fmt: skip
