"""Reads what a form of ours sends: plain fields, no files, and never more than the route allows."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.requests import Request

MEDIA_TYPE = "application/x-www-form-urlencoded"
MOST_BYTES = 65_536
MOST_FIELDS = 200


async def pairs(request: Request, most_bytes: int = MOST_BYTES) -> list[tuple[str, str]]:
    """Return the fields in their order; raises an HTTP error for what is too large or no form.

    Bytes that are no UTF-8 become replacement characters; NUL, which Postgres keeps nowhere, becomes a space.
    """
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != MEDIA_TYPE:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        found = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:  # too many fields
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
    return [(name, value.replace("\x00", " ")) for name, value in found]
