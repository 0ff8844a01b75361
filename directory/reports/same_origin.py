"""Whether a form comes from our own page: what browsers themselves say of it, since there is no cookie to protect."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request


def is_ours(request: Request, public_url: str) -> bool:
    """Tell whether a browser sent this from a page of ours; one that says nothing is held to its seal alone."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    # Behind a proxy the host can be another one than visitors type, and on one machine the other way round.
    ours = {_host(public_url), request.headers.get("Host", "").lower()}
    return bool(_host(origin)) and _host(origin) in ours


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
