"""The generations of each index, as the feed knows them: built beside the live one, swapped in, kept for a while.

Postgres says which generation of a kind is live; the alias follows. Every generation that is building, live or retired
receives every write by its own name, so that a swap or a rollback never shows anything old.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg

from directory.platform.advisory_locks import AdvisoryLock, exclusive
from indexer import state_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.platform.database import Connection
    from indexer.engine import IndexEngine
    from indexer.index_definition import IndexDefinition

_COLUMNS = "name, fingerprint, state, created_at, cursor, backfilled_at, live_at, retired_at, documents, note"
# A process of an older or newer release leaves alone what was made after it started.
PROCESS_STARTED = datetime.now(UTC)


class GenerationState(StrEnum):
    """Where a generation is in its life."""

    BUILDING = "building"
    LIVE = "live"
    RETIRED = "retired"  # was live; still written to, so that a rollback is instant
    FAILED = "failed"
    DROPPED = "dropped"


class Generation(NamedTuple):
    """One row of `feed.generation`."""

    name: str
    fingerprint: str
    state: GenerationState
    created_at: datetime
    cursor: int  # the backfill has read up to this number
    backfilled_at: datetime | None
    live_at: datetime | None
    retired_at: datetime | None
    documents: int
    note: str

    def is_outdated(self, fingerprint: str) -> bool:
        """Whether a release before the one with this fingerprint made it."""
        return self.fingerprint != fingerprint and self.created_at < PROCESS_STARTED

    def is_of_newer_release(self, fingerprint: str) -> bool:
        """Whether a release after the one with this fingerprint made it: while this process ran."""
        return self.fingerprint != fingerprint and self.created_at >= PROCESS_STARTED


class NothingToRollBackTo(Exception):  # noqa: N818 - an answer to the operator, not an error
    """There is no earlier generation within its grace period."""


@contextmanager
def build_lock(connection: Connection, kind: str, *, patience: float = 0.0) -> Iterator[bool]:
    """Try to be the only process that builds, swaps or removes generations of a kind; yield whether it is.

    `patience`: for how many seconds to ask again.
    """
    with exclusive(connection, AdvisoryLock.INDEX_BUILD, kind, patience=patience) as has_lock:
        yield has_lock


def _select(connection: Connection, where: str, *values: object) -> list[Generation]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM feed.generation WHERE {where}".encode(), values)  # noqa: S608 - our own words
    return [Generation(row[0], row[1], GenerationState(row[2]), *row[3:]) for row in rows]


def list_all(connection: Connection, kind: str) -> list[Generation]:
    """Return all that are remembered, the newest first."""
    return _select(connection, "kind = %s ORDER BY created_at DESC", kind)


def list_written(connection: Connection, kind: str) -> list[Generation]:
    """Return the generations that every write goes to, the oldest first."""
    return _select(connection, "kind = %s AND state IN ('building', 'live', 'retired') ORDER BY created_at", kind)


def list_in_state(connection: Connection, kind: str, state: GenerationState) -> list[Generation]:
    """Return the generations in one state, the newest first; there is at most one live and one building."""
    return _select(
        connection, "kind = %s AND state = %s ORDER BY coalesce(retired_at, created_at) DESC", kind, state.value
    )


def find_live(connection: Connection, kind: str) -> Generation | None:
    """Return the live generation."""
    return next(iter(list_in_state(connection, kind, GenerationState.LIVE)), None)


def find_building(connection: Connection, kind: str) -> Generation | None:
    """Return the generation that is being built."""
    return next(iter(list_in_state(connection, kind, GenerationState.BUILDING)), None)


def create(connection: Connection, engine: IndexEngine, definition: IndexDefinition[Any]) -> Generation | None:
    """Begin a generation; from its commit on it receives every write. None when another process was first."""
    now = datetime.now(UTC)
    name = f"{engine.alias}-{definition.fingerprint}-{now:%Y%m%dt%H%M%S}{now.microsecond // 1000:03d}"
    # First the index: writes must never go to one that is not there yet.
    engine.create(name, definition.settings, definition.mapping)
    try:
        with connection.transaction():
            connection.execute(
                "INSERT INTO feed.generation (kind, name, fingerprint, state) VALUES (%s, %s, %s, 'building')",
                (definition.kind, name, definition.fingerprint),
            )
            # Where nothing else is written to, the backfill will bring all that waits: it reads after this commit.
            connection.execute(
                "DELETE FROM feed.outbox WHERE kind = %(kind)s AND NOT EXISTS"
                " (SELECT FROM feed.generation WHERE kind = %(kind)s AND state IN ('live', 'retired'))",
                {"kind": definition.kind},
            )
    except psycopg.errors.UniqueViolation:
        engine.drop(name)
        return None
    return find_building(connection, definition.kind)


def advance(connection: Connection, name: str, cursor: int, written: int) -> None:
    """Remember how far a backfill is, so that the next process goes on from there."""
    connection.execute(
        "UPDATE feed.generation SET cursor = %s, documents = documents + %s WHERE name = %s AND state = 'building'",
        (cursor, written, name),
    )


def mark_filled(connection: Connection, name: str) -> None:
    """Remember that a backfill reached the end."""
    connection.execute(
        "UPDATE feed.generation SET backfilled_at = now() WHERE name = %s AND state = 'building'", (name,)
    )


def end(connection: Connection, name: str, state: GenerationState, note: str) -> None:
    """End a generation: it is written to no longer. Removing its index is the work of `cleanup`."""
    with connection.transaction():
        connection.execute("UPDATE feed.generation SET state = %s, note = %s WHERE name = %s", (state, note, name))
        connection.execute("DELETE FROM feed.dead_letter WHERE generation = %s", (name,))
        state_store.remove_generation(connection, name)


def swap(connection: Connection, engine: IndexEngine, kind: str, name: str, *, documents: int) -> None:
    """Make a checked generation the live one.

    The alias first: a crash in between leaves the old one live in Postgres, and the alias is put right from there. Both
    are up to date all the while.
    """
    engine.point_alias(name)
    with connection.transaction():
        connection.execute(
            "UPDATE feed.generation SET state = 'retired', retired_at = now()"
            " WHERE kind = %s AND state = 'live' AND name <> %s",
            (kind, name),
        )
        connection.execute(
            "UPDATE feed.generation SET state = 'live', live_at = now(), checked_at = now(), documents = %s, note = ''"
            " WHERE name = %s",
            (documents, name),
        )
        state_store.remove(connection, kind, state_store.PINNED)


def roll_back(connection: Connection, engine: IndexEngine, kind: str) -> Generation:
    """Make the generation before the live one live again; it received every write, so it is up to date."""
    present = engine.indices()
    retired = list_in_state(connection, kind, GenerationState.RETIRED)
    earlier = next((generation for generation in retired if generation.name in present), None)
    if earlier is None:
        raise NothingToRollBackTo
    engine.point_alias(earlier.name)
    with connection.transaction():
        connection.execute(
            "UPDATE feed.generation SET state = 'failed', note = 'stopped by a rollback'"
            " WHERE kind = %s AND state = 'building'",
            (kind,),
        )
        connection.execute(
            "UPDATE feed.generation SET state = 'retired', retired_at = now() WHERE kind = %s AND state = 'live'",
            (kind,),
        )
        connection.execute(
            "UPDATE feed.generation SET state = 'live', live_at = now(), retired_at = NULL WHERE name = %s",
            (earlier.name,),
        )
        # It may be of an older release; without this it would be replaced by what was just rolled back.
        state_store.put(connection, kind, state_store.PINNED, note=earlier.name)
    return earlier


def is_pinned(connection: Connection, kind: str, generation: Generation) -> bool:
    """Tell whether an operator chose this generation over a newer one."""
    pinned = state_store.get(connection, kind, state_store.PINNED)
    return pinned is not None and pinned.note == generation.name
