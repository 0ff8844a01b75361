"""Reads what a form of ours sends: plain fields, no files, and never more than the form can hold, whatever is sent."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from starlette.requests import Request

MOST_BYTES = 65_536
MOST_FIELDS = 200
# So much more is read and dropped: a browser that is cut off in the middle shows its own error instead of ours.
_DROPPED_BYTES = 2 * 1024 * 1024
_MEDIA_TYPE = "application/x-www-form-urlencoded"


class TooLarge(HTTPException):
    """The body is larger than this form can be."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


async def fields(request: Request, most_bytes: int = MOST_BYTES, most_fields: int = MOST_FIELDS) -> dict[str, str]:
    """Return the fields of a form, the last of a name; raises `TooLarge` or `HTTPException` (400, 415).

    Bytes that are no UTF-8 become replacement characters; NUL, which Postgres keeps nowhere, goes.
    """
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != _MEDIA_TYPE:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    text = (await _read(request, most_bytes)).decode("utf-8", "replace")
    try:
        found = parse_qsl(text, keep_blank_values=True, max_num_fields=most_fields)
    except ValueError:  # too many fields
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
    return {name: value.replace("\x00", "") for name, value in found}


async def _read(request: Request, most: int) -> bytes:
    length = request.headers.get("Content-Length", "0")
    if not length.isascii() or not length.isdigit() or int(length) > most + _DROPPED_BYTES:
        raise TooLarge
    body, read = bytearray(), 0
    try:
        async for chunk in request.stream():
            read += len(chunk)
            if read > most + _DROPPED_BYTES:
                raise TooLarge
            if read <= most:
                body += chunk
    except ClientDisconnect:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
    if read > most:
        raise TooLarge
    return bytes(body)
