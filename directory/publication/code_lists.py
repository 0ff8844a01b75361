"""Reads the published code lists and places, whole: they are small and change with a migration only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from directory.platform.database import AsyncConnection


class CodeListRows(NamedTuple):
    """The rows of each list, their columns in the order of the statements below."""

    areas: list[tuple[Any, ...]]
    places: list[tuple[Any, ...]]
    lau_codes: list[tuple[Any, ...]]
    activities: list[tuple[Any, ...]]


_AREAS = "SELECT code, kind, name, name_fr, lat, lon, population, successor FROM publication.area ORDER BY code"
_PLACES = "SELECT postcode, name, nis, lat, lon FROM publication.place ORDER BY postcode, name, nis"
_LAU_CODES = "SELECT lau_code, area_code FROM publication.area_lau ORDER BY lau_code"
_ACTIVITIES = "SELECT code, name FROM publication.activity ORDER BY position"


async def code_lists(connection: AsyncConnection) -> CodeListRows:
    """Read all lists."""
    lists = [
        await (await connection.execute(statement)).fetchall()
        for statement in (_AREAS, _PLACES, _LAU_CODES, _ACTIVITIES)
    ]
    return CodeListRows(*lists)
