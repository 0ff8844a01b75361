"""What the tests of the indexer work with: a register to write to, and looks at both sides."""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

from directory.publication import reader
from directory.search.index.document import document
from directory.settings import Settings
from indexer.generation_manager import Phase, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.engine import Engine
    from indexer.worker_context import Workshop
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


def built(tools: Workshop, *, wanted: bool = False) -> Step:
    """Step until a build is over."""
    step = tools.upkeep.step(30.0, wanted=wanted)
    while step.phase.goes_on:
        step = tools.upkeep.step(30.0)
    return step


def swapped(tools: Workshop) -> str:
    """Build a new generation, which must go live; return its name."""
    step = built(tools, wanted=True)
    assert step.phase is Phase.SWAPPED, step
    assert step.generation is not None
    return step.generation.name


def in_index(engine: Engine, generation: str) -> dict[int, tuple[int, object]]:
    """Return version and document of everything in a generation, by number."""
    engine.refresh(generation)
    ids = [number for number, _ in engine.slice(generation, 0, 10_000)]
    return dict(engine.documents(generation, ids))


def in_register(tools: Workshop) -> dict[int, tuple[int, object]]:
    """Return version and document of everything that is published, by number."""
    ids = [row[0] for row in tools.connection.execute("SELECT association_id FROM publication.association")]
    return {found.association_id: (found.version, document(found)) for found in reader.published(tools.connection, ids)}


def waiting(tools: Workshop) -> int:
    """Return how many rows the outbox holds."""
    row = tools.connection.execute("SELECT count(*) FROM feed.outbox").fetchone()
    assert row is not None
    return int(row[0])


def tallied(tools: Workshop, name: str) -> dict[str, int]:
    """Return what was counted under a name, by label."""
    return dict(tools.connection.execute("SELECT label, count FROM feed.tally WHERE name = %s", (name,)).fetchall())


def set_aside(tools: Workshop, association_id: int, generation: str, error: str = "") -> None:
    """Put a dead letter, as a refusal by the engine does."""
    tools.connection.execute(
        "INSERT INTO feed.dead_letter (association_id, version, generation, error) VALUES (%s, 1, %s, %s)",
        (association_id, generation, error),
    )


def make_due(tools: Workshop) -> None:
    """End all leases and pauses now, as time would."""
    tools.connection.execute("UPDATE feed.outbox SET locked_until = '-infinity'")


def emptied(tools: Workshop, register: Register) -> None:
    """Leave an empty register and an index that follows it, for the next test."""
    register.connection.execute("DELETE FROM register.association")
    make_due(tools)
    tools.relay.drain(30.0)
    left = {name: in_index(tools.engine, name) for name in tools.engine.indices()}
    assert not any(left.values()), "the next test would meet what this one left"
    tools.connection.execute("DELETE FROM feed.dead_letter")
    tools.connection.execute("DELETE FROM feed.tally")
