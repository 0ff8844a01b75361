"""Reads published associations: one, a slice of them, and those that are related to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.publication.rows import (
    Activity,
    Area,
    Association,
    Contact,
    Location,
    Membership,
    Recognition,
    Related,
    Versioned,
)
from directory.publication.statements import ASSOCIATIONS, OWN_FIELDS, VERSIONED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.platform.database import AsyncConnection, Connection, Row

_OWN = len(OWN_FIELDS)
_ID_OF_VCODE = "SELECT association_id FROM publication.association WHERE vcode = %s"
_ITEMS: tuple[Any, ...] = (
    Activity._make,
    Area._make,
    Location._make,
    Contact._make,
    Membership._make,
    Recognition._make,
)


def association_from(row: Row) -> Association:
    """Build the typed value from a row of `ASSOCIATIONS`: own fields first, then the lists as arrays of arrays."""
    lists = (tuple(map(make, items)) for make, items in zip(_ITEMS, row[_OWN:], strict=True))
    return Association(*row[:_OWN], *lists)


def versioned(connection: Connection, ids: Sequence[int]) -> list[Versioned]:
    """Read the versions of `ids`, with the association where it is public. Ids that never existed are left out."""
    rows = connection.execute(VERSIONED, {"ids": list(ids)}).fetchall()
    return [Versioned(row[0], row[1], association_from(row[2:]) if row[2] is not None else None) for row in rows]


def published(connection: Connection, ids: Sequence[int]) -> list[Association]:
    """Read the public associations among `ids`, in no particular order."""
    return [association_from(row) for row in connection.execute(ASSOCIATIONS, {"ids": list(ids)})]


def published_by_vcode(connection: Connection, vcode: str) -> Association | None:
    """Read one public association on a worker's connection, or None when no public association has this vCode."""
    row = connection.execute(_ID_OF_VCODE, (vcode,)).fetchone()
    associations = published(connection, [row[0]]) if row else []
    return associations[0] if associations else None


async def by_vcode(connection: AsyncConnection, vcode: str) -> Association | None:
    """Read one public association, or None when no public association has this vCode."""
    row = await (await connection.execute(_ID_OF_VCODE, (vcode,))).fetchone()
    if row is None:
        return None
    whole = await (await connection.execute(ASSOCIATIONS, {"ids": [row[0]]})).fetchone()
    return None if whole is None else association_from(whole)


async def has_departed(connection: AsyncConnection, vcode: str) -> bool:
    """Tell whether the association was public once and is no longer."""
    cursor = await connection.execute("SELECT EXISTS (SELECT FROM publication.departed WHERE vcode = %s)", (vcode,))
    row = await cursor.fetchone()
    return bool(row and row[0])


async def members(connection: AsyncConnection, association_id: int) -> list[Related]:
    """Read the public associations that are a member of this one, by name."""
    cursor = await connection.execute(
        "SELECT DISTINCT member_vcode, member_name FROM publication.member WHERE association_id = %s"
        " ORDER BY member_name, member_vcode",
        (association_id,),
    )
    return [Related(*row) for row in await cursor.fetchall()]


async def departments(connection: AsyncConnection, association_id: int) -> list[Related]:
    """Read the public departments of this association, by name."""
    cursor = await connection.execute(
        "SELECT department_vcode, department_name FROM publication.department WHERE association_id = %s"
        " ORDER BY department_name, department_vcode",
        (association_id,),
    )
    return [Related(*row) for row in await cursor.fetchall()]
