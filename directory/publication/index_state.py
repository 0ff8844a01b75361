"""The state of the index in the published views: its live generation, how far it is behind, what the workers did."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from psycopg.rows import class_row

if TYPE_CHECKING:
    from datetime import datetime

    from directory.platform.database import AsyncConnection


class IndexHealth(NamedTuple):
    """Numbers about the index, nothing of any association."""

    outbox_depth: int
    outbox_oldest_seconds: float
    dead_letters: int
    generation: str | None  # the live one
    building: str | None
    live_at: datetime | None
    in_step_seconds: float | None  # since index and register were last known to agree


class IndexState(NamedTuple):
    """The live generation, and when index and register were last known to agree."""

    generation: str
    in_step_at: datetime | None


class WorkCount(NamedTuple):
    """How often the workers did something."""

    name: str
    label: str
    times: int


_HEALTH = (
    "SELECT h.outbox_depth, h.outbox_oldest_seconds, h.dead_letters, h.generation, h.building, s.live_at,"
    " extract(epoch FROM clock_timestamp() - s.in_step_at)::double precision AS in_step_seconds"
    " FROM publication.index_health h LEFT JOIN publication.index_state s ON s.generation = h.generation"
    " WHERE h.kind = 'association'"
)


async def health(connection: AsyncConnection) -> IndexHealth:
    """Read the health of the index now."""
    async with connection.cursor(row_factory=class_row(IndexHealth)) as cursor:
        row = await (await cursor.execute(_HEALTH)).fetchone()
    assert row is not None  # noqa: S101 - the view always has one row
    return row


async def state(connection: AsyncConnection) -> IndexState | None:
    """Read which generation is live, or None before the first one is."""
    cursor = await connection.execute(
        "SELECT generation, in_step_at FROM publication.index_state WHERE kind = 'association'"
    )
    row = await cursor.fetchone()
    return None if row is None else IndexState(*row)


async def work_counts(connection: AsyncConnection) -> list[WorkCount]:
    """Read what the workers counted."""
    async with connection.cursor(row_factory=class_row(WorkCount)) as cursor:
        return await (
            await cursor.execute("SELECT name, label, count AS times FROM publication.index_tally ORDER BY name, label")
        ).fetchall()
