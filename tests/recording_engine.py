"""A server before the real search engine that passes every request on and writes down which they were."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import urllib3

from tests.local_server import LocalAnswer, served_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.local_server import LocalRequest

_PASSED_ON = ("Content-Type", "Content-Encoding", "Accept")


class EngineRequest(NamedTuple):
    """A request as it came in: its path, and the number of searches in it."""

    path: str
    searches: int


class RecordingEngine:
    """The address to ask instead of the engine's, and the requests so far."""

    def __init__(self) -> None:
        self.address = ""
        self.requests: list[EngineRequest] = []

    def searches_per_request(self) -> list[int]:
        """Return how many searches each request held, and forget them."""
        counts = [request.searches for request in self.requests]
        self.requests.clear()
        return counts


def _searches_in(path: str, body: bytes) -> int:
    # A multi-search holds two lines for each search: where, and what.
    return body.strip().count(b"\n") // 2 + 1 if "/_msearch" in path else 1


@contextmanager
def recording_engine(engine: str) -> Iterator[RecordingEngine]:
    """Pass on to the engine at this address what is asked at the recorder's."""
    recorder = RecordingEngine()
    pool = urllib3.PoolManager()

    def answering(request: LocalRequest) -> LocalAnswer:
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        recorder.requests.append(EngineRequest(request.path, _searches_in(request.path, request.body)))
        answer = pool.request(request.method, engine + request.path, body=request.body, headers=headers)
        return LocalAnswer(answer.status, answer.headers["Content-Type"], answer.data)

    with served_here(answering) as recorder.address:
        yield recorder
    pool.clear()
