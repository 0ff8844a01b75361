"""Sheds load at the door: beyond so many requests at once, a process answers at once when to come back.

Work for people who have left only delays those who still wait. Static files and health checks cost nothing and are
always answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.platform.problems import HttpProblem, Unavailable
from directory.platform.route_policy import RateLimitRule, policy_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from directory.platform.errors import Errors

# A process answers some hundred pages a second: what would stand behind these would wait longer than people do.
MOST_AT_ONCE = 100


class LoadLimit:
    """ASGI middleware: counts the requests that are being answered, and refuses those beyond the limit."""

    def __init__(self, app: ASGIApp, errors: Errors, most: int = MOST_AT_ONCE) -> None:
        self.app = app
        self._errors = errors
        self._most = most
        self._now = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on when there is room."""
        if scope["type"] != "http" or policy_of(scope).rate_limit is RateLimitRule.NEVER:
            await self.app(scope, receive, send)
            return
        if self._now >= self._most:
            away = Unavailable()
            await self._errors.answer(scope, HttpProblem(away.status_code), away.headers)(scope, receive, send)
            return
        self._now += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._now -= 1
