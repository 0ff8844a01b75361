"""A second kind of entity, as small as can be: notes with two fields, read from a table of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from directory.search.index import schema
from indexer.index_definition import EntityVersion, GoldenQuestion, IndexDefinition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.platform.database import Connection

# What the migration of a new kind holds: its table, its versions, and a trigger that writes the outbox.
TABLES = """
CREATE SCHEMA test;
CREATE TABLE test.note (
    id bigint PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    is_public boolean NOT NULL DEFAULT true,
    title text NOT NULL
);
CREATE OR REPLACE VIEW feed.version WITH (security_barrier) AS
SELECT 'association'::text AS kind, id AS entity_id, version, is_public FROM register.association
UNION ALL
SELECT 'note', id, version, is_public FROM test.note
UNION ALL
SELECT kind, entity_id, version, false FROM feed.tombstone;
CREATE FUNCTION test.note_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM feed.queue('note', ARRAY[NEW.id], ARRAY[NEW.version]);
    RETURN NULL;
END $$;
CREATE TRIGGER outbox AFTER INSERT OR UPDATE ON test.note FOR EACH ROW EXECUTE FUNCTION test.note_changed();
GRANT USAGE ON SCHEMA test TO directory_indexer;
GRANT SELECT ON test.note TO directory_indexer;
"""


class Note(NamedTuple):
    """One note."""

    number: int
    title: str


def _read_versions(connection: Connection, ids: Sequence[int]) -> list[EntityVersion[Note]]:
    rows = connection.execute("SELECT id, version, is_public, title FROM test.note WHERE id = ANY (%s)", (list(ids),))
    return [EntityVersion(row[0], row[1], Note(row[0], row[3]) if row[2] else None) for row in rows]


def _read_published(connection: Connection, ids: Sequence[int]) -> list[EntityVersion[Note]]:
    return [read for read in _read_versions(connection, ids) if read.entity is not None]


def _document(note: Note) -> dict[str, Any]:
    return {"number": note.number, "title": note.title}


def _titles_are_found(notes: Sequence[Note]) -> Iterator[GoldenQuestion]:
    for note in notes:
        yield GoldenQuestion("titles are not found", {"query": {"match": {"title": note.title}}}, bool)


NOTES: IndexDefinition[Note] = IndexDefinition(
    kind="note",
    alias=lambda settings: f"{settings.index_prefix}_notes",
    settings=schema.SETTINGS,
    mapping={"dynamic": "strict", "properties": {"number": {"type": "long"}, "title": {"type": "text"}}},
    id_field="number",
    read_versions=_read_versions,
    read_published=_read_published,
    document=_document,
    sample=lambda: [Note(1, "Een nota")],
    golden_questions=_titles_are_found,
)
