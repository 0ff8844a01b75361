"""Bytes that go out again and again: compressed once, and sent in the form that the client takes."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

# Below this the headers weigh more than what is saved.
_SMALLEST_COMPRESSED = 500
# For files read once at start; pages made while a request waits take a lower level.
HARDEST, QUICK = 9, 6


@dataclass(frozen=True, slots=True)
class Precompressed:
    """A body, and the same compressed; None where that is not worthwhile."""

    body: bytes
    compressed: bytes | None

    @classmethod
    def of(cls, body: bytes, level: int = HARDEST) -> Precompressed:
        """Compress a body of text."""
        worthwhile = len(body) >= _SMALLEST_COMPRESSED
        return cls(body, gzip.compress(body, level, mtime=0) if worthwhile else None)

    def response(self, request: Request, kind: str) -> Response:
        """Return it as this client takes it; `kind` is the whole content type."""
        headers = {"Content-Type": kind}
        if self.compressed is None:
            return Response(self.body, headers=headers)
        headers["Vary"] = "Accept-Encoding"
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return Response(self.body, headers=headers)
        return Response(self.compressed, headers={**headers, "Content-Encoding": "gzip"})
