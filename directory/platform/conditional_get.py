"""Answers that need not be sent again: a validator of all that an answer depends on, and 304 while it holds."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

    from directory.platform.precompressed import Precompressed

# A shared cache may show an answer for a moment while it asks anew, and for an hour when we do not answer at all: an
# association that left must not stay for longer because of us.
CACHE_CONTROL = "public, max-age=0, stale-while-revalidate=30, stale-if-error=3600"

# What comes from Postgres while the engine is away must not outlive that moment.
_PASSING = "no-store"


def answer(request: Request, response: Response, cache_control: str = CACHE_CONTROL, *, passing: bool) -> Response:
    """Let the client keep the answer, or tell it that the one it has still holds."""
    if passing:
        response.headers["Cache-Control"] = _PASSING
        return response
    # The very bytes are the one validator that forgets nothing an answer depends on.
    tag = validator(response.body)
    if holds(request, tag):
        return not_modified(tag, cache_control)
    return marked(response, tag, cache_control)


def packed(request: Request, body: Precompressed, kind: str, tag: str, cache_control: str = CACHE_CONTROL) -> Response:
    """Answer with bytes that stand ready, or tell the client that what it has of them still holds."""
    if not holds(request, tag):
        return marked(body.response(request, kind), tag, cache_control)
    response = not_modified(tag, cache_control)
    if body.is_compressible:
        response.headers["Vary"] = "Accept-Encoding"
    return response


def validator(*depends_on: object) -> str:
    """Make a weak ETag of all that the answer depends on: generation, last change, query, form, release."""
    digest = hashlib.sha256()
    for part in depends_on:
        text = str(part).encode("utf-8", "backslashreplace")
        digest.update(len(text).to_bytes(8, "big") + text)
    return f'W/"{digest.hexdigest()[:32]}"'


def holds(request: Request, tag: str) -> bool:
    """Tell whether the client has this very answer already."""
    known = request.headers.get("If-None-Match", "")
    bare = tag.removeprefix("W/")
    return any(part.strip().removeprefix("W/") in {bare, "*"} for part in known.split(","))


def not_modified(tag: str, cache_control: str = CACHE_CONTROL) -> Response:
    """Tell the client to go on with what it has."""
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_headers(tag, cache_control))


def marked(response: Response, tag: str, cache_control: str = CACHE_CONTROL) -> Response:
    """Put the validator on an answer."""
    response.headers.update(_headers(tag, cache_control))
    return response


def _headers(tag: str, cache_control: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": cache_control}
