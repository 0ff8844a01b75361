"""Which entities are written to an index, which leave it, and what happens to one of which no document can be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from indexer.bulk_format import Write
from indexer.index_definition import EntityVersion, IndexDefinition
from indexer.prepared_writes import FailedDocument, PreparedWrites, prepare_changes, prepare_published

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONNECTION: Any = object()
# By number: the version, and the entity where it is public.
REGISTER: dict[int, tuple[int, str | None]] = {1: (11, "koor"), 2: (12, None), 3: (13, "harmonie"), 4: (14, "kapot")}


def _versions(connection: object, ids: Sequence[int]) -> list[EntityVersion[str]]:
    assert connection is CONNECTION
    return [EntityVersion(number, *REGISTER[number]) for number in ids if number in REGISTER]


def _published(connection: object, ids: Sequence[int]) -> list[EntityVersion[str]]:
    return [entity for entity in _versions(connection, ids) if entity.entity is not None]


def _document(entity: str) -> Mapping[str, Any] | None:
    if entity == "kapot":
        raise ValueError(entity)
    return None if entity == "harmonie" else {"naam": entity}


DEFINITION: IndexDefinition[str] = IndexDefinition(
    kind="koren",
    alias=lambda _: "koren",
    settings={},
    mapping={},
    id_field="id",
    read_versions=_versions,
    read_published=_published,
    document=_document,
    sample=lambda: (),
    golden_questions=lambda _: (),
)


def changes(wanted: Mapping[int, int]) -> PreparedWrites:
    return prepare_changes(DEFINITION, CONNECTION, wanted)


def test_a_public_entity_is_written_with_the_version_that_was_read_with_it() -> None:
    assert changes({1: 5}) == PreparedWrites([Write(1, 11, orjson.dumps({"naam": "koor"}))], [])


def test_an_entity_that_is_not_public_leaves_the_index() -> None:
    assert changes({2: 5}) == PreparedWrites([Write(2, 12, None)], [])


def test_a_public_entity_without_a_document_leaves_the_index() -> None:
    assert changes({3: 5}) == PreparedWrites([Write(3, 13, None)], [])


def test_an_entity_that_postgres_lost_leaves_the_index_under_the_version_that_was_wanted() -> None:
    assert changes({99: 7, 98: 6}) == PreparedWrites([Write(98, 6, None), Write(99, 7, None)], [])


def test_an_entity_of_which_no_document_can_be_made_does_not_hold_up_the_others() -> None:
    prepared = changes({4: 5, 1: 5, 99: 7})
    assert [write.entity_id for write in prepared.writes] == [1, 99]
    assert prepared.failed == [FailedDocument(4, 14, "no document: ValueError")]


def test_what_failed_says_nothing_of_the_content() -> None:
    assert "kapot" not in changes({4: 5}).failed[0].error


def test_an_index_that_is_filled_takes_the_public_ones_only() -> None:
    prepared = prepare_published(DEFINITION, CONNECTION, [1, 2, 3, 99])
    assert prepared.writes == [Write(1, 11, orjson.dumps({"naam": "koor"})), Write(3, 13, None)]
