"""A Maven repository on this machine that serves what `jars.lock` names, or misbehaves as networks do."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from directory.devstack import jars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Manner(StrEnum):
    """How the repository answers."""

    RIGHT = "right"
    BREAKS_OFF = "breaks off"
    WRONG_BYTES = "wrong bytes"
    SILENT = "silent"
    NOT_FOUND = "not found"


class _Repository(BaseHTTPRequestHandler):
    def __init__(self, source: Path, manner: Manner, asked: threading.Event, *arguments: object) -> None:
        self._source, self._manner, self._asked = source, manner, asked
        super().__init__(*arguments)  # type: ignore[arg-type]  # what the server hands to every handler

    def do_GET(self) -> None:
        """Answer in the repository's manner; checksum files it has none of, as some repositories."""
        self._asked.set()
        file = self._source / self.path.rpartition("/")[2]
        if self._manner is Manner.SILENT:
            self.rfile.read()  # until the other side gives up
            return
        if self._manner is Manner.NOT_FOUND or not file.exists():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(self._told(content))

    def _told(self, content: bytes) -> bytes:
        if self._manner is Manner.BREAKS_OFF:
            return content[: len(content) // 2]
        return bytes(len(content)) if self._manner is Manner.WRONG_BYTES else content

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the parent's parameter
        """Keep silent."""


@contextmanager
def repository(source: Path, manner: Manner) -> Iterator[tuple[str, threading.Event]]:
    """Serve the libraries of `source`; yields the address, and an event that is set at the first request."""
    asked = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Repository, source, manner, asked))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def cache_without(source: Path, folder: Path, missing: int) -> list[Path]:
    """Fill a cache with all libraries but the largest few; return where those belong."""
    target = folder / "jars"
    target.mkdir(parents=True)
    by_size = sorted((source / jar.file_name for jar in jars.locked()), key=lambda file: file.stat().st_size)
    for file in by_size[:-missing]:
        (target / file.name).symlink_to(file)
    return [target / file.name for file in by_size[-missing:]]
