"""A server before the real search engine that passes every request on and writes down which they were."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

import urllib3

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name: self.headers[name] for name in _PASSED_ON if name in self.headers}
            recorder.requests.append(EngineRequest(self.path, _searches_in(self.path, body)))
            answer = pool.request(self.command, engine + self.path, body=body, headers=headers)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.headers["Content-Type"])
            self.send_header("Content-Length", str(len(answer.data)))
            self.end_headers()
            self.wfile.write(answer.data)

        def do_DELETE(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        recorder.address = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield recorder
        finally:
            server.shutdown()
            thread.join()
            pool.clear()
