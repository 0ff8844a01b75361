"""Gives each request a number, and tells of it afterwards in one log line and two metrics: nothing of who or what."""

from __future__ import annotations

import re
import time
import uuid
from typing import TYPE_CHECKING

import structlog
from starlette.datastructures import Headers, MutableHeaders

from directory.platform.route_policy import policy_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from directory.platform.metrics import Metrics

HEADER = "X-Request-ID"
UNMATCHED = "(none)"
_log = structlog.get_logger(__name__)
_SANE = re.compile(r"[A-Za-z0-9-]{8,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class RequestLog:
    """The outermost layer: numbers the request, measures the whole of it, and says so once it is over."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Measure one request under its number."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number = number_of(scope)
        status = 500  # unless an answer begins, the connection breaks

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = number
            await send(message)

        begun = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=number):
            try:
                await self.app(scope, receive, numbered)
            finally:
                self._tell(scope, status, time.perf_counter() - begun)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_of(scope)
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        self._metrics.observe(method, route, status, seconds)
        if policy_of(scope).is_logged:
            _log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))


def number_of(scope: Scope) -> str:
    """Return the number that a proxy gave, when it looks like one, or a new one."""
    given = Headers(scope=scope).get(HEADER, "")
    return given if _SANE.fullmatch(given) else uuid.uuid4().hex


def route_of(scope: Scope) -> str:
    """Return the template of the route that answered: never the path itself, which holds names and numbers."""
    return str(getattr(scope.get("route"), "path", UNMATCHED))
