"""Response cache of the widgets: finished JSON answers, in memory, for seconds.

All visitors of one municipality's page send the same first request. The key holds the generation of the index and the
normalised parameters of the request; the value is the compressed body, so that a hit costs no work at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.platform import conditional_get
from directory.platform.cache.lru import LruCache
from directory.platform.precompressed import QUICK, Precompressed

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

# How long a withdrawn association may still be served from this process; the HTTP caches of readers come on top.
MAX_AGE_SECONDS = 15.0
MAX_ANSWERS = 1_000


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """A response body with its validator (ETag), and the number of results for the statistics."""

    packed: Precompressed
    etag: str
    total: int | None

    @classmethod
    def of(cls, body: bytes, total: int | None) -> CachedAnswer:
        """Compress a body and compute its validator."""
        return cls(Precompressed(body, QUICK), conditional_get.validator(body), total)

    def response(self, request: Request, media_type: str, cache_control: str) -> Response:
        """Return the body in an encoding that the client accepts, or 304 when its copy is still valid."""
        return conditional_get.packed(request, self.packed, media_type, self.etag, cache_control)


class AnswerCache(LruCache[tuple[str, ...], CachedAnswer]):
    """The answers of this process by generation of the index and by request."""

    def __init__(self) -> None:
        super().__init__(MAX_ANSWERS)
