"""Security headers of every answer: Content-Security-Policy, framing, referrer, isolation, HSTS, limits of caching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from directory.platform.route_policy import CacheRule, CspRule, policy_of

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
    "X-Content-Type-Options": "nosniff",
    # A search query must not reach the site of the association that they open.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_CSP, _UNFRAMED = "Content-Security-Policy", "frame-ancestors 'none'"
_OVER_TLS = "max-age=63072000"


class SecurityHeaders:
    """Sets the headers that a route did not set itself, and holds its CSP and its caching to its policy."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        secure = settings.public_url.startswith("https://")
        self._headers = {**_ALWAYS, **({"Strict-Transport-Security": _OVER_TLS} if secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the start of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = policy_of(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _restrict_framing(headers, policy.csp)
                _restrict_caching(headers, policy.cache)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded)


def _restrict_framing(headers: MutableHeaders, rule: CspRule) -> None:
    """Hold the answer to who may frame it; `X-Frame-Options` knows no list of sites, so CSP alone names them."""
    own = headers.get(_CSP)
    if own is None or rule is CspRule.SITE or (rule is CspRule.OWN and _UNFRAMED not in own):
        headers[_CSP] = CONTENT_SECURITY_POLICY
    if _UNFRAMED in headers[_CSP]:
        headers["X-Frame-Options"] = "DENY"


def _restrict_caching(headers: MutableHeaders, rule: CacheRule) -> None:
    given = headers.get("Cache-Control", "")
    if rule is CacheRule.NO_STORE or (rule is CacheRule.PRIVATE and not given.startswith(("private", "no-store"))):
        headers["Cache-Control"] = "no-store"
