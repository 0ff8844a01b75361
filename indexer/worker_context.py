"""The connections of one process that works on the indexes, with the workers that use them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from directory.platform.database import connected
from indexer.backfill import Backfill
from indexer.engine import IndexEngine
from indexer.generation_lifecycle import GenerationLifecycle
from indexer.index_definition import OpenIndex
from indexer.index_definitions import DEFINITIONS
from indexer.outbox_worker import OutboxWorker
from indexer.prepared_writes import use_fast_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.platform.database import Connection
    from directory.settings import Settings
    from indexer.index_definition import IndexDefinition


@dataclass(frozen=True, slots=True)
class IndexWorker:
    """One index, open, with what works on it. For one thread."""

    index: OpenIndex
    outbox_worker: OutboxWorker
    backfill: Backfill
    lifecycle: GenerationLifecycle

    @property
    def connection(self) -> Connection:
        """The connection to Postgres."""
        return self.index.connection

    @property
    def engine(self) -> IndexEngine:
        """The client of the engine."""
        return self.index.engine

    @property
    def kind(self) -> str:
        """The kind of the entities in the index."""
        return self.index.kind

    def close(self) -> None:
        """End the threads that send."""
        self.outbox_worker.close()
        self.backfill.close()


@contextmanager
def open_workers(
    settings: Settings,
    definitions: Sequence[IndexDefinition[Any]] = DEFINITIONS,
    *,
    application: str = "indexer",
) -> Iterator[tuple[IndexWorker, ...]]:
    """Open all indexes on one connection; every statement commits by itself unless a transaction says otherwise."""
    with connected(settings.database_url, autocommit=True, application=application) as connection:
        use_fast_json(connection)
        workers = tuple(_open(settings, connection, definition) for definition in definitions)
        try:
            yield workers
        finally:
            for worker in workers:
                worker.close()


def _open(settings: Settings, connection: Connection, definition: IndexDefinition[Any]) -> IndexWorker:
    index = OpenIndex(definition, connection, IndexEngine(settings.opensearch_url, definition.alias(settings)))
    backfill = Backfill(index)
    return IndexWorker(index, OutboxWorker(index), backfill, GenerationLifecycle(index, backfill))
