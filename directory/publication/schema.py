"""Which columns are published, as the database itself has them: what the site says about its data is read from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from directory.platform.database import AsyncConnection


class Column(NamedTuple):
    """A column of a published view."""

    view: str
    name: str


async def columns(connection: AsyncConnection) -> tuple[Column, ...]:
    """Read all published columns, in the order in which they stand in their views."""
    found = await connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'publication'"
        " ORDER BY table_name, ordinal_position"
    )
    return tuple(Column(*row) for row in await found.fetchall())
