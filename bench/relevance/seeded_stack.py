"""The real parts of one measurement: the file imported by the importer, indexed, and asked as the site asks."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import opensearchpy
import psycopg
from opensearchpy.helpers import bulk
from pydantic import SecretStr

from bench import peers
from bench.peers import register
from directory.platform import database as platform_database
from directory.search.index.document import document
from directory.search.index.schema import MAPPING, SETTINGS
from directory.search.service import Search
from directory.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from directory.devstack.databases import Database
    from directory.publication.rows import Association

OURS = "relevance-ours"
PEERS = "relevance-peers"
# Nothing is measured in time here: a busy machine must not turn an answer into an outage.
_PATIENT = 60.0


@dataclass(frozen=True, slots=True)
class SeededStack:
    """A filled database and the engine with an index of ours and, if wanted, one of the peers."""

    database: Database
    engine: str
    client: opensearchpy.OpenSearch

    def settings(self) -> Settings:
        """Return the settings of a web process."""
        return Settings(
            DATABASE_URL=SecretStr(self.database.public),
            OPENSEARCH_URL=SecretStr(self.engine),
            REDIS_URL=SecretStr("redis://127.0.0.1:1"),
            DIRECTORY_SECRET=SecretStr("of a measurement"),
            DIRECTORY_INDEX_PREFIX=OURS,
        )


@contextmanager
def importing(file: Path, lines: Iterable[bytes], database: Database) -> Iterator[None]:
    """Import the file by the importer's own command, beside what the block does meanwhile."""
    file.write_bytes(b"\n".join(lines))
    elsewhere = {"OPENSEARCH_URL": "http://127.0.0.1:1", "REDIS_URL": "redis://127.0.0.1:1"}
    command = [sys.executable, "-m", "directory.cli", "import", str(file)]
    environment = os.environ | elsewhere | {"DATABASE_URL": database.registrar, "DIRECTORY_SECRET": "of no use here"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        yield
        _, output = process.communicate()
    if process.returncode:
        raise RuntimeError(f"the import failed:\n{output.decode()}")


@contextmanager
def indexed(database: Database, engine: str, *, with_peers: bool) -> Iterator[SeededStack]:
    """Index what the database publishes, in the house's index and in that of the peers."""
    with opensearchpy.OpenSearch(engine, timeout=_PATIENT) as client, ExitStack() as stack:
        with psycopg.connect(database.public) as connection:
            published = list(peers.published(connection))
        stack.callback(client.indices.delete, index=f"{OURS}-*,{PEERS}", ignore_unavailable=True)
        _index_ours(client, published)
        if with_peers:
            register.index(client, PEERS, published)
        yield SeededStack(database, engine, client)


def _index_ours(client: opensearchpy.OpenSearch, associations: list[Association]) -> None:
    name = f"{OURS}-generation"
    client.indices.create(index=name, body={"settings": SETTINGS, "mappings": MAPPING, "aliases": {OURS: {}}})
    documents = ({"_index": name, "_id": str(one.association_id), "_source": document(one)} for one in associations)
    bulk(client, documents, chunk_size=1_000)
    client.indices.refresh(index=name)


class Asking:
    """A search as the web builds it."""

    def __init__(self, stack: SeededStack) -> None:
        settings = stack.settings()
        self._pool = platform_database.pool(settings.database_url, size=2)
        self.search = Search(settings, self._pool, _PATIENT)

    async def __aenter__(self) -> Search:
        """Open the pool and read what the search knows beforehand."""
        await self._pool.open(wait=True)
        await self.search.start()
        return self.search

    async def __aexit__(self, *_: object) -> None:
        """Close both."""
        await self.search.close()
        await self._pool.close()
