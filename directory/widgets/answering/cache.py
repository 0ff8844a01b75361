"""Answers of widgets that were given a moment ago: the same municipality's page asks the same thing all day.

An answer belongs to a generation of the index and to one way of asking, whatever the order of its parameters. It is
kept as the bytes that go out, compressed once.
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

# The longest that an association which left may still be told of by this process; readers' own caches come on top.
KEPT_SECONDS = 15.0
MOST = 1_000


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """An answer as it goes out, with what is counted of it: how many there are."""

    packed: Precompressed
    tag: str
    total: int | None

    @classmethod
    def of(cls, body: bytes, total: int | None) -> CachedAnswer:
        """Make an answer of its bytes."""
        return cls(Precompressed.of(body, QUICK), conditional_get.validator(body), total)

    def response(self, request: Request, media_type: str, cache_control: str) -> Response:
        """Return it in the form that this client takes, or tell that what it has still holds."""
        return conditional_get.packed(request, self.packed, media_type, self.tag, cache_control)


class AnswerCache(LruCache[tuple[str, ...], CachedAnswer]):
    """The answers of this process by generation of the index and by request."""

    def __init__(self) -> None:
        super().__init__(MOST)
