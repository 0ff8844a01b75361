"""How each parameter of the URL is read and written. One row here is one parameter; nothing else knows them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from directory.geography.gazetteer import LONGEST_PLACE
from directory.geography.points import Point
from directory.platform.i18n import _
from directory.search.criteria import choices
from directory.search.criteria.choices import FacetName
from directory.search.criteria.facets import FACET_BY_NAME, FACETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from directory.search.criteria.known_codes import Codes

LONGEST_QUESTION = 200
_LONGEST_CURSOR = 1_500
_WIDEST_RADIUS = 100
LAST_PAGE = 100


class Refused(Exception):  # noqa: N818 - an outcome of reading, no failure of the program
    """A value that cannot be used, with a sentence for whoever typed it and what to use instead, if anything."""

    def __init__(self, message: str, instead: Any = None) -> None:
        super().__init__(message)
        self.instead = instead


class Parameter(NamedTuple):
    """A parameter: its field in `Criteria`, how a value is read and written, and whether it may be repeated."""

    field: str
    read: Callable[[str, Codes], Any]
    write: Callable[[Any], str] = str
    several: bool = False


BAD_CURSOR = _("Deze verwijzing naar een volgende pagina is niet geldig. Je ziet de eerste pagina.")
_NO_CHOICE = _("“%(text)s” kennen we niet. Kies uit: %(choices)s.")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_SPACES = re.compile(r"\s+")


def clean(text: str, longest: int) -> str:
    """Return `text` without control and direction signs, with single spaces, cut at `longest` characters."""
    return _SPACES.sub(" ", _UNSEEN.sub(" ", text)).strip()[:longest].strip()


def _text(longest: int, message: str) -> Callable[[str, Codes], str]:
    def read(text: str, _codes: Codes) -> str:
        whole = clean(text, len(text))
        if len(whole) > longest:
            raise Refused(message % {"count": longest}, clean(whole, longest))
        return whole

    return read


def _choice(allowed: Iterable[str], same: Mapping[str, str] | None = None) -> Callable[[str, Codes], str]:
    allowed = tuple(allowed)
    by_lower = {value.lower(): value for value in allowed} | {k.lower(): v for k, v in (same or {}).items()}

    def read(text: str, _codes: Codes) -> str:
        found = by_lower.get(text.strip().lower())
        if found is None:
            raise Refused(_NO_CHOICE % {"text": clean(text, 40), "choices": ", ".join(allowed)})
        return found

    return read


def _activity(text: str, codes: Codes) -> str:
    code = text.strip().upper()
    if code in codes.activities or (not codes.activities and re.fullmatch(r"[A-Z]{4}", code)):
        return code
    raise Refused(_("Er is geen activiteit met de code “%(code)s”.") % {"code": clean(text, 40)})


_AREA = re.compile(r"BE\d{2}|\d{5}(?:-[a-z0-9]+(?:-[a-z0-9]+)*)?")


def _area(text: str, codes: Codes) -> str:
    code = text.strip()
    code = code.upper() if code[:2].upper() == "BE" else code.lower()
    current = codes.areas.get(code)
    if current is not None:
        return current
    if not codes.areas and len(code) <= LONGEST_PLACE and _AREA.fullmatch(code):
        return code
    raise Refused(_("Er is geen gebied met de code “%(code)s”.") % {"code": clean(text, 40)})


def _number(smallest: int, largest: int, message: str) -> Callable[[str, Codes], int]:
    def read(text: str, _codes: Codes) -> int:
        digits = text.strip()
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > 6:  # noqa: PLR2004 - longer is no count of ours
            raise Refused(message % {"most": largest})
        number = int(digits)
        if not smallest <= number <= largest:
            raise Refused(message % {"most": largest}, max(smallest, min(number, largest)))
        return number

    return read


def _point(text: str, _codes: Codes) -> Point:
    match = re.fullmatch(r"\s*([+-]?\d{1,2}(?:\.\d{1,15})?)\s*,\s*([+-]?\d{1,3}(?:\.\d{1,15})?)\s*", text, re.ASCII)
    if match:
        # Adding 0.0 turns -0.0 into 0.0, which is written and read in one way.
        point = Point(round(float(match[1]), 4) + 0.0, round(float(match[2]), 4) + 0.0)
        if abs(point.lat) <= 90 and abs(point.lon) <= 180:  # noqa: PLR2004 - the poles and the date line
            return point
    raise Refused(_("Een positie schrijf je als breedte,lengte: 50.88,4.70."))


def _written_point(point: Point) -> str:
    return f"{point.lat:.4f},{point.lon:.4f}"


def _day(text: str, _codes: Codes) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass  # 31 February: the same sentence as for what is no date at all
    raise Refused(_("Een datum schrijf je als jaar-maand-dag: 2026-11-03."))


def _sort(text: str, codes: Codes) -> choices.Sort:
    return choices.Sort(_choice(choices.Sort)(text, codes))


def _view(text: str, codes: Codes) -> choices.View:
    return choices.View(_choice(choices.View)(text, codes))


def _only(value: str) -> Callable[[str, Codes], bool]:
    choice = _choice((value,))
    return lambda text, codes: bool(choice(text, codes))


def _cursor(text: str, _codes: Codes) -> str:
    if len(text) > _LONGEST_CURSOR or not re.fullmatch(r"[\w.\-]+", text.strip(), re.ASCII):
        raise Refused(BAD_CURSOR)
    return text.strip()


_REGISTER_CODES: dict[FacetName, Callable[[str, Codes], str]] = {
    FacetName.ACTIVITY: _activity,
    FacetName.AREA: _area,
}
# Where these stand in a URL is older than the table of facets; all others come after them in its order.
_EARLIER = {FacetName.ACTIVITY, FacetName.AREA, FacetName.KIND}


def _facet_parameters(*names: FacetName) -> dict[str, Parameter]:
    """Return the parameters of facets: fixed codes, or those of the register."""
    rows = [FACET_BY_NAME[name] for name in names]
    return {
        row.name.value: Parameter(
            row.criteria_field,
            _choice(row.codes, row.synonyms) if row.codes else _REGISTER_CODES[row.name],
            several=True,
        )
        for row in rows
    }


PARAMETERS: dict[str, Parameter] = {
    "q": Parameter("q", _text(LONGEST_QUESTION, _("Je zoekvraag is te lang. We nemen de eerste %(count)s tekens."))),
    "letterlijk": Parameter("literal", _only("ja"), lambda _: "ja"),
    "waar": Parameter("where", _text(LONGEST_PLACE, _("De plaats is te lang. We nemen de eerste %(count)s tekens."))),
    "bij": Parameter("near", _point, _written_point),
    "straal": Parameter(
        "radius_km", _number(1, _WIDEST_RADIUS, _("Een afstand is een geheel getal van 1 tot %(most)s (km)."))
    ),
    **_facet_parameters(FacetName.ACTIVITY, FacetName.AREA),
    "adres": Parameter("address_only", _only("hier"), lambda _: "hier"),
    **_facet_parameters(FacetName.KIND),
    "subtype": Parameter("subtypes", _choice(choices.SUBTYPES), several=True),
    **_facet_parameters(*(facet.name for facet in FACETS if facet.name not in _EARLIER)),
    "gewijzigd_sinds": Parameter("modified_since", _day, date.isoformat),
    "sorteer": Parameter("sort", _sort),
    "weergave": Parameter("view", _view),
    "pagina": Parameter("page", _number(1, LAST_PAGE, _("Een pagina is een geheel getal van 1 tot %(most)s."))),
    "na": Parameter("after", _cursor),
}
