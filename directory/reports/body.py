"""Reads the body of a form within bounds: never more than a form can hold, whatever is sent."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from starlette.requests import Request

# Far more than a report may hold, so that one that is too long comes back with all that was typed.
MOST_BYTES = 128 * 1024
# So much more is read and dropped: a browser that is cut off in the middle shows its own error instead of ours.
_DROPPED_BYTES = 2 * 1024 * 1024
_MOST_FIELDS = 20
_KIND = "application/x-www-form-urlencoded"


class TooLarge(Exception):  # noqa: N818 - what is so, not a mistake of ours
    """The body is larger than any form of ours."""


async def fields(request: Request) -> dict[str, str]:
    """Return the fields of a form, the last of a name; raises `TooLarge` or `HTTPException` (400, 415)."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != _KIND:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = await _read(request)
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None


async def _read(request: Request) -> bytes:
    told = request.headers.get("Content-Length", "0")
    if not told.isascii() or not told.isdigit() or int(told) > MOST_BYTES + _DROPPED_BYTES:
        raise TooLarge
    body, read = bytearray(), 0
    try:
        async for chunk in request.stream():
            read += len(chunk)
            if read > MOST_BYTES + _DROPPED_BYTES:
                raise TooLarge
            if read <= MOST_BYTES:
                body += chunk
    except ClientDisconnect:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
    if read > MOST_BYTES:
        raise TooLarge
    return bytes(body)
