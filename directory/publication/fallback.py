"""The fallback search: public associations by name, place and activity in Postgres, for while the engine is away.

Indexed full text (migration 0009), one statement of bounded cost: the server itself ends it when it takes too long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.publication.reader import association_from
from directory.publication.statements import ASSOCIATIONS

if TYPE_CHECKING:
    from directory.platform.database import AsyncConnection
    from directory.publication.fallback_query import FallbackQuery
    from directory.publication.rows import Association

_FIND = """
SELECT association_id FROM publication.find_by_name(
    %(words)s::text[], %(words_elsewhere)s::text[], %(place)s::text[], %(vcode)s,
    %(areas)s::text[], %(activities)s::text[], %(limit)s, %(offset)s)
"""


async def find(
    connection: AsyncConnection, query: FallbackQuery, *, limit: int, offset: int, milliseconds: int
) -> list[Association]:
    """Return one page of public associations, by name; raises psycopg's `QueryCanceled` after so many milliseconds."""
    async with connection.transaction():
        await connection.execute("SELECT set_config('statement_timeout', %s, true)", [f"{milliseconds}ms"])
        rows = await (
            await connection.execute(
                _FIND,
                {name: value if name == "vcode" else list(value) for name, value in query._asdict().items()}
                | {"limit": limit, "offset": offset},
            )
        ).fetchall()
        ids = [row[0] for row in rows]
        if not ids:
            return []
        whole = await (await connection.execute(ASSOCIATIONS, {"ids": ids})).fetchall()
    associations = {association.association_id: association for association in map(association_from, whole)}
    return [associations[number] for number in ids if number in associations]
