"""One world of canaries for all the tests of this folder."""

from __future__ import annotations

import json
import os
import urllib.request
from typing import TYPE_CHECKING

import pytest

from directory.devstack import databases
from tests.privacy import world as worlds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.privacy.world import World
    from tests.running_parts import RunningParts


@pytest.fixture(scope="session")
def world(parts: RunningParts, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return the world, made once: nothing that these tests do changes it."""
    prefix = f"canaries-{os.getpid()}"
    with databases.copied(parts.parts, template_database, "canaries") as database:
        folder = tmp_path_factory.mktemp("canaries")
        with worlds.made(
            database, parts.parts.redis_database(63), parts.connections.opensearch, prefix, folder
        ) as made:
            yield made
    forget(parts.connections.opensearch, prefix)


def forget(address: str, prefix: str) -> None:
    """Remove from the engine what a world made there."""
    with urllib.request.urlopen(f"{address}/_cat/indices/{prefix}*?format=json&h=index", timeout=30) as answer:  # noqa: S310 - our own http address
        names = [row["index"] for row in json.load(answer)]
    for name in names:
        urllib.request.urlopen(urllib.request.Request(f"{address}/{name}", method="DELETE"), timeout=30).close()  # noqa: S310 - idem
