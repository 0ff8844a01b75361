"""The registry of the indexes: the only module of the indexer that knows what an association is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.language.normalise import key, name_words
from directory.publication import reader
from directory.search.index import sample, schema
from directory.search.index.document import document
from directory.search.query.dsl import best_of
from directory.search.query.ranking import build_ranked_clauses, combine
from directory.search.understanding.query_parser import parse_query
from indexer.index_definition import EntityVersion, GoldenQuestion, IndexDefinition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from directory.platform.database import Connection
    from directory.publication.rows import Association

_GOLDEN_QUESTIONS = 50
_FOUND_WITHIN = 10  # results


def _read_versions(connection: Connection, ids: Sequence[int]) -> list[EntityVersion[Association]]:
    return [EntityVersion(*row) for row in reader.versioned(connection, ids)]


def _read_published(connection: Connection, ids: Sequence[int]) -> list[EntityVersion[Association]]:
    return [
        EntityVersion(association.association_id, association.version, association)
        for association in reader.published(connection, ids)
    ]


def _names_find_their_association(associations: Sequence[Association]) -> Iterator[GoldenQuestion]:
    """Ask for associations by their names."""
    for association in associations[:_GOLDEN_QUESTIONS]:
        words = parse_query(association.name)
        # Names without a word, and those that read as "not this word", are no query.
        if words.words and not words.excluded:
            query = best_of(combine(build_ranked_clauses(words, loose=False)))
            body = {"size": _FOUND_WITHIN, "query": query, "_source": [schema.NAME_KEY]}
            yield GoldenQuestion("names do not find their association", body, _Finds(association))


class _Finds:
    """Whether hits hold an association, or one of the many that share its name."""

    def __init__(self, association: Association) -> None:
        self._id = str(association.association_id)
        self._name_key = key(name_words(association.name))

    def __call__(self, hits: Sequence[Mapping[str, Any]]) -> bool:
        return any(hit["_id"] == self._id or hit["_source"][schema.NAME_KEY] == self._name_key for hit in hits)


ASSOCIATIONS: IndexDefinition[Association] = IndexDefinition(
    kind="association",
    alias=lambda settings: settings.index_prefix,
    settings=schema.SETTINGS,
    mapping=schema.MAPPING,
    id_field=schema.ASSOCIATION_ID,
    read_versions=_read_versions,
    read_published=_read_published,
    document=document,
    sample=sample.associations,
    golden_questions=_names_find_their_association,
)

DEFINITIONS: tuple[IndexDefinition[Any], ...] = (ASSOCIATIONS,)
