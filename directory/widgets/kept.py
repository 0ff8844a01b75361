"""Answers of widgets that were given a moment ago: the same municipality's page asks the same thing all day.

An answer belongs to a generation of the index and to one way of asking, whatever the order of its parameters. It is
kept as the bytes that go out, compressed once.
"""

from __future__ import annotations

import gzip
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

from directory.platform import conditional

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

# The longest that an association which left may still be told of by this process; readers' own caches come on top.
KEPT_SECONDS = 15.0
MOST = 1_000
_SMALLEST_COMPRESSED = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it goes out, with what is counted of it: the words that were asked, and how many there are."""

    body: bytes
    compressed: bytes
    tag: str
    total: int | None

    @classmethod
    def of(cls, body: bytes, total: int | None) -> Answer:
        """Make an answer of its bytes."""
        return cls(body, gzip.compress(body, 6, mtime=0), conditional.validator(body), total)

    def response(self, request: Request, media_type: str, cache_control: str) -> Response:
        """Return it in the form that this client takes, or tell that what it has still holds."""
        headers = {"Vary": "Accept-Encoding"}
        if conditional.holds(request, self.tag):
            response = conditional.not_modified(self.tag, cache_control)
            response.headers.update(headers)
            return response
        body = self.body
        if len(body) >= _SMALLEST_COMPRESSED and "gzip" in request.headers.get("Accept-Encoding", ""):
            body, headers["Content-Encoding"] = self.compressed, "gzip"
        return conditional.marked(Response(body, media_type=media_type, headers=headers), self.tag, cache_control)


class Answers:
    """The answers of one process by what was asked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._clock = clock
        self._most = most
        self._kept: OrderedDict[tuple[str, ...], tuple[float, Answer]] = OrderedDict()

    def get(self, key: tuple[str, ...]) -> Answer | None:
        """Return the answer, unless it is too old."""
        kept_at, answer = self._kept.get(key, (0.0, None))
        if answer is None or self._clock() - kept_at >= KEPT_SECONDS:
            return None
        self._kept.move_to_end(key)
        return answer

    def keep(self, key: tuple[str, ...], answer: Answer, asked_at: float) -> None:
        """Keep an answer that was begun at `asked_at`: what changed since then may be missing from it."""
        self._kept.pop(key, None)
        self._kept[key] = (asked_at, answer)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def now(self) -> float:
        """Return the time that ages are counted in."""
        return self._clock()
