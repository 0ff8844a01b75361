"""The scripts that run on the pages of others: under one address for good, and each release under one of its own.

`/widget/v1/zoeker.js` always is the newest that does what version 1 promises. A site that pins a release by its hash
takes updates by hand; a release stands in `static/widget/releases/` and is never changed or taken away.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import Response

from directory.platform import conditional_get
from directory.platform.assets import FOREVER, STATIC_FOLDER
from directory.platform.precompressed import Precompressed
from directory.platform.problems import NotFound
from directory.platform.route_policy import CorsRule, LanguageRule, PolicyRouter, RoutePolicy
from directory.widgets.answering.policy import WIDGET
from directory.widgets.embedding.snippets import PinnedScript

if TYPE_CHECKING:
    from pathlib import Path

router = PolicyRouter(RoutePolicy(cors=CorsRule.ANY_ORIGIN, language=LanguageRule.DUTCH), areas=("/widget/1.",))
channel = PolicyRouter(WIDGET)

FOLDER = STATIC_FOLDER / "widget"
RELEASES = FOLDER / "releases"
CHANNEL = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800"
ELEMENTS = ("zoeker", "kaart")
# Beside the elements, the chunk that one of them fetches, and the helper of the frame.
NAMES = (*ELEMENTS, "suggesties", "hoogte")
_KIND = "text/javascript; charset=utf-8"
_RELEASE = re.compile(r"(\d+)\.(\d+)\.(\d+)")


@channel.get("/widget/v1/{name}.js")
async def give_newest(request: Request, name: str) -> Response:
    """Give the newest release that keeps the promise of version 1."""
    if name not in NAMES:
        raise NotFound
    return conditional_get.packed(request, *_read(FOLDER / f"{name}.js"), CHANNEL)


@router.get("/widget/{version}/{name}.js")
async def give_release(request: Request, version: str, name: str) -> Response:
    """Give one release, for good."""
    path = _released().get(f"{version}/{name}.js")
    if path is None:
        raise NotFound
    packed, kind, _tag = _read(path)
    response = packed.response(request, kind)
    response.headers["Cache-Control"] = FOREVER
    return response


def newest() -> dict[str, PinnedScript]:
    """Return the newest release of each element by the name of its script; an installation may have none of its own."""
    return {name: found for name in ELEMENTS if (found := pinned(name)) is not None}


@lru_cache
def pinned(name: str) -> PinnedScript | None:
    """Return the newest release of a script, with the hash by which a browser checks it; None when there is none."""
    newest = max(
        (key for key in _released() if key.partition("/")[2].startswith(f"{name}.")),
        key=lambda key: tuple(map(int, key.partition("/")[0].split("."))),
        default=None,
    )
    if newest is None:
        return None
    return PinnedScript(f"/widget/{newest}", integrity(_released()[newest].read_bytes()))


def integrity(body: bytes) -> str:
    """Return the hash of a script as the `integrity` attribute writes it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(body).digest()).decode()


@lru_cache
def _released() -> dict[str, Path]:
    """Return the releases there are by version and name: nothing of an address ever becomes part of a path."""
    found = (path for path in RELEASES.glob("*/*.js") if _RELEASE.fullmatch(path.parent.name))
    return {f"{path.parent.name}/{path.name}": path for path in found}


@lru_cache
def _read(path: Path) -> tuple[Precompressed, str, str]:
    """Return a script with its content type and its validator."""
    body = path.read_bytes()
    return Precompressed(body), _KIND, conditional_get.validator(body)
