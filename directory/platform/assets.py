"""Style sheets, scripts, fonts and pictures: read once at start, addressed by content, cached for good by browsers.

One hash of all of them stands in the path (`/static/<hash>/…`) instead of one per name, so that a script can import
its neighbour, and a style sheet a font, by a relative path. A page from before an upgrade still asks for the old hash:
it gets today's file, to be kept only briefly.
"""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request  # noqa: TC002 - FastAPI reads the annotation
from starlette.responses import Response  # noqa: TC002 - FastAPI reads the annotation

from directory.platform.precompressed import HARDEST, Precompressed
from directory.platform.problems import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

STATIC_FOLDER = Path(__file__).resolve().parents[2] / "static"
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=60"
_COMPRESSIBLE = ("text/", "application/json", "application/manifest+json", "image/svg+xml", "application/javascript")
# The tables of the operating system differ; these are the kinds that we serve.
_KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it goes out."""

    packed: Precompressed
    kind: str


class Assets:
    """The files below one folder; what is not among them at start cannot be asked for."""

    def __init__(self, folder: Path = STATIC_FOLDER, made: Mapping[str, bytes] | None = None) -> None:
        """Read all files once. `made` holds what this installation makes itself, instead of a file or beside it."""
        bodies = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files_below(folder)}
        self._files = {name: _asset(name, body) for name, body in sorted({**bodies, **(made or {})}.items())}
        self.version = _hash_of(self._files)

    def url(self, name: str) -> str:
        """Return the address of a file; a name that does not exist is a mistake in a template."""
        if name not in self._files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"

    def body(self, name: str) -> bytes:
        """Return the content of a file, for a page that carries it inside."""
        return self._files[name].packed.body

    async def serve(self, request: Request) -> Response:
        """Answer `/static/{version}/{name}`."""
        asset = self._files.get(request.path_params["name"])
        if asset is None:
            raise NotFound
        cache = FOREVER if request.path_params["version"] == self.version else BRIEFLY
        response = asset.packed.response(request, asset.kind)
        response.headers["Cache-Control"] = cache
        return response


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def _asset(name: str, body: bytes) -> Asset:
    kind = _KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(Precompressed(body, HARDEST if kind.startswith(_COMPRESSIBLE) else None), kind)


def _hash_of(files: dict[str, Asset]) -> str:
    digest = hashlib.sha256()
    for name, asset in files.items():
        digest.update(f"{name}\0{len(asset.packed.body)}\0".encode())
        digest.update(asset.packed.body)
    return digest.hexdigest()[:16]
