"""Small facts about an index that outlive a process: when it last agreed with Postgres, how far a pass is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from directory.platform.database import Connection

IN_STEP = "in_step"  # index and Postgres last agreed at this moment
REBUILD_WANTED = "rebuild_wanted"
PINNED = "pinned"  # the note names the generation that a rollback put back


class StateEntry(NamedTuple):
    """A number, the moment of writing and a note."""

    number: int
    at: datetime
    note: str


def get(connection: Connection, kind: str, name: str) -> StateEntry | None:
    """Return an entry, or None where there is none."""
    row = connection.execute(
        "SELECT number, at, note FROM feed.mark WHERE kind = %s AND name = %s", (kind, name)
    ).fetchone()
    return None if row is None else StateEntry(*row)


def put(connection: Connection, kind: str, name: str, number: int = 0, note: str = "") -> None:
    """Write an entry, dated now."""
    connection.execute(
        "INSERT INTO feed.mark (kind, name, number, note) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (kind, name) DO UPDATE"
        " SET number = excluded.number, note = excluded.note, at = clock_timestamp()",
        (kind, name, number, note),
    )


def remove(connection: Connection, kind: str, name: str) -> None:
    """Remove an entry."""
    connection.execute("DELETE FROM feed.mark WHERE kind = %s AND name = %s", (kind, name))


def remove_generation(connection: Connection, generation: str) -> None:
    """Remove all entries of a generation: those whose names end in it."""
    connection.execute("DELETE FROM feed.mark WHERE split_part(name, ':', 2) = %s", (generation,))
