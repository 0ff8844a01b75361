"""The web process of production beside a bench, over an index of the bench's own, and a client that asks it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bench import associations, workers
from indexer.generation_lifecycle import BuildPhase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench.figures import Context
    from directory.devstack.databases import Database
    from directory.settings import Settings

PREFIX = "bench-pages"
_PATIENCE = 120.0
_GZIP = {"Accept-Encoding": "gzip"}


@contextmanager
def serving(context: Context, count: int, fill: Callable[[Database, int], None] = associations.fill) -> Iterator[int]:
    """Fill and index a register, serve it, and yield the port."""
    with indexed(context, count, fill) as (database, _), web(context, database) as port:
        yield port


@contextmanager
def indexed(
    context: Context, count: int, fill: Callable[[Database, int], None] = associations.fill
) -> Iterator[tuple[Database, Settings]]:
    """Fill and index a register; yield its database and the settings of its indexer."""
    with context.database() as database:
        fill(database, count)
        settings = workers.settings_of(context, database, PREFIX)
        with workers.opened(settings) as worker:
            step = worker.lifecycle.step(600.0, rebuild=True)
            while step.phase.goes_on:
                step = worker.lifecycle.step(600.0)
            if step.phase is not BuildPhase.SWAPPED:
                raise RuntimeError(f"the build did not go live: {step}")
            yield database, settings


@contextmanager
def web(context: Context, database: Database) -> Iterator[int]:
    """Serve an indexed register by the web process of production; yield the port."""
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": database.public,
        "OPENSEARCH_URL": context.parts.connections().opensearch,
        "REDIS_URL": context.parts.redis_database(workers.REDIS_DATABASE),
        "DIRECTORY_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DIRECTORY_SECRET": "of a bench of pages, thirty-two characters",
        "DIRECTORY_INDEX_PREFIX": PREFIX,
        "DIRECTORY_REQUESTS_PER_MINUTE": "0",
        "DIRECTORY_LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "directory.cli", "web", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as child:
        try:
            _await(port)
            yield port
        finally:
            child.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _await(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            if Client(port).ask("/") == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the site does not answer")


class Client:
    """A reader with one connection, who takes compressed answers."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, path: str) -> int:
        """Ask for a page, read all of it and return its status."""
        self._connection.request("GET", path, headers=_GZIP)
        response = self._connection.getresponse()
        response.read()
        return response.status

    def seconds(self, path: str) -> float:
        """Return how long a page takes; raises `RuntimeError` for what is no page."""
        began = time.perf_counter()
        status = self.ask(path)
        if status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path}: {status}")
        return time.perf_counter() - began


def rate(port: int, paths: Sequence[str], clients: int, seconds: float) -> float:
    """Return how many pages a second so many clients get together, each going round the paths."""
    until = time.monotonic() + seconds
    counts = [0] * clients

    def read(number: int) -> None:
        client = Client(port)
        while time.monotonic() < until:
            client.seconds(paths[(number + counts[number]) % len(paths)])
            counts[number] += 1

    readers = [threading.Thread(target=read, args=(number,)) for number in range(clients)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return sum(counts) / seconds
