"""What the tests of the indexer work with: a register to write to, and looks at both sides."""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

from directory.publication import reader
from directory.search.index import schema
from directory.search.index.document import document
from directory.settings import Settings
from indexer.generation_lifecycle import BuildPhase, BuildStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.engine import IndexEngine
    from indexer.worker_context import IndexWorker
    from tests.running_parts import Database

# More seconds than a drain of a few associations ever takes.
SOON = 10.0
# A database forgets no vCode: tombstones keep them.
_vcodes = itertools.count(1_001_001)


@dataclass(frozen=True, slots=True)
class Register:
    """Writes associations as an import does; each call commits."""

    connection: psycopg.Connection[tuple[object, ...]]

    def add(self, name: str = "Harmonie Sint-Cecilia") -> int:
        row = self.connection.execute(
            "INSERT INTO register.association (vcode, type_code, name) VALUES (%s, 'VZER', %s) RETURNING id",
            (f"V{next(_vcodes):07}", name),
        ).fetchone()
        assert row is not None
        number = row[0]
        assert isinstance(number, int)
        return number

    def rename(self, association_id: int, name: str) -> None:
        self._change("name = %s", name, association_id)

    def hide(self, association_id: int) -> None:
        self._change("opted_out = %s", True, association_id)

    def restore(self, association_id: int) -> None:
        self._change("opted_out = %s", False, association_id)

    def delete(self, association_id: int) -> None:
        self.connection.execute("DELETE FROM register.association WHERE id = %s", (association_id,))

    def locate(self, association_id: int, postcode: str) -> None:
        self.connection.execute(
            "INSERT INTO register.location (association_id, location_id, kind, postcode, municipality)"
            " VALUES (%s, register.next_item(%s, 'location'), 'Activiteiten', %s, 'Gent')",
            (association_id, association_id, postcode),
        )

    def _change(self, assignment: str, value: object, association_id: int) -> None:
        statement = f"UPDATE register.association SET {assignment} WHERE id = %s"  # noqa: S608 - our own words
        self.connection.execute(statement.encode(), (value, association_id))


@contextmanager
def registrar(database: Database) -> Iterator[Register]:
    """Open a register to write to."""
    with psycopg.connect(database.registrar, autocommit=True) as connection:
        yield Register(connection)


def settings_of(database: Database, opensearch_url: str, redis_url: str, prefix: str) -> Settings:
    """Return the settings of an indexer process."""
    return Settings(
        DATABASE_URL=database.indexer,
        OPENSEARCH_URL=opensearch_url,
        REDIS_URL=redis_url,
        DIRECTORY_SECRET="of a test",
        DIRECTORY_INDEX_PREFIX=prefix,
    )


def built(worker: IndexWorker, *, rebuild: bool = False) -> BuildStep:
    """Step until a build is over."""
    step = worker.lifecycle.step(30.0, rebuild=rebuild)
    while step.phase.goes_on:
        step = worker.lifecycle.step(30.0)
    return step


def swapped(worker: IndexWorker) -> str:
    """Build a new generation, which must go live; return its name."""
    step = built(worker, rebuild=True)
    assert step.phase is BuildPhase.SWAPPED, step
    assert step.generation is not None
    return step.generation.name


def in_index(engine: IndexEngine, generation: str) -> dict[int, tuple[int, object]]:
    """Return version and document of everything in a generation, by number."""
    engine.refresh(generation)
    ids = [number for number, _ in engine.slice(generation, schema.ASSOCIATION_ID, 0, 10_000)]
    return dict(engine.documents(generation, ids))


def in_register(worker: IndexWorker) -> dict[int, tuple[int, object]]:
    """Return version and document of everything that is published, by number."""
    ids = [row[0] for row in worker.connection.execute("SELECT association_id FROM publication.association")]
    return {
        found.association_id: (found.version, document(found)) for found in reader.published(worker.connection, ids)
    }


def waiting(worker: IndexWorker) -> int:
    """Return how many rows the outbox holds."""
    row = worker.connection.execute("SELECT count(*) FROM feed.outbox").fetchone()
    assert row is not None
    return int(row[0])


def tallied(worker: IndexWorker, name: str) -> dict[str, int]:
    """Return what was counted under a name, by label."""
    return dict(worker.connection.execute("SELECT label, count FROM feed.tally WHERE name = %s", (name,)).fetchall())


def set_aside(worker: IndexWorker, association_id: int, generation: str, error: str = "") -> None:
    """Put a dead letter, as a refusal by the engine does."""
    worker.connection.execute(
        "INSERT INTO feed.dead_letter (kind, entity_id, version, generation, error) VALUES (%s, %s, 1, %s, %s)",
        (worker.kind, association_id, generation, error),
    )


def make_due(worker: IndexWorker) -> None:
    """End all leases and pauses now, as time would."""
    worker.connection.execute("UPDATE feed.outbox SET locked_until = '-infinity'")


def emptied(worker: IndexWorker, register: Register) -> None:
    """Leave an empty register and an index that follows it, for the next test."""
    register.connection.execute("DELETE FROM register.association")
    make_due(worker)
    worker.outbox_worker.drain(30.0)
    left = {name: in_index(worker.engine, name) for name in worker.engine.indices()}
    assert not any(left.values()), "the next test would meet what this one left"
    worker.connection.execute("DELETE FROM feed.dead_letter")
    worker.connection.execute("DELETE FROM feed.tally")
