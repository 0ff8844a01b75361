"""Small facts that outlive a process, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from directory.platform.database import Connection

IN_STEP = "in_step"


class Mark(NamedTuple):
    """A number, a moment and a note."""

    number: int
    at: datetime
    note: str


def get(connection: Connection, name: str) -> Mark | None:
    """Return a mark, or None where nobody put it."""
    row = connection.execute("SELECT number, at, note FROM feed.mark WHERE name = %s", (name,)).fetchone()
    return None if row is None else Mark(*row)


def put(connection: Connection, name: str, number: int = 0, note: str = "") -> None:
    """Put a mark, now."""
    connection.execute(
        "INSERT INTO feed.mark (name, number, note) VALUES (%s, %s, %s)"
        " ON CONFLICT (name) DO UPDATE SET number = excluded.number, note = excluded.note, at = clock_timestamp()",
        (name, number, note),
    )


def remove(connection: Connection, name: str) -> None:
    """Take a mark away."""
    connection.execute("DELETE FROM feed.mark WHERE name = %s", (name,))


def forget(connection: Connection, generation: str) -> None:
    """Take away all marks of a generation: those whose names end in it."""
    connection.execute("DELETE FROM feed.mark WHERE split_part(name, ':', 2) = %s", (generation,))
