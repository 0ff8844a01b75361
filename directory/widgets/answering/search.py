"""Searches for a widget: one page of results of the widget's own size, with the facets that it shows.

One request to the engine, whatever the size of the page; facets are asked only when the widget shows any.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.platform.i18n import Language
from directory.platform.problems import Unavailable
from directory.publication.primary_contacts import primary_contacts
from directory.search import service
from directory.search.criteria.window import NUMBERED_RESULTS, Want, Window
from directory.widgets.answering.facets import widget_facets
from directory.widgets.answering.visitor import VisitorState, criteria, last_page
from directory.widgets.settings.enums import DetailTarget, WidgetField, WidgetView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.publication.primary_contacts import PrimaryContacts
    from directory.search.results.model import Hit, Results
    from directory.services import Services
    from directory.widgets.answering.facets import WidgetFacet
    from directory.widgets.settings.model import WidgetOptions


@dataclass(frozen=True, slots=True)
class WidgetResults:
    """One view of a widget: a page of hits with pagination, facets, and the contact details that it shows."""

    options: WidgetOptions
    visitor: VisitorState
    language: Language
    results: Results
    hits: tuple[Hit, ...]
    facets: tuple[WidgetFacet, ...]
    pages: int
    contacts: Mapping[str, PrimaryContacts]
    is_first_instead: bool = False  # the page that was asked for lies beyond the end

    @property
    def total(self) -> int | None:
        """The number of results; None while the engine is away."""
        return self.results.total

    @property
    def first(self) -> int:
        """The rank of the first result of this page, from 1."""
        return (self.visitor.page - 1) * self.options.per_page + 1


async def search_view(services: Services, options: WidgetOptions, visitor: VisitorState) -> WidgetResults:
    """Search for the page of a visitor; raises `Unavailable` when neither the engine nor Postgres answers."""
    asked_page = visitor.page
    if (visitor.page - 1) * options.per_page >= NUMBERED_RESULTS:
        visitor = visitor.on_page(1)  # no widget links to such a page
    size = 0 if options.view is WidgetView.COUNTER else options.per_page
    results = await _page(services, options, visitor)
    if visitor.page > 1 and not results.hits:
        visitor = visitor.on_page(1)
        results = await _page(services, options, visitor)
    if results.total is not None:
        pages = last_page(results.total, options.per_page)
    else:  # the Postgres fallback does not count: there is this page, and perhaps a next one
        pages = visitor.page + bool(results.paging.following)
    hits = results.hits[:size]
    contacts: Mapping[str, PrimaryContacts] = {}
    needs_contacts = options.detail is DetailTarget.PANEL or {WidgetField.WEBSITE, WidgetField.PHONE} & {
        *options.fields
    }
    if hits and needs_contacts:
        async with services.pool.connection() as connection:
            contacts = await primary_contacts(connection, [hit.vcode for hit in hits])
    language = options.language or Language.DUTCH
    return WidgetResults(
        options=options,
        visitor=visitor,
        language=language,
        results=results,
        hits=hits,
        facets=widget_facets(options, visitor, results.facets, language),
        pages=pages,
        contacts=contacts,
        is_first_instead=visitor.page != asked_page,
    )


async def _page(services: Services, options: WidgetOptions, visitor: VisitorState) -> Results:
    """Search for one page; one hit at least, because a request without hits counts nothing of the words."""
    size = 1 if options.view is WidgetView.COUNTER else options.per_page
    window = Window(size, (visitor.page - 1) * options.per_page)
    try:
        return await services.search.page(
            criteria(options, visitor), window, Want.HITS | Want.GROUPS | (Want.FACETS if options.facets else Want(0))
        )
    except service.SearchUnavailable:
        raise Unavailable from None
