"""Answers with a page from the page cache: the same for every reader of a language, whatever its query string says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from fastapi.responses import HTMLResponse, Response

from directory.platform import conditional_get
from directory.platform.cache.page_cache import cached_page
from directory.platform.language_negotiation import chosen, current_choice
from directory.services import services_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from fastapi import Request

    from directory.platform.cache.page_cache import CachedPage
    from directory.search.results.model import Results

_HTML = "text/html; charset=utf-8"


class Filling(NamedTuple):
    """What a template is rendered with; one that is not `lasting` holds for this moment only."""

    values: Mapping[str, Any]
    lasting: bool = True
    updated_at: datetime | None = None


def filled(results: Results, /, **values: Any) -> Filling:
    """Fill a template with what a search found, which passes when it did not come from the engine."""
    return Filling(values, lasting=not results.degraded, updated_at=results.updated_at)


async def page(
    request: Request,
    address: str,
    template: str,
    fill: Callable[[], Awaitable[Filling]],
    query: tuple[tuple[str, str], ...] = (),
) -> Response:
    """Answer with the page of an address, made anew when it is older than a moment.

    `query` holds the parameters that the page does depend on; they are part of the key, as the language is.
    """
    services = services_of(request)
    choice = replace(current_choice(), query=query)

    async def rendered() -> CachedPage:
        filling = await fill()
        with chosen(choice):
            text = services.templates.get_template(template).render(updated_at=filling.updated_at, **filling.values)
        return cached_page(text, lasting=filling.lasting)

    cached = await services.page_cache.get((address, choice), rendered)
    if not cached.lasting:
        return conditional_get.answer(request, HTMLResponse(cached.body), passing=True)
    return conditional_get.packed(request, cached.packed, _HTML, cached.tag)
