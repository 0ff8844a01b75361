"""What a widget shows: one page of the search, of the widget's own size, with the facets that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.platform.problems import Unavailable
from directory.publication import contacts
from directory.search import service
from directory.search.criteria.window import NUMBERED_RESULTS, Window
from directory.widgets.answering import facets as narrowing
from directory.widgets.answering.visitor import VisitorState, criteria, last_page
from directory.widgets.settings.enums import Language, WidgetField, WidgetView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.publication.contacts import Reached
    from directory.search.results.model import Hit, Results
    from directory.services import Services
    from directory.widgets.answering.facets import WidgetFacet
    from directory.widgets.settings.model import WidgetOptions


@dataclass(frozen=True, slots=True)
class WidgetResults:
    """One view of a widget."""

    options: WidgetOptions
    visit: VisitorState
    language: Language
    results: Results
    hits: tuple[Hit, ...]
    facets: tuple[WidgetFacet, ...]
    pages: int
    reached: Mapping[str, Reached]

    @property
    def total(self) -> int | None:
        """How many there are; not known while the engine is away."""
        return self.results.total

    @property
    def first(self) -> int:
        """The number of the first result in view."""
        return (self.visit.page - 1) * self.options.per_page + 1


async def find(services: Services, options: WidgetOptions, visit: VisitorState) -> WidgetResults:
    """Ask the search; raises `Unavailable` when neither the engine nor Postgres answers."""
    if (visit.page - 1) * options.per_page >= NUMBERED_RESULTS:
        visit = visit.on_page(1)  # no widget leads there: it shows so many pages
    asked = criteria(options, visit)
    size = 0 if options.view is WidgetView.COUNTER else options.per_page
    start = (visit.page - 1) * options.per_page
    try:
        results = await services.search.page(asked, Window(max(size, 1), start))
    except service.Unavailable:
        raise Unavailable from None
    hits = results.hits[:size]
    language = options.language or Language.DUTCH
    return WidgetResults(
        options=options,
        visit=visit,
        language=language,
        results=results,
        hits=hits,
        facets=narrowing.facets(options, visit, results.facets, language),
        pages=_last(results, start, options.per_page),
        reached=await _reached(services, options, hits),
    )


def _last(results: Results, start: int, per_page: int) -> int:
    if results.total is not None:
        return last_page(results.total, per_page)
    return start // per_page + 1 + bool(results.paging.following)


async def _reached(services: Services, options: WidgetOptions, hits: tuple[Hit, ...]) -> Mapping[str, Reached]:
    if not hits or not {WidgetField.WEBSITE, WidgetField.PHONE} & {*options.fields}:
        return {}
    async with services.pool.connection() as connection:
        return await contacts.reached(connection, [hit.vcode for hit in hits])
