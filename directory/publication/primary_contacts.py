"""Primary contact details: the website and the telephone number that a widget shows of an association."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.platform.database import AsyncConnection

_PRIMARY_CONTACTS = (
    "SELECT a.vcode,"
    " (array_agg(c.value ORDER BY c.is_primary DESC, c.contact_id) FILTER (WHERE c.kind = 'Website'))[1],"
    " (array_agg(c.value ORDER BY c.is_primary DESC, c.contact_id) FILTER (WHERE c.kind = 'Telefoon'))[1]"
    " FROM publication.association a JOIN publication.contact c USING (association_id)"
    " WHERE a.vcode = ANY(%s) GROUP BY a.vcode"
)


class PrimaryContacts(NamedTuple):
    """A website and a telephone number as the association wrote them; empty where it gives none."""

    website: str
    phone: str


async def primary_contacts(connection: AsyncConnection, vcodes: Sequence[str]) -> dict[str, PrimaryContacts]:
    """Read those of the public associations among `vcodes`, by vCode; who has no contact details is left out."""
    cursor = await connection.execute(_PRIMARY_CONTACTS, (list(vcodes),))
    return {row[0]: PrimaryContacts(row[1] or "", row[2] or "") for row in await cursor.fetchall()}
