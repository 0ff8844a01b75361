"""How to reach associations: the first website and telephone number that each gives to the public."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.platform.database import AsyncConnection

_REACHED = (
    "SELECT a.vcode,"
    " (array_agg(c.value ORDER BY c.is_primary DESC, c.contact_id) FILTER (WHERE c.kind = 'Website'))[1],"
    " (array_agg(c.value ORDER BY c.is_primary DESC, c.contact_id) FILTER (WHERE c.kind = 'Telefoon'))[1]"
    " FROM publication.association a JOIN publication.contact c USING (association_id)"
    " WHERE a.vcode = ANY(%s) GROUP BY a.vcode"
)


class Reached(NamedTuple):
    """A website and a telephone number as the association wrote them; empty where it gives none."""

    website: str
    phone: str


async def reached(connection: AsyncConnection, vcodes: Sequence[str]) -> dict[str, Reached]:
    """Read how to reach the public associations among `vcodes`; those that give nothing are left out."""
    found = await connection.execute(_REACHED, (list(vcodes),))
    return {row[0]: Reached(row[1] or "", row[2] or "") for row in await found.fetchall()}
