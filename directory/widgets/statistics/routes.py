"""Hears from a saved widget that a result was opened. A beacon: it has no body, and nobody waits for its answer."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response

from directory.widgets.answering import rate_limit
from directory.widgets.statistics import counting as figures
from directory.widgets.statistics.counting import UsageEvent

router = APIRouter(include_in_schema=False)


@router.post("/widget/v1/gekozen")
async def count_opened(request: Request) -> Response:
    """Count one opened result of the widget that the parameter `widget` names; which one it was is not told."""
    await rate_limit.take(request)
    figures.count(request, request.query_params.get("widget", ""), UsageEvent.OPENED)
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store"})
