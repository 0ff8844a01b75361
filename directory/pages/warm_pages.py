"""Answers with a page that is kept warm: the same for every reader, whatever the address says after its path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fastapi.responses import HTMLResponse, Response

from directory.platform import conditional_get
from directory.platform.cache.page_cache import cached_page
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


def filled(found: Results, /, **values: Any) -> Filling:
    """Fill a template with what a search found, which passes when it did not come from the engine."""
    return Filling(values, lasting=not found.degraded, updated_at=found.updated_at)


async def page(request: Request, address: str, template: str, fill: Callable[[], Awaitable[Filling]]) -> Response:
    """Answer with the page of an address, made anew when it is older than a moment."""
    services = services_of(request)

    async def rendered() -> CachedPage:
        filling = await fill()
        text = services.templates.get_template(template).render(updated_at=filling.updated_at, **filling.values)
        return cached_page(text, lasting=filling.lasting)

    found = await services.page_cache.get(address, rendered)
    if not found.lasting:
        return conditional_get.answer(request, HTMLResponse(found.body), passing=True)
    return conditional_get.packed(request, found.packed, _HTML, found.tag)
