"""The connections and tools of one process that works on the index."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.platform.database import connected
from indexer.backfill import Backfill
from indexer.engine import Engine
from indexer.generation_manager import Upkeep
from indexer.outbox_worker import Relay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.platform.database import Connection
    from directory.settings import Settings


@dataclass(frozen=True, slots=True)
class Workshop:
    """One connection to Postgres, one client of the engine, and who works with them. For one thread."""

    connection: Connection
    engine: Engine
    relay: Relay
    upkeep: Upkeep


@contextmanager
def opened(settings: Settings, *, application: str = "indexer") -> Iterator[Workshop]:
    """Open a workshop; every statement commits by itself unless a transaction says otherwise."""
    engine = Engine(settings.opensearch_url, settings.index_prefix)
    with connected(settings.database_url, autocommit=True, application=application) as connection:
        relay, backfill = Relay(connection, engine), Backfill(connection, engine)
        try:
            yield Workshop(connection, engine, relay, Upkeep(connection, engine, backfill))
        finally:
            relay.close()
            backfill.close()
