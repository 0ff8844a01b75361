"""Reads what a site map tells of the published associations: addresses and the day of the last change, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import date

    from directory.platform.database import AsyncConnection

# The vCodes of one file: a fixed range, so that an association stays in its file when others come and go. A site map
# may hold 50,000 addresses.
VCODES_PER_PART = 25_000

_PARTS = (
    "SELECT substr(vcode, 2)::integer / %(size)s AS part, max(modified_on)"
    " FROM publication.association GROUP BY part ORDER BY part"
)
_PART = (
    "SELECT vcode, name, modified_on FROM publication.association"
    " WHERE vcode >= %(first)s AND vcode < %(beyond)s ORDER BY vcode"
)
# An association counts for the municipality of each public address and of each area that it works in.
_LANDING = """
WITH there AS (
    SELECT association_id, nis AS municipality FROM publication.location WHERE nis <> ''
    UNION
    SELECT association_id, left(code, 5) FROM publication.association_area WHERE code ~ '^[0-9]{5}'
)
SELECT t.municipality, c.code, max(a.modified_on)
FROM publication.association a
LEFT JOIN there t ON t.association_id = a.association_id
LEFT JOIN publication.association_activity c ON c.association_id = a.association_id
GROUP BY t.municipality, c.code
"""


class SitemapPart(NamedTuple):
    """A file of associations: its number, and when one of them changed last."""

    number: int
    modified_on: date | None


class SitemapAssociation(NamedTuple):
    """An association in a file."""

    vcode: str
    name: str
    modified_on: date | None


class LandingChange(NamedTuple):
    """When an association with this activity in this municipality changed last; either may be None."""

    municipality: str | None
    activity: str | None
    modified_on: date | None


async def parts(connection: AsyncConnection) -> list[SitemapPart]:
    """Read which files there are."""
    rows = await connection.execute(_PARTS, {"size": VCODES_PER_PART})
    return [SitemapPart(*row) for row in await rows.fetchall()]


async def part(connection: AsyncConnection, number: int) -> AsyncIterator[SitemapAssociation]:
    """Read the associations of one file, by vCode."""
    bounds = {"first": _vcode(number), "beyond": _vcode(number + 1)}
    rows = await connection.execute(_PART, bounds)
    async for row in rows:
        yield SitemapAssociation(*row)


async def landing_changes(connection: AsyncConnection) -> list[LandingChange]:
    """Read the last change by municipality and activity; what has no association is not there."""
    rows = await connection.execute(_LANDING)
    return [LandingChange(*row) for row in await rows.fetchall()]


def _vcode(number: int) -> str:
    # Beyond the last vCode of seven digits this is one sign longer, and still sorts behind all of its range.
    return f"V{number * VCODES_PER_PART:07}" if number * VCODES_PER_PART < 10_000_000 else "W"  # noqa: PLR2004 - seven digits
