"""Serves what a test answers to each request, on this machine."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message


class LocalRequest(NamedTuple):
    """A request as it came in."""

    method: str
    path: str
    headers: Message[str, str]
    body: bytes


class LocalAnswer(NamedTuple):
    """Status, content type and body of an answer."""

    status: int
    kind: str
    body: bytes


Answering: TypeAlias = "Callable[[LocalRequest], LocalAnswer]"


@contextmanager
def served_here(answering: Answering) -> Iterator[str]:
    """Serve on a free port for as long as the block lasts; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = answering(LocalRequest(self.command, self.path, self.headers, body))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def do_DELETE(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
