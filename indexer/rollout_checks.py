"""What a new generation must show before it may go live. Each gate says in words why it stays shut.

The sweep before has compared every number and version both ways. These look at how many there are, at the content of a
sample, and at whether searches find it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from directory.language.normalise import key, name_words
from directory.publication import reader
from directory.search.index import schema
from directory.search.index.document import document
from directory.search.query.dsl import best_of
from directory.search.query.ranking import build_ranked_clauses, combine
from directory.search.understanding.query_parser import parse_query
from indexer import dead_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.platform.database import Connection
    from directory.publication.rows import Association
    from indexer.engine import Engine
    from indexer.generations import Generation

SAMPLE = 500
QUESTIONS = 50
_FOUND_WITHIN = 10
# Of an index without a predecessor: so few refused documents do not keep the others from being found.
_REFUSED_SHARE = 0.01
_PUBLIC_COUNT = "SELECT count(*) FROM feed.version WHERE is_public"
_WAITING = "SELECT count(DISTINCT association_id) FROM feed.outbox"
# Random numbers between the lowest and the highest, each with the next association that is there: cheap at any size.
_SAMPLED = """
SELECT DISTINCT near.association_id
FROM (SELECT min(association_id) AS low, max(association_id) AS high FROM feed.version WHERE is_public) AS ends,
     generate_series(1, %s) AS n,
     LATERAL (SELECT association_id FROM feed.version
              WHERE is_public AND association_id >= low + floor(random() * (high - low + 1) + 0 * n)
              ORDER BY association_id LIMIT 1) AS near
"""


def problems(connection: Connection, engine: Engine, generation: Generation, live: Generation | None) -> Iterator[str]:
    """Say what is wrong, if anything. Changes go on meanwhile: what is still waiting is not held against it."""
    yield from _counts(connection, engine, generation)
    yield from _refused(connection, engine, generation, live)
    sample = reader.published(connection, [row[0] for row in connection.execute(_SAMPLED, (SAMPLE,))])
    yield from _contents(connection, engine, generation, sample)
    yield from _searches(connection, engine, generation, sample[:QUESTIONS])


def _number(connection: Connection, statement: str) -> int:
    found = connection.execute(statement.encode()).fetchone()
    return int(found[0]) if found else 0


def _counts(connection: Connection, engine: Engine, generation: Generation) -> Iterator[str]:
    engine.refresh(generation.name)
    before = _number(connection, _PUBLIC_COUNT)
    indexed = engine.count(generation.name)
    waiting = _number(connection, _WAITING) + dead_letters.count(connection, generation.name)
    after = _number(connection, _PUBLIC_COUNT)
    if not min(before, after) - waiting <= indexed <= max(before, after) + waiting:
        yield f"counts differ: {indexed} in the index, {after} published"


def _refused(connection: Connection, engine: Engine, generation: Generation, live: Generation | None) -> Iterator[str]:
    refused = dead_letters.count(connection, generation.name)
    if live is None:
        allowed = int(engine.count(generation.name) * _REFUSED_SHARE)
    else:
        allowed = dead_letters.count(connection, live.name)
    if refused > allowed:
        yield f"{refused} documents were refused, {allowed} would be allowed"


def _contents(
    connection: Connection, engine: Engine, generation: Generation, sample: Sequence[Association]
) -> Iterator[str]:
    stored = engine.documents(generation.name, [association.association_id for association in sample])
    suspects = [
        association.association_id
        for association in sample
        if stored.get(association.association_id, (0, None)) != (association.version, _as_stored(association))
    ]
    # Changed since, still on its way or refused: the relay deals with those.
    again = {association.association_id: association for association in reader.published(connection, suspects)}
    excused = _excused(connection, generation, suspects)
    now = engine.documents(generation.name, suspects)
    wrong = sum(
        number in again
        and number not in excused
        and now.get(number, (0, None)) != (again[number].version, _as_stored(again[number]))
        for number in suspects
    )
    if wrong:
        yield f"{wrong} of {len(sample)} sampled documents differ"


def _excused(connection: Connection, generation: Generation, ids: Sequence[int]) -> set[int]:
    rows = connection.execute(
        "SELECT association_id FROM feed.outbox WHERE association_id = ANY (%(ids)s) UNION"
        " SELECT association_id FROM feed.dead_letter WHERE association_id = ANY (%(ids)s) AND generation = %(of)s",
        {"ids": list(ids), "of": generation.name},
    )
    return {row[0] for row in rows}


def _as_stored(association: Association) -> object:
    """Return the document as it comes back from JSON."""
    return orjson.loads(orjson.dumps(document(association)))


def _searches(
    connection: Connection, engine: Engine, generation: Generation, sample: Sequence[Association]
) -> Iterator[str]:
    """Who searches for a name must find it: through the very query that the pages use."""
    excused = _excused(connection, generation, [association.association_id for association in sample])
    asked = [found for found in sample if found.association_id not in excused and _can_be_asked(found.name)]
    lost = sum(not _finds(engine, generation, association) for association in asked)
    if lost:
        yield f"{lost} of {len(asked)} names do not find their association"


def _can_be_asked(name: str) -> bool:
    """Leave out names without a word, and those that read as "not this word"."""
    question = parse_query(name)
    return bool(question.words) and not question.excluded


def _finds(engine: Engine, generation: Generation, association: Association) -> bool:
    query = best_of(combine(build_ranked_clauses(parse_query(association.name), loose=False)))
    body = {"size": _FOUND_WITHIN, "query": query, "_source": [schema.NAME_KEY]}
    hits = engine.search(generation.name, body)["hits"]["hits"]
    ids = {int(hit["_id"]) for hit in hits}
    # Many associations share a name with others; then one of them stands first.
    names = {hit["_source"][schema.NAME_KEY] for hit in hits}
    return association.association_id in ids or key(name_words(association.name)) in names
