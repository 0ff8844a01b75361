"""Runs an application and asks it like a client asks."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from starlette.testclient import TestClient

from directory.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

NOWHERE = "127.0.0.1:1"  # nothing listens on port 1: a connection is refused at once
SECRET = "a secret of thirty-two characters"
METRICS_TOKEN = "a token for metrics"


def settings_with(**values: Any) -> Settings:
    """Return settings whose servers are all away, unless `values` says otherwise."""
    away = {
        "DATABASE_URL": f"postgresql://nobody@{NOWHERE}/nothing",
        "OPENSEARCH_URL": f"http://{NOWHERE}",
        "REDIS_URL": f"redis://{NOWHERE}/0",
        "DIRECTORY_SECRET": SECRET,
        "DIRECTORY_METRICS_TOKEN": METRICS_TOKEN,
    }
    return Settings(**{**away, **values})


def becomes(client: TestClient, path: str, status: int) -> bool:
    """Ask until the answer has this status; false when it does not come to it."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if client.get(path).status_code == status:
            return True
    return False


@contextmanager
def asking(app: FastAPI, client: tuple[str, int] = ("203.0.113.9", 50000)) -> Iterator[TestClient]:
    """Run the application and return a client; a broken request is seen as the client sees it."""
    asked = TestClient(
        app, base_url="http://gids.test", client=client, follow_redirects=False, raise_server_exceptions=False
    )
    with asked:
        yield asked
