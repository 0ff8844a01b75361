"""Counts opened results of saved widgets. A beacon: no body, and its answer is not read."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from directory.platform.route_policy import CacheRule, PolicyRouter
from directory.widgets.answering import rate_limit
from directory.widgets.answering.policy import WIDGET
from directory.widgets.statistics import counting
from directory.widgets.statistics.counting import UsageEvent

router = PolicyRouter(replace(WIDGET, cache=CacheRule.NO_STORE))


@router.post("/widget/v1/gekozen")
async def count_opened(request: Request) -> Response:
    """Count one opened result of the widget that the parameter `widget` names; which one it was is not told."""
    await rate_limit.consume(request)
    counting.count_event(request, request.query_params.get("widget", ""), UsageEvent.OPENED)
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store"})
