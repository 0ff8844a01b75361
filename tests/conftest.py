"""The real parts for the tests: started once, a fresh database, Redis database and index prefix for each test."""

from __future__ import annotations

import itertools
import json
import os
import tempfile
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import redis as redis_client
from hypothesis import HealthCheck, settings

from directory.devstack import databases, lock, process, secrets
from directory.devstack.external import External
from directory.devstack.parts import InstallationFolders, Parts
from directory.devstack.progress import StartProgress
from tests.running_parts import RunningParts, cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.devstack.databases import Database

TEMPLATE = "migrated"
# Properties are judged by what they find, not by how busy the machine is that tries them.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("calm")
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def place() -> Iterator[InstallationFolders]:
    """Return the state folder of this run: `DIRECTORY_TEST_STATE`, kept, or one that goes away again."""
    with ExitStack() as stack:
        kept = os.environ.get("DIRECTORY_TEST_STATE")
        folder = Path(kept) if kept else Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="directory-")))
        if not kept:
            folder.chmod(0o755)  # root lends Postgres another account, which must be able to come in
        yield InstallationFolders(folder.resolve(), cache_folder())


@pytest.fixture(scope="session")
def parts(place: InstallationFolders) -> Iterator[RunningParts]:
    """Start the real Postgres, Redis and OpenSearch once for the whole run."""
    with lock.hold(place.state):
        process.end_orphans(place.state)
        started = Parts(place, secrets.load_or_create(place.state), External(), StartProgress())
        try:
            yield RunningParts(started.start(), started, place)
        finally:
            started.stop()


@pytest.fixture(scope="session")
def template_database(parts: RunningParts) -> str:
    """Migrate one database, of which every test gets a copy."""
    databases.make_template(parts.parts, TEMPLATE)
    return TEMPLATE


@pytest.fixture
def database(parts: RunningParts, template_database: str) -> Iterator[Database]:
    """Return a fresh copy of the migrated database."""
    with databases.copied(parts.parts, template_database, "test") as made:
        yield made


@pytest.fixture(scope="module")
def module_database(parts: RunningParts, template_database: str) -> Iterator[Database]:
    """Return a copy of the migrated database that the tests of one module share."""
    with databases.copied(parts.parts, template_database, "test") as made:
        yield made


@pytest.fixture
def redis_url(parts: RunningParts) -> str:
    """Return an empty logical database of Redis, one of 63 in turn (0 is never used)."""
    address = parts.parts.redis_database(next(_numbers) % 63 + 1)
    with redis_client.Redis.from_url(address) as connection:
        connection.flushdb()
    return address


@pytest.fixture(scope="session")
def opensearch_url(parts: RunningParts) -> str:
    """Return the engine's address."""
    return parts.connections.opensearch


@pytest.fixture
def index_prefix(opensearch_url: str) -> Iterator[str]:
    """Return a prefix for indices and aliases that no other test has; what was made under it is deleted afterwards."""
    prefix = f"test-{os.getpid()}-{next(_numbers)}"
    yield prefix
    _delete_indices(opensearch_url, prefix)


def _delete_indices(address: str, prefix: str) -> None:
    listing = f"{address}/_cat/indices/{prefix}*?format=json&h=index&expand_wildcards=all"
    with urllib.request.urlopen(listing, timeout=30) as answer:  # noqa: S310 - our own http address
        names = [row["index"] for row in json.load(answer)]
    for name in names:
        request = urllib.request.Request(f"{address}/{name}", method="DELETE")  # noqa: S310 - idem
        urllib.request.urlopen(request, timeout=30).close()  # noqa: S310 - idem
