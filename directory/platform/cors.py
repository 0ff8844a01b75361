"""CORS: lets a script of any other site read the answers of routes whose policy says so, without credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from directory.platform.route_policy import CorsRule, policy_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OPEN = {
    "Access-Control-Allow-Origin": "*",  # never with credentials: all of it is public
    "Access-Control-Expose-Headers": "Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
}


class CorsMiddleware:
    """Marks answers as open. A middleware and no work of a route, so that other sites can read an error too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put the headers on the start of an answer."""
        if scope["type"] != "http" or policy_of(scope).cors is CorsRule.SAME_ORIGIN:
            await self.app(scope, receive, send)
            return

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_OPEN)
            await send(message)

        await self.app(scope, receive, send_open)
