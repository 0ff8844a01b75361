"""What every route of the pages does with an answer: find, render, and let the reader keep it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi.responses import HTMLResponse, Response

from directory.pages.results import explanation_texts
from directory.pages.results.page import window_of
from directory.platform import conditional_get
from directory.platform.problems import Unavailable
from directory.search import service
from directory.search.criteria.window import Want
from directory.services import services_of

if TYPE_CHECKING:
    from fastapi import Request

    from directory.search.criteria.criteria import Criteria
    from directory.search.results.model import Results


async def search(request: Request, criteria: Criteria, problems: tuple[Any, ...] = ()) -> Results:
    """Return what the criteria find, with what could not be read of the question; raises `Unavailable`."""
    try:
        results = await services_of(request).search.page(criteria, window_of(criteria), Want.EVERYTHING)
    except service.SearchUnavailable:
        raise Unavailable from None
    return replace(results, problems=(*problems, *results.problems))


def page(request: Request, template: str, results: Results | None, **context: Any) -> Response:
    """Render a page; `results` tell how old its numbers are."""
    updated_at = results.updated_at if results else None
    body = services_of(request).templates.get_template(template).render(updated_at=updated_at, **context)
    return respond(request, HTMLResponse(body), results)


def respond(request: Request, response: Response, results: Results | None) -> Response:
    """Let the reader keep the answer, unless it holds for this moment only."""
    # An explanation belongs to one request: it must never stand in a cache.
    passing = (results is not None and results.degraded) or explanation_texts.requested_explanation(
        request.query_params.multi_items()
    )[0]
    return conditional_get.answer(request, response, conditional_get.CACHE_CONTROL, passing=passing)
