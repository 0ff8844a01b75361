"""The fallback search in Postgres, for while the engine is away: by name, place and activity, one page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from directory.publication.reader import association_from
from directory.publication.statements import ASSOCIATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.platform.database import AsyncConnection
    from directory.publication.rows import Association

# Accents fold as far as names of here need it; Postgres has no `unaccent` on every installation.
_ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ’‘"  # noqa: RUF001 - the apostrophes that word processors put
_PLAIN = "aaaaaaceeeeiiiinooooouuuuyy''"


class FallbackQuery(NamedTuple):
    """What to search for: words that the name holds, or a vCode; codes of areas (address or operation), activities."""

    words: Sequence[str] = ()
    vcode: str = ""
    areas: Sequence[str] = ()
    activities: Sequence[str] = ()


_FOLDED = f"translate(lower(a.name || ' ' || a.short_name), '{_ACCENTED}', '{_PLAIN.replace(chr(39), chr(39) * 2)}')"

# Every choice is one parameter that may be empty, so that the statement is always the same. Names that begin with the
# first word come first. One more than a page is read, to know whether another page follows.
_PAGE = f"""
SELECT a.association_id
FROM publication.association a
WHERE (a.vcode = %(vcode)s OR {_FOLDED} LIKE ALL(%(patterns)s))
  AND (cardinality(%(areas)s::text[]) = 0
       OR a.association_id IN (SELECT l.association_id FROM publication.location l WHERE l.nis = ANY(%(areas)s))
       OR a.association_id IN (SELECT x.association_id FROM publication.association_area x
                               WHERE x.code = ANY(%(areas)s) OR x.parent = ANY(%(areas)s)))
  AND (cardinality(%(activities)s::text[]) = 0
       OR a.association_id IN (SELECT y.association_id FROM publication.association_activity y
                               WHERE y.code = ANY(%(activities)s)))
ORDER BY {_FOLDED} LIKE %(start)s DESC, lower(a.name), a.vcode
LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608 - constants of this module


def _pattern(word: str) -> str:
    """Make a pattern in which the signs of LIKE are text."""
    return "".join(f"\\{sign}" if sign in "\\%_" else sign for sign in word)


async def find(connection: AsyncConnection, query: FallbackQuery, *, limit: int, offset: int) -> list[Association]:
    """Return one page of public associations, by name."""
    patterns = [f"%{_pattern(word)}%" for word in query.words]
    values = {
        "patterns": patterns,
        "vcode": query.vcode,
        "start": f"{_pattern(query.words[0])}%" if query.words else "%",
        "areas": list(query.areas),
        "activities": list(query.activities),
        "limit": limit,
        "offset": offset,
    }
    rows = await (await connection.execute(_PAGE, values)).fetchall()
    ids = [row[0] for row in rows]
    if not ids:
        return []
    whole = await (await connection.execute(ASSOCIATIONS, {"ids": ids})).fetchall()
    by_id = {association.association_id: association for association in map(association_from, whole)}
    return [by_id[number] for number in ids if number in by_id]
