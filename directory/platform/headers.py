"""The headers that every answer carries: what a browser may do with it, and what not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from directory.settings import Settings

CONTENT_SECURITY_POLICY = "; ".join(  # noqa: FLY002 - one directive per line is how it is read
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        # Only the policy of this name, made once by our own script, may turn text into markup.
        "require-trusted-types-for 'script'",
        "trusted-types directory",
    )
)
_ALWAYS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # What somebody searched must not reach the site of the association that they open.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_OVER_TLS = "max-age=63072000"


class SecurityHeaders:
    """Sets what a route did not set itself."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        secure = settings.public_url.startswith("https://")
        self._headers = {**_ALWAYS, **({"Strict-Transport-Security": _OVER_TLS} if secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the start of the answer."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                # An old header that knows no list of sites: where the policy lets somebody frame a page, it must go.
                if "frame-ancestors 'none'" not in headers["Content-Security-Policy"]:
                    del headers["X-Frame-Options"]
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)
