"""What a widget shows: the search's own answer, cut to the widget's page, with the facets that it shows.

The search gives ten results at a time; a widget may show five to fifty. Its page is laid over as many of the search's
pages as it needs, all asked at once, so that list, counts and order are those of the site itself.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.platform.problems import Unavailable
from directory.publication import contacts
from directory.search import service
from directory.search.criteria.criteria import PAGE_SIZE
from directory.widgets.answering import facets as narrowing
from directory.widgets.answering.visitor import VisitorState, criteria, last_page
from directory.widgets.settings.enums import Language, WidgetField, WidgetView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.publication.contacts import Reached
    from directory.search.criteria.criteria import Criteria
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
    asked = criteria(options, visit)
    size = 0 if options.view is WidgetView.COUNTER else options.per_page
    start = (visit.page - 1) * options.per_page
    try:
        pages = await _asked(services, asked, start, start + max(size, 1))
    except service.Unavailable:
        raise Unavailable from None
    first = pages[0]
    skipped = start % PAGE_SIZE
    hits = tuple(hit for results in pages for hit in results.hits)[skipped : skipped + size]
    language = options.language or Language.DUTCH
    return WidgetResults(
        options=options,
        visit=visit,
        language=language,
        results=first,
        hits=hits,
        facets=narrowing.facets(options, visit, first.facets, language),
        pages=_last(first, start, options.per_page),
        reached=await _reached(services, options, hits),
    )


async def _asked(services: Services, asked: Criteria, start: int, end: int) -> list[Results]:
    """Return the search's pages that hold the results from `start` to `end`; those beyond the last one are left out."""
    numbers = range(start // PAGE_SIZE + 1, (end - 1) // PAGE_SIZE + 2)
    first = await services.search.find(asked.on_page(numbers[0]))
    there = numbers[1:] if first.total is None else [n for n in numbers[1:] if (n - 1) * PAGE_SIZE < first.total]
    return [first, *await asyncio.gather(*(services.search.find(asked.on_page(number)) for number in there))]


def _last(results: Results, start: int, per_page: int) -> int:
    if results.total is not None:
        return last_page(results.total, per_page)
    return start // per_page + 1 + bool(results.paging.following)


async def _reached(services: Services, options: WidgetOptions, hits: tuple[Hit, ...]) -> Mapping[str, Reached]:
    if not hits or not {WidgetField.WEBSITE, WidgetField.PHONE} & {*options.fields}:
        return {}
    async with services.pool.connection() as connection:
        return await contacts.reached(connection, [hit.vcode for hit in hits])
