"""The state of a widget's visitor (chosen facet values, page) and the search criteria that follow from it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from directory.geography.nis import municipality_of, province_of
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.facets import FACETS, FacetKind
from directory.search.criteria.url_codec import Refused, problem, read_whole_number
from directory.search.criteria.url_parameters import PARAMETERS
from directory.search.criteria.window import NUMBERED_RESULTS
from directory.widgets.settings.enums import FACET_OF, WidgetFacetName
from directory.widgets.settings.problems import WidgetProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.criteria.facets import FacetDefinition
    from directory.search.criteria.known_codes import Codes
    from directory.search.criteria.url_codec import ParameterProblem
    from directory.widgets.settings.model import WidgetOptions

CHOOSE, PAGE = "kies", "pagina"
VISITOR_PARAMETERS = frozenset({CHOOSE, PAGE})
_MAX_CHOICES = 60
LAST_PAGE = 9_999


@dataclass(frozen=True, slots=True)
class VisitorState:
    """The facet values that a visitor chose, and the page (from 1). The typed words stand in the options (`q`)."""

    chosen: tuple[tuple[WidgetFacetName, str], ...] = ()
    page: int = 1

    def pairs(self) -> list[tuple[str, str]]:
        """Return the URL parameters of this state, in a fixed order; the first page has none."""
        pairs = [(CHOOSE, f"{name}.{code}") for name, code in self.chosen]
        return [*pairs, (PAGE, str(self.page))] if self.page > 1 else pairs

    def toggled(self, name: WidgetFacetName, code: str) -> VisitorState:
        """Return the first page with a value chosen, or no longer chosen."""
        return VisitorState(tuple(sorted({*self.chosen} ^ {(name, code)})))

    def on_page(self, page: int) -> VisitorState:
        """Return the same choices on another page."""
        return replace(self, page=page)


def parse(pairs: Iterable[tuple[str, str]], codes: Codes) -> tuple[VisitorState, tuple[ParameterProblem, ...]]:
    """Parse the visitor's parameters, ignoring all others; never raises: what cannot be read becomes a problem."""
    chosen: set[tuple[WidgetFacetName, str]] = set()
    page = 1
    problems: list[ParameterProblem] = []
    for name, text in pairs:
        try:
            if name == CHOOSE and text and len(chosen) < _MAX_CHOICES:
                chosen.add(_parse_choice(text, codes))
            elif name == PAGE and text:
                page = _parse_page(text)
        except Refused as refused:
            problems.append(problem(name, text, refused.code, **refused.details))
    return VisitorState(tuple(sorted(chosen)), page), tuple(problems)


def _parse_choice(text: str, codes: Codes) -> tuple[WidgetFacetName, str]:
    name, _dot, value = text.partition(".")
    try:
        facet = WidgetFacetName(name)
    except ValueError:
        raise Refused(WidgetProblemCode.UNKNOWN_CHOICE) from None
    code: str = PARAMETERS[FACET_OF[facet]].read(value, codes)
    return facet, code


def _parse_page(text: str) -> int:
    digits = text.strip()
    if digits.isascii() and digits.isdecimal() and len(digits) > len(str(LAST_PAGE)):
        return LAST_PAGE  # beyond the end, as far as that may lie
    try:
        return read_whole_number(text, 1, LAST_PAGE, WidgetProblemCode.UNKNOWN_PAGE)
    except Refused:
        raise Refused(WidgetProblemCode.UNKNOWN_PAGE) from None  # the first page instead of the nearest


def last_page(total: int, per_page: int) -> int:
    """Return the number of numbered pages; beyond the engine's limit for an offset, the site's own page continues."""
    return -(-min(total, NUMBERED_RESULTS) // per_page)


def criteria(options: WidgetOptions, visitor: VisitorState) -> Criteria:
    """Return the search criteria: the widget's scope, narrowed by the visitor's choices, which never widen it."""
    chosen: dict[str, Any] = {
        facet.criteria_field: _chosen_within(facet, options.scope_of(facet), visitor) for facet in FACETS
    }
    base = Criteria(
        q=options.q,
        literal=options.literal,
        as_words=options.as_words,
        where=options.around or options.postcode,
        near=options.near,
        radius_km=options.radius_km,
        address_only=options.address_only,
        subtypes=options.subtypes,
        modified_since=options.modified_since,
        sort=options.sort,
    )
    return replace(base, **chosen)


def _chosen_within(facet: FacetDefinition, scope: tuple[str, ...], visitor: VisitorState) -> tuple[str, ...]:
    """Return the visitor's choices within the scope of a facet; the whole scope when there are none."""
    chosen = sorted({code for name, code in visitor.chosen if FACET_OF[name] is facet.name})
    lies_in = _lies_in if facet.kind is FacetKind.AREAS else _is_one_of
    return tuple(code for code in chosen if not scope or lies_in(code, scope)) or scope


def _is_one_of(code: str, scope: tuple[str, ...]) -> bool:
    return code in scope


def _lies_in(code: str, scope: tuple[str, ...]) -> bool:
    municipality = municipality_of(code)
    return bool({code, municipality, province_of(municipality)} & {*scope})
