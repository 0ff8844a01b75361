"""The generations of the index, as the feed knows them: built beside the live one, swapped in, kept for a while.

Postgres says which generation is live; the alias follows. Every generation that is building, live or retired receives
every write by its own name, so that a swap or a rollback never shows anything old.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from directory.platform.advisory_locks import AdvisoryLock, exclusive
from indexer import state_store
from indexer.index_definitions import ASSOCIATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.platform.database import Connection
    from indexer.engine import Engine

PINNED = "pinned"
ASSOCIATION = "association"
_COLUMNS = "name, schema_hash, state, created_at, cursor, backfilled_at, live_at, retired_at, documents, note"
# A process that runs an older or newer release leaves alone what was made after it started.
PROCESS_STARTED = datetime.now(UTC)


class State(StrEnum):
    """What a generation is to the world."""

    BUILDING = "building"
    LIVE = "live"
    RETIRED = "retired"  # was live; still written to, so that the alias can go back at once
    FAILED = "failed"
    DROPPED = "dropped"


class Generation(NamedTuple):
    """One row of `feed.generation`."""

    name: str
    schema_hash: str
    state: State
    created_at: datetime
    cursor: int
    backfilled_at: datetime | None
    live_at: datetime | None
    retired_at: datetime | None
    documents: int
    note: str

    @property
    def is_of_this_schema(self) -> bool:
        """Whether it has the shape that this release writes."""
        return self.schema_hash == ASSOCIATIONS.fingerprint

    @property
    def is_outdated(self) -> bool:
        """Whether a release before this one made it."""
        return not self.is_of_this_schema and self.created_at < PROCESS_STARTED


class NothingToRollBackTo(Exception):  # noqa: N818 - an answer to the operator, not an error
    """There is no earlier generation within its grace period."""


@contextmanager
def alone(connection: Connection, *, patience: float = 0.0) -> Iterator[bool]:
    """Tell whether nobody else builds, swaps or removes generations; if so, nobody will until the block ends.

    `patience`: for how many seconds to ask again.
    """
    with exclusive(connection, AdvisoryLock.INDEX_BUILD, ASSOCIATION, patience=patience) as alone_here:
        yield alone_here


def _selected(connection: Connection, where: str, *values: object) -> list[Generation]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM feed.generation WHERE {where}".encode(), values)  # noqa: S608 - our own words
    return [Generation(row[0], row[1], State(row[2]), *row[3:]) for row in rows]


def listed(connection: Connection) -> list[Generation]:
    """Return all that are remembered, the newest first."""
    return _selected(connection, "true ORDER BY created_at DESC")


def written(connection: Connection) -> list[Generation]:
    """Return the generations that every write goes to."""
    return _selected(connection, "state IN ('building', 'live', 'retired') ORDER BY created_at")


def of_state(connection: Connection, state: State) -> list[Generation]:
    """Return the generations of one state, the newest first; there is at most one live and one building."""
    return _selected(connection, "state = %s ORDER BY coalesce(retired_at, created_at) DESC", state.value)


def create(connection: Connection, engine: Engine) -> Generation | None:
    """Begin a generation; from its commit on it receives every write. None when another process was first."""
    now = datetime.now(UTC)
    name = f"{engine.prefix}-{ASSOCIATIONS.fingerprint}-{now:%Y%m%dt%H%M%S}{now.microsecond // 1000:03d}"
    engine.create(name)  # first the index: the relay must never write to one that is not there yet
    try:
        with connection.transaction():
            connection.execute(
                "INSERT INTO feed.generation (name, schema_hash, state) VALUES (%s, %s, 'building')",
                (name, ASSOCIATIONS.fingerprint),
            )
            # Where nothing else is written to, the backfill will bring all that waits: it reads after this commit.
            connection.execute(
                "DELETE FROM feed.outbox WHERE NOT EXISTS"
                " (SELECT FROM feed.generation WHERE state IN ('live', 'retired'))"
            )
    except psycopg.errors.UniqueViolation:
        engine.drop(name)
        return None
    return of_state(connection, State.BUILDING)[0]


def advance(connection: Connection, name: str, cursor: int, written_now: int) -> None:
    """Remember how far a backfill is, so that whoever goes on begins there."""
    connection.execute(
        "UPDATE feed.generation SET cursor = %s, documents = documents + %s WHERE name = %s AND state = 'building'",
        (cursor, written_now, name),
    )


def filled(connection: Connection, name: str) -> None:
    """Remember that a backfill reached the end."""
    connection.execute(
        "UPDATE feed.generation SET backfilled_at = now() WHERE name = %s AND state = 'building'", (name,)
    )


def end(connection: Connection, name: str, state: State, note: str) -> None:
    """Let a generation go: it is written to no longer. Removing its index is the clean-up's work."""
    with connection.transaction():
        connection.execute("UPDATE feed.generation SET state = %s, note = %s WHERE name = %s", (state, note, name))
        connection.execute("DELETE FROM feed.dead_letter WHERE generation = %s", (name,))
        state_store.forget(connection, name)


def swap(connection: Connection, engine: Engine, name: str, *, documents: int) -> None:
    """Show a checked generation to the world.

    The alias first: a crash in between leaves the old one live in Postgres, and the alias is put right from there. Both
    are up to date all the while.
    """
    engine.point_alias(name)
    with connection.transaction():
        connection.execute(
            "UPDATE feed.generation SET state = 'retired', retired_at = now() WHERE state = 'live' AND name <> %s",
            (name,),
        )
        connection.execute(
            "UPDATE feed.generation SET state = 'live', live_at = now(), checked_at = now(), documents = %s, note = ''"
            " WHERE name = %s",
            (documents, name),
        )
        state_store.remove(connection, PINNED)


def roll_back(connection: Connection, engine: Engine) -> Generation:
    """Put the generation before the live one back; it received every write, so it is as new as the other."""
    earlier = [found for found in of_state(connection, State.RETIRED) if found.name in engine.indices()]
    if not earlier:
        raise NothingToRollBackTo
    back = earlier[0]
    engine.point_alias(back.name)
    with connection.transaction():
        connection.execute(
            "UPDATE feed.generation SET state = 'failed', note = 'stopped by a rollback' WHERE state = 'building'"
        )
        connection.execute("UPDATE feed.generation SET state = 'retired', retired_at = now() WHERE state = 'live'")
        connection.execute(
            "UPDATE feed.generation SET state = 'live', live_at = now(), retired_at = NULL WHERE name = %s",
            (back.name,),
        )
        # Its schema may be an older one; without this it would be replaced by what was just rolled back.
        state_store.put(connection, PINNED, note=back.name)
    return back


def is_pinned(connection: Connection, generation: Generation) -> bool:
    """Tell whether somebody chose this generation over a newer one."""
    mark = state_store.get(connection, PINNED)
    return mark is not None and mark.note == generation.name
