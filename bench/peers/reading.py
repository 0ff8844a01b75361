"""Reads all public associations in slices, as the indexer does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.publication import reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.platform.database import Connection
    from directory.publication.rows import Association

SLICE = 2_000


def published(connection: Connection) -> Iterator[Association]:
    """Yield every public association, in the order of the numbers, in memory that stays flat."""
    rows = connection.execute("SELECT association_id FROM publication.association ORDER BY association_id").fetchall()
    ids = [row[0] for row in rows]
    for start in range(0, len(ids), SLICE):
        yield from reader.published(connection, ids[start : start + SLICE])
