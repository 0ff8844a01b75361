"""Which columns are published, according to the database itself: the page about the data is made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from directory.platform.database import AsyncConnection


class PublishedColumn(NamedTuple):
    """A column of a published view."""

    view: str
    name: str


async def published_columns(connection: AsyncConnection) -> tuple[PublishedColumn, ...]:
    """Read all published columns, in the order in which they stand in their views."""
    cursor = await connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'publication'"
        " ORDER BY table_name, ordinal_position"
    )
    return tuple(PublishedColumn(*row) for row in await cursor.fetchall())
