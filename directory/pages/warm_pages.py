"""Answers with a page that is kept warm: the same for every reader, whatever the address says after its path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.responses import HTMLResponse, Response

from directory.platform import conditional
from directory.platform.warm import made
from directory.services import services

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from fastapi import Request

    from directory.platform.warm import WarmPage
    from directory.search.results import Results

    # Makes what a template is rendered with, and the results whose numbers it shows.
    Making = Callable[[], Awaitable[tuple[Results, Mapping[str, Any]]]]


async def page(request: Request, address: str, template: str, make: Making) -> Response:
    """Answer with the page of an address, made anew when it is older than a moment."""
    held = services(request)

    async def rendered() -> WarmPage:
        results, context = await make()
        text = held.templates.get_template(template).render(updated_at=results.updated_at, **context)
        return made(text, lasting=not results.degraded)

    found = await held.warm.get(address, rendered)
    response = HTMLResponse(found.body)
    if not found.lasting:
        return conditional.answer(request, response, passing=True)
    if conditional.holds(request, found.tag):
        return conditional.not_modified(found.tag)
    return conditional.marked(response, found.tag)
