"""From what Postgres holds to what the engine is sent: reads associations and makes the writes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson
from psycopg.types.json import set_json_loads

from directory.publication import reader
from directory.search.index.document import document
from indexer.bulk_format import Write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.platform.database import Connection
    from directory.publication.rows import Association

# What a document that meets content nobody thought of may raise. One such association must not hold up the others.
_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Unmade(NamedTuple):
    """An association of which no document could be made."""

    association_id: int
    version: int
    error: str


class Made(NamedTuple):
    """The writes of a batch, and what could not be made."""

    writes: list[Write]
    unmade: list[Unmade]


def prepare(connection: Connection) -> None:
    """Let a connection read lists of associations with a faster parser."""
    set_json_loads(orjson.loads, connection)


def of_changes(connection: Connection, wanted: Mapping[int, int]) -> Made:
    """Read what became of associations; `wanted` gives the version that is asked for, by id.

    Document and version come from one statement, so they always agree. An association that the register does not know
    at all (it was lost with a restore) leaves the index under the version that was asked for.
    """
    known = reader.versioned(connection, list(wanted))
    unknown = wanted.keys() - {found.association_id for found in known}
    made = _made((found.association_id, found.version, found.association) for found in known)
    made.writes.extend(Write(gone, wanted[gone], None) for gone in sorted(unknown))
    return made


def of_published(connection: Connection, ids: Sequence[int]) -> Made:
    """Read the public ones among `ids`; the others are no concern of an index that is being filled."""
    return _made((found.association_id, found.version, found) for found in reader.published(connection, ids))


def _made(found: Iterable[tuple[int, int, Association | None]]) -> Made:
    made = Made([], [])
    for association_id, version, association in found:
        try:
            content = document(association)
            as_json = None if content is None else orjson.dumps(content)
        except _UNFORESEEN as error:
            made.unmade.append(Unmade(association_id, version, f"no document: {type(error).__name__}"))
        else:
            made.writes.append(Write(association_id, version, as_json))
    return made
