"""What other sites may read of ours: everything below `/widget/`, without credentials, errors included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The maker is a page of ours and no part of a widget.
_SHARED = ("/widget/v1/", "/widget/1.", "/oembed")
_OPEN = {
    "Access-Control-Allow-Origin": "*",  # never with credentials: what is here is public, whoever asks
    "Access-Control-Expose-Headers": "Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
}


class CorsMiddleware:
    """Marks these answers as open. A layer and no work of a route, so that a failure can be read too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put the headers on the start of an answer."""
        if scope["type"] != "http" or not scope["path"].startswith(_SHARED):
            await self.app(scope, receive, send)
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_OPEN)
            await send(message)

        await self.app(scope, receive, opened)
