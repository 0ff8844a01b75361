"""Serves an application: one process, or several behind one socket that replace each other when one dies or hangs."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from directory.platform.metrics import METRICS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

# A process that does not answer its parent for so long is frozen, or caught in code that never gives way: it is
# killed, and another takes its place.
HUNG_SECONDS = 8


def serve(factory: str, host: str, port: int, processes: int) -> None:
    """Serve what `factory` ("module:function") builds until a signal ends it."""
    with _counted_together(processes):
        uvicorn.run(
            factory,
            factory=True,
            host=host,
            port=port,
            workers=processes,
            timeout_worker_healthcheck=HUNG_SECONDS,
            access_log=False,
            server_header=False,
            # The application writes the log, and looks itself at what a proxy says (DIRECTORY_TRUSTED_PROXIES).
            log_config=None,
            proxy_headers=False,
            timeout_graceful_shutdown=5,
        )


@contextmanager
def _counted_together(processes: int) -> Iterator[None]:
    if processes == 1:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="directory-metrics-") as folder:
        os.environ[METRICS_FOLDER] = folder
        yield
