"""The site as it runs in production: a process of its own, asked over the loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from directory.devstack import commands, ports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.figures import Context
    from bench.searching.seeded_stack import Filled

HOST = "127.0.0.1"
_PATIENCE, _LOOK_EVERY = 60.0, 0.1


@contextmanager
def serving(context: Context, made: Filled) -> Iterator[str]:
    """Serve until the block ends; yields the address."""
    port = ports.WEB.take()
    settings = made.settings
    environment = os.environ | {
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "OPENSEARCH_URL": settings.opensearch_url.get_secret_value(),
        "REDIS_URL": settings.redis_url.get_secret_value(),
        "DIRECTORY_SECRET": settings.secret.get_secret_value(),
        "DIRECTORY_INDEX_PREFIX": settings.index_prefix,
        "DIRECTORY_STATE": str(context.place.state),
        "DIRECTORY_LOG_LEVEL": "WARNING",
        "DIRECTORY_REQUESTS_PER_MINUTE": "0",
    }
    argv = [sys.executable, *commands.WEB.arguments_with(host=HOST, port=port)]
    with subprocess.Popen(argv, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            _await(running, port)
            yield f"http://{HOST}:{port}"
        finally:
            running.terminate()


def _await(running: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not _answers(port):
        if running.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the site did not start")
        time.sleep(_LOOK_EVERY)


def _answers(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health/live")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
