"""What is wrong with a request before anything reads it, and the two courtesies of HTTP: HEAD and a trailing slash."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response

from directory.platform.problems import HttpProblem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from directory.platform.errors import Errors

LONGEST_ADDRESS = 4096
LARGEST_HEADERS = 32_768
_BROKEN_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
# A backslash would turn a relative redirect into another host's address; control characters have no place in a path.
_NEVER_IN_PATH = re.compile(r"[\x00-\x1f\x7f\\\ufffd]")


class RequestGuard:
    """Refuses what cannot be a request for us, calmly; lets HEAD be answered by what answers GET."""

    def __init__(self, app: ASGIApp, errors: Errors) -> None:
        self.app = app
        self._errors = errors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer here, or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif (refused := refusal(scope)) is not None:
            await self._errors.answer(scope, HttpProblem(refused))(scope, receive, send)
        elif (address := without_slash(scope)) is not None:
            moved = Response(status_code=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": address})
            await moved(scope, receive, send)
        elif scope["method"] == "HEAD":
            await self._as_get(scope, receive, _without_body(send))
        else:
            await self.app(scope, receive, send)

    async def _as_get(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A copy: the server looks at its own scope to know that a body may be missing.
        as_get = {**scope, "method": "GET"}
        try:
            await self.app(as_get, receive, send)
        finally:
            scope["route"] = as_get.get("route")


def refusal(scope: Scope) -> HTTPStatus | None:
    """Tell what is wrong with the request, if anything."""
    if len(_raw_path(scope)) + len(scope["query_string"]) > LONGEST_ADDRESS:
        return HTTPStatus.REQUEST_URI_TOO_LONG
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    if _BROKEN_PERCENT.search(_raw_path(scope)) or _NEVER_IN_PATH.search(scope["path"]):
        return HTTPStatus.BAD_REQUEST
    return None


def without_slash(scope: Scope) -> str | None:
    """Return the relative address without the slashes at its end, or None when there are none."""
    raw = _raw_path(scope)
    if raw == b"/" or not raw.endswith(b"/"):
        return None
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    return (b"/" + raw.strip(b"/") + query).decode("latin-1")


def _raw_path(scope: Scope) -> bytes:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw


def _without_body(send: Send) -> Send:
    async def headers_only(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return headers_only
