"""What a visitor of a widget asks beside its settings, and the question of the search that both make together. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directory.geography.nis import municipality_of, province_of
from directory.platform.i18n import _
from directory.search.criteria.choices import FacetName
from directory.search.criteria.criteria import Criteria, Problem
from directory.search.criteria.url_parameters import PARAMETERS, Refused, clean
from directory.search.criteria.window import NUMBERED_RESULTS
from directory.widgets.settings.enums import FACET_OF, WidgetFacetName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.criteria.known_codes import Codes
    from directory.widgets.settings.model import WidgetOptions

CHOOSE, PAGE = "kies", "pagina"
VISITOR_PARAMETERS = frozenset({CHOOSE, PAGE})
_MOST_CHOICES = 60


@dataclass(frozen=True, slots=True)
class VisitorState:
    """The values that a visitor chose in the facets, and the page. The words stand in the options."""

    chosen: tuple[tuple[WidgetFacetName, str], ...] = ()
    page: int = 1

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters of this visit, in a fixed order."""
        found = [(CHOOSE, f"{shown}.{code}") for shown, code in self.chosen]
        return [*found, (PAGE, str(self.page))] if self.page > 1 else found

    def toggled(self, shown: WidgetFacetName, code: str) -> VisitorState:
        """Return the first page with a value chosen, or no longer."""
        return VisitorState(tuple(sorted({*self.chosen} ^ {(shown, code)})))

    def on_page(self, page: int) -> VisitorState:
        """Return the same on another page."""
        return replace(self, page=page)


def parse(pairs: Iterable[tuple[str, str]], codes: Codes) -> tuple[VisitorState, tuple[Problem, ...]]:
    """Read what a visitor asks; never raises."""
    chosen: set[tuple[WidgetFacetName, str]] = set()
    page = 1
    problems: list[Problem] = []
    for name, text in pairs:
        try:
            if name == CHOOSE and text and len(chosen) < _MOST_CHOICES:
                chosen.add(_choice(text, codes))
            elif name == PAGE and text:
                page = _page(text)
        except Refused as refused:
            problems.append(Problem(name, clean(text, 80), str(refused)))
    return VisitorState(tuple(sorted(chosen)), page), tuple(problems)


def _choice(text: str, codes: Codes) -> tuple[WidgetFacetName, str]:
    name, _dot, code = text.partition(".")
    try:
        shown = WidgetFacetName(name)
    except ValueError:
        raise Refused(_("Deze keuze kennen we niet.")) from None
    found: str = PARAMETERS[FACET_OF[shown]].read(code, codes)
    return shown, found


def _page(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 4 or not int(text):  # noqa: PLR2004 - pages have three digits
        raise Refused(_("Deze pagina bestaat niet. Je ziet de eerste."))
    return int(text)


def last_page(total: int, per_page: int) -> int:
    """Return how many pages the widget shows; beyond what the engine skips cheaply our own page goes on."""
    return -(-min(total, NUMBERED_RESULTS) // per_page)


def criteria(options: WidgetOptions, visit: VisitorState) -> Criteria:
    """Return the question: the scope, narrowed by what the visitor chose. A choice never widens the scope."""
    where = options.around or options.postcode
    return Criteria(
        q=options.q,
        where=where,
        radius_km=options.radius_km,
        activities=_narrowed(options.activities, _of(visit, FacetName.ACTIVITY)),
        areas=tuple(code for code in _of(visit, FacetName.AREA) if _lies_in(code, options.areas)) or options.areas,
        kinds=_narrowed(options.kinds, _of(visit, FacetName.KIND)),
        ages=_narrowed(options.ages, _of(visit, FacetName.AGE)),
        recognised=_of(visit, FacetName.RECOGNISED),
        has=_of(visit, FacetName.HAS),
        changed=_of(visit, FacetName.CHANGED),
        sort=options.sort,
    )


def _of(visit: VisitorState, facet: FacetName) -> tuple[str, ...]:
    return tuple(sorted({code for shown, code in visit.chosen if FACET_OF[shown] is facet}))


def _narrowed(scope: tuple[str, ...], chosen: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in chosen if not scope or code in scope) or scope


def _lies_in(code: str, scope: tuple[str, ...]) -> bool:
    around = municipality_of(code)
    return not scope or bool({code, around, province_of(around)} & {*scope})
