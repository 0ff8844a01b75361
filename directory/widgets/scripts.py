"""The scripts that run on the pages of others: under one address for good, and each release under one of its own.

`/widget/v1/zoeker.js` always is the newest that does what version 1 promises. A site that pins a release by its hash
takes updates by hand; a release stands in `static/widget/releases/` and is never changed or taken away.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from directory.platform import conditional
from directory.platform.assets import FOREVER, STATIC_FOLDER
from directory.platform.problems import NotFound
from directory.widgets.snippets import Pinned

if TYPE_CHECKING:
    from pathlib import Path

router = APIRouter(include_in_schema=False)

FOLDER = STATIC_FOLDER / "widget"
RELEASES = FOLDER / "releases"
CHANNEL = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800"
# The elements, the chunk that one of them fetches, and the helper of the frame.
NAMES = ("zoeker", "suggesties", "kaart", "hoogte")
_KIND = "text/javascript; charset=utf-8"
_RELEASE = re.compile(r"(\d+)\.(\d+)\.(\d+)")


@router.get("/widget/v1/{name}.js")
async def give_newest(request: Request, name: str) -> Response:
    """Give the newest release that keeps the promise of version 1."""
    if name not in NAMES:
        raise NotFound
    body, compressed, tag = _read(FOLDER / f"{name}.js")
    if conditional.holds(request, tag):
        return _varied(conditional.not_modified(tag, CHANNEL))
    return conditional.marked(_script(request, body, compressed), tag, CHANNEL)


@router.get("/widget/{version}/{name}.js")
async def give_release(request: Request, version: str, name: str) -> Response:
    """Give one release, for good."""
    path = _released().get(f"{version}/{name}.js")
    if path is None:
        raise NotFound
    body, compressed, _tag = _read(path)
    response = _script(request, body, compressed)
    response.headers["Cache-Control"] = FOREVER
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@lru_cache
def pinned(name: str = "zoeker") -> Pinned:
    """Return the newest release of a script, with the hash by which a browser checks it."""
    newest = max(
        (key for key in _released() if key.partition("/")[2].startswith(f"{name}.")),
        key=lambda key: tuple(map(int, key.partition("/")[0].split("."))),
    )
    return Pinned(f"/widget/{newest}", integrity(_released()[newest].read_bytes()))


def integrity(body: bytes) -> str:
    """Return the hash of a script as the `integrity` attribute writes it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(body).digest()).decode()


@lru_cache
def _released() -> dict[str, Path]:
    """Return the releases there are by version and name: nothing of an address ever becomes part of a path."""
    found = (path for path in RELEASES.glob("*/*.js") if _RELEASE.fullmatch(path.parent.name))
    return {f"{path.parent.name}/{path.name}": path for path in found}


@lru_cache
def _read(path: Path) -> tuple[bytes, bytes, str]:
    body = path.read_bytes()
    return body, gzip.compress(body, mtime=0), conditional.validator(body)


def _script(request: Request, body: bytes, compressed: bytes) -> Response:
    takes = "gzip" in request.headers.get("Accept-Encoding", "")
    headers = {"Content-Encoding": "gzip"} if takes else {}
    return _varied(Response(compressed if takes else body, media_type=_KIND, headers=headers))


def _varied(response: Response) -> Response:
    response.headers["Vary"] = "Accept-Encoding"
    return response
