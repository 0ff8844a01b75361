"""Reads entities from Postgres and prepares the writes that the engine is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from psycopg.types.json import set_json_loads

from indexer.bulk_format import Write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.platform.database import Connection
    from indexer.index_definition import EntityVersion, IndexDefinition

# What a document function may raise on unforeseen content. One such entity must not hold up the others.
_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class FailedDocument(NamedTuple):
    """An entity of which no document could be made."""

    entity_id: int
    version: int
    error: str


class PreparedWrites(NamedTuple):
    """The writes of a batch, and what could not be made into one."""

    writes: list[Write]
    failed: list[FailedDocument]


def use_fast_json(connection: Connection) -> None:
    """Let a connection read lists of entities with a faster parser."""
    set_json_loads(orjson.loads, connection)


def prepare_changes(
    definition: IndexDefinition[Any], connection: Connection, wanted: Mapping[int, int]
) -> PreparedWrites:
    """Read what became of entities; `wanted` gives the version that is asked for, by number.

    Document and version come from one statement, so they always agree. An entity that Postgres does not know at all (it
    was lost with a restore) leaves the index under the version that was asked for.
    """
    known = definition.read_versions(connection, list(wanted))
    unknown = wanted.keys() - {entity.entity_id for entity in known}
    prepared = _prepare(definition, known)
    prepared.writes.extend(Write(entity_id, wanted[entity_id], None) for entity_id in sorted(unknown))
    return prepared


def prepare_published(definition: IndexDefinition[Any], connection: Connection, ids: Sequence[int]) -> PreparedWrites:
    """Read the public ones among `ids`; the others are no concern of an index that is being filled."""
    return _prepare(definition, definition.read_published(connection, ids))


def _prepare(definition: IndexDefinition[Any], entities: Iterable[EntityVersion[Any]]) -> PreparedWrites:
    prepared = PreparedWrites([], [])
    for entity_id, version, entity in entities:
        try:
            document = None if entity is None else definition.document(entity)
            as_json = None if document is None else orjson.dumps(document)
        except _UNFORESEEN as error:
            prepared.failed.append(FailedDocument(entity_id, version, f"no document: {type(error).__name__}"))
        else:
            prepared.writes.append(Write(entity_id, version, as_json))
    return prepared
