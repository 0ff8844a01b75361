"""The URL dialect of the site's search page: one row here is one parameter, and nothing else knows them. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from directory.geography.place_forms import LONGEST_PLACE
from directory.language.kind_table import kind_table
from directory.language.normalise import tokenize
from directory.search.criteria import choices
from directory.search.criteria.choices import FacetName
from directory.search.criteria.facets import FACET_BY_NAME, FACETS
from directory.search.criteria.url_codec import (
    Dialect,
    Parameter,
    ProblemCode,
    Refused,
    quoted,
    read_choice,
    read_date,
    read_point,
    read_text,
    read_whole_number,
    write_point,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from directory.search.criteria.known_codes import Codes

LONGEST_QUESTION = 200
_LONGEST_CURSOR = 1_500
_WIDEST_RADIUS = 100  # kilometres
LAST_PAGE = 100
_AREA = re.compile(r"BE\d{2}|\d{5}(?:-[a-z0-9]+(?:-[a-z0-9]+)*)?")


def _text(longest: int, code: ProblemCode) -> Callable[[str, Codes], str]:
    return lambda text, _codes: read_text(text, longest, code)


def _choice(allowed: Iterable[str], synonyms: Mapping[str, str] | None = None) -> Callable[[str, Codes], str]:
    allowed = tuple(allowed)
    return lambda text, _codes: read_choice(text, allowed, synonyms)


def _number(least: int, most: int, code: ProblemCode) -> Callable[[str, Codes], int]:
    return lambda text, _codes: read_whole_number(text, least, most, code)


def _word(text: str, _codes: Codes) -> str | None:
    words = tokenize(text[:LONGEST_QUESTION])
    return words[0] if len(words) == 1 else None  # words that are no words of ours mean nothing, and harm nothing


def _only(value: str) -> Callable[[str, Codes], bool]:
    return lambda text, _codes: bool(read_choice(text, (value,)))


def _activity(text: str, codes: Codes) -> str:
    code = text.strip().upper()
    if code in codes.activities or (not codes.activities and re.fullmatch(r"[A-Z]{4}", code)):
        return code
    raise Refused(ProblemCode.UNKNOWN_ACTIVITY, text=quoted(text))


def _subject(text: str, _codes: Codes) -> str:
    code = text.strip().lower()
    if code in kind_table():
        return code
    raise Refused(ProblemCode.UNKNOWN_SUBJECT, text=quoted(text))  # a list of all of them would help nobody


def _area(text: str, codes: Codes) -> str:
    code = text.strip()
    code = code.upper() if code[:2].upper() == "BE" else code.lower()
    current = codes.areas.get(code)
    if current is not None:
        return current
    if not codes.areas and len(code) <= LONGEST_PLACE and _AREA.fullmatch(code):
        return code
    raise Refused(ProblemCode.UNKNOWN_AREA, text=quoted(text))


def _cursor(text: str, _codes: Codes) -> str:
    if len(text) > _LONGEST_CURSOR or not re.fullmatch(r"[\w.\-]+", text.strip(), re.ASCII):
        raise Refused(ProblemCode.BAD_CURSOR)
    return text.strip()


_OTHER_CODES: dict[FacetName, Callable[[str, Codes], str]] = {
    FacetName.ACTIVITY: _activity,
    FacetName.SUBJECT: _subject,
    FacetName.AREA: _area,
}
# Where these stand in a URL is older than the table of facets; all others come after them in its order.
_EARLIER = {FacetName.ACTIVITY, FacetName.AREA, FacetName.KIND}


def _facet_parameters(*names: FacetName) -> dict[str, Parameter[Codes]]:
    """Return the parameters of facets: fixed codes, or those of the register and of the table of kinds."""
    rows = [FACET_BY_NAME[name] for name in names]
    return {
        row.name.value: Parameter(
            row.criteria_field,
            _choice((*row.codes, *row.unlisted), row.synonyms) if row.codes else _OTHER_CODES[row.name],
            is_list=True,
        )
        for row in rows
    }


PARAMETERS: dict[str, Parameter[Codes]] = {
    "q": Parameter("q", _text(LONGEST_QUESTION, ProblemCode.QUERY_TOO_LONG)),
    "letterlijk": Parameter("literal", _only("ja"), lambda _: "ja"),
    "als_woord": Parameter("as_words", _word, is_list=True),
    "waar": Parameter("where", _text(LONGEST_PLACE, ProblemCode.PLACE_TOO_LONG)),
    "bij": Parameter("near", lambda text, _codes: read_point(text), write_point),
    "straal": Parameter("radius_km", _number(1, _WIDEST_RADIUS, ProblemCode.RADIUS_OUT_OF_RANGE)),
    **_facet_parameters(FacetName.ACTIVITY, FacetName.AREA),
    "adres": Parameter("address_only", _only("hier"), lambda _: "hier"),
    **_facet_parameters(FacetName.KIND),
    "subtype": Parameter("subtypes", _choice(choices.SUBTYPES), is_list=True),
    **_facet_parameters(*(facet.name for facet in FACETS if facet.name not in _EARLIER)),
    "gewijzigd_sinds": Parameter("modified_since", lambda text, _codes: read_date(text), date.isoformat),
    "groep": Parameter("group", lambda text, _codes: choices.ResultGroup(read_choice(text, choices.ResultGroup))),
    "sorteer": Parameter("sort", lambda text, _codes: choices.Sort(read_choice(text, choices.Sort))),
    "weergave": Parameter("view", lambda text, _codes: choices.View(read_choice(text, choices.View))),
    "pagina": Parameter("page", _number(1, LAST_PAGE, ProblemCode.PAGE_OUT_OF_RANGE)),
    "na": Parameter("after", _cursor),
}
SITE = Dialect(PARAMETERS)
