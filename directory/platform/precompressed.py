"""Bytes that go out again and again: compressed once per content coding, and sent in the one that the client takes."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import brotli
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

# Below this the headers weigh more than what is saved.
SMALLEST_COMPRESSED = 500


class Effort(NamedTuple):
    """The quality of each content coding: more takes more time and gives fewer bytes."""

    brotli: int
    gzip: int


# For files that are compressed once in the life of a process; pages that a visitor waits for take less time.
HARDEST, QUICK = Effort(brotli=11, gzip=9), Effort(brotli=4, gzip=6)


@dataclass(frozen=True, slots=True)
class Precompressed:
    """A body of text and its compressed forms, each made when a client first takes it."""

    body: bytes
    effort: Effort | None = HARDEST  # None: of a kind that is compressed already
    _encoded: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_compressible(self) -> bool:
        """Whether clients may get other bytes than the body's, by what they accept."""
        return self.effort is not None and len(self.body) >= SMALLEST_COMPRESSED

    def response(self, request: Request, kind: str) -> Response:
        """Return it as this client takes it; `kind` is the whole content type."""
        headers = {"Content-Type": kind}
        if not self.is_compressible:
            return Response(self.body, headers=headers)
        headers["Vary"] = "Accept-Encoding"
        coding = preferred_coding(",".join(request.headers.getlist("Accept-Encoding")))
        if coding is None:
            return Response(self.body, headers=headers)
        return Response(self._in(coding), headers={**headers, "Content-Encoding": coding})

    def _in(self, coding: str) -> bytes:
        if coding not in self._encoded:
            self._encoded[coding] = _encode(self.body, coding, self.effort or HARDEST)
        return self._encoded[coding]


def preferred_coding(accept_encoding: str) -> str | None:
    """Return the smallest content coding that a client takes (RFC 9110, 12.5.3), or None: the bytes as they are."""
    accepted = dict(_read_coding(item) for item in accept_encoding.split(","))
    rest = accepted.get("*", False)
    return next((coding for coding in ("br", "gzip") if accepted.get(coding, rest)), None)


def _read_coding(item: str) -> tuple[str, bool]:
    """Return a coding of the header and whether it is accepted: its weight is not zero."""
    coding, *parameters = (part.strip().lower() for part in item.split(";"))
    weights = (parameter.removeprefix("q=") for parameter in parameters if parameter.startswith("q="))
    return coding, all(weight.strip("0.") for weight in weights)


def _encode(body: bytes, coding: str, effort: Effort) -> bytes:
    if coding == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=effort.brotli))
    return gzip.compress(body, effort.gzip, mtime=0)
