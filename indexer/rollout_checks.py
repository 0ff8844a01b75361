"""Rollout checks: what a new generation must show before it may go live. Each problem is one sentence.

The reconciliation before has compared every number and version both ways. These checks compare counts and the content
of a sample, and ask the golden questions of the index.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson

from indexer import dead_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from indexer.generations import Generation
    from indexer.index_definition import EntityVersion, OpenIndex

SAMPLE = 500
# Of an index without a predecessor: so few refused documents do not keep the others from being searched.
_REFUSED_SHARE = 0.01
_PUBLIC_COUNT = "SELECT count(*) FROM feed.version WHERE kind = %s AND is_public"
_WAITING = "SELECT count(DISTINCT entity_id) FROM feed.outbox WHERE kind = %s"
# Random numbers between the lowest and the highest, each with the next entity that is there: cheap at any size.
_SAMPLED = """
SELECT DISTINCT near.entity_id
FROM (SELECT min(entity_id) AS low, max(entity_id) AS high FROM feed.version
      WHERE kind = %(kind)s AND is_public) AS ends,
     generate_series(1, %(size)s) AS n,
     LATERAL (SELECT entity_id FROM feed.version
              WHERE kind = %(kind)s AND is_public AND entity_id >= low + floor(random() * (high - low + 1) + 0 * n)
              ORDER BY entity_id LIMIT 1) AS near
"""
_EXCUSED = """
SELECT entity_id FROM feed.outbox WHERE kind = %(kind)s AND entity_id = ANY (%(ids)s)
UNION
SELECT entity_id FROM feed.dead_letter
WHERE kind = %(kind)s AND entity_id = ANY (%(ids)s) AND generation = %(generation)s
"""


def find_problems(index: OpenIndex, generation: Generation, live: Generation | None) -> Iterator[str]:
    """Yield what is wrong, if anything. Changes go on meanwhile: what still waits is not held against a generation."""
    yield from _check_counts(index, generation)
    yield from _check_refusals(index, generation, live)
    ids = [row[0] for row in index.connection.execute(_SAMPLED, {"kind": index.kind, "size": SAMPLE})]
    sample = index.definition.read_published(index.connection, ids)
    yield from _check_contents(index, generation, sample)
    yield from _check_golden_questions(index, generation, sample)


def _count(index: OpenIndex, statement: str) -> int:
    row = index.connection.execute(statement.encode(), (index.kind,)).fetchone()
    return int(row[0]) if row else 0


def _check_counts(index: OpenIndex, generation: Generation) -> Iterator[str]:
    index.engine.refresh(generation.name)
    before = _count(index, _PUBLIC_COUNT)
    indexed = index.engine.count(generation.name)
    waiting = _count(index, _WAITING) + dead_letters.count(index.connection, generation.name)
    after = _count(index, _PUBLIC_COUNT)
    if not min(before, after) - waiting <= indexed <= max(before, after) + waiting:
        yield f"counts differ: {indexed} in the index, {after} published"


def _check_refusals(index: OpenIndex, generation: Generation, live: Generation | None) -> Iterator[str]:
    refused = dead_letters.count(index.connection, generation.name)
    if live is None:
        allowed = int(index.engine.count(generation.name) * _REFUSED_SHARE)
    else:
        allowed = dead_letters.count(index.connection, live.name)
    if refused > allowed:
        yield f"{refused} documents were refused, {allowed} would be allowed"


def _check_contents(index: OpenIndex, generation: Generation, sample: Sequence[EntityVersion[Any]]) -> Iterator[str]:
    """Compare the sampled documents; what differs is read once more, for it may have changed meanwhile."""
    suspects = _find_different(index, generation, sample)
    again = index.definition.read_published(index.connection, suspects)
    excused = _read_excused(index, generation, suspects)
    wrong = set(_find_different(index, generation, again)) - excused
    if wrong:
        yield f"{len(wrong)} of {len(sample)} sampled documents differ"


def _find_different(index: OpenIndex, generation: Generation, entities: Sequence[EntityVersion[Any]]) -> list[int]:
    """Return the numbers of entities whose document or version in the index is another than it should be."""
    stored = index.engine.documents(generation.name, [entity.entity_id for entity in entities])
    return [
        entity.entity_id
        for entity in entities
        if stored.get(entity.entity_id, (0, None))
        != (entity.version, _as_stored(index.definition.document(entity.entity)))
    ]


def _as_stored(document: Mapping[str, Any] | None) -> object:
    """Return the document as it comes back from JSON."""
    return orjson.loads(orjson.dumps(document))


def _read_excused(index: OpenIndex, generation: Generation, ids: Sequence[int]) -> set[int]:
    """Return those of `ids` that still wait or were refused: the outbox worker or a person deals with them."""
    values = {"kind": index.kind, "ids": list(ids), "generation": generation.name}
    return {row[0] for row in index.connection.execute(_EXCUSED, values)}


def _check_golden_questions(
    index: OpenIndex, generation: Generation, sample: Sequence[EntityVersion[Any]]
) -> Iterator[str]:
    """Ask what people ask, with the very queries that the pages use."""
    excused = _read_excused(index, generation, [entity.entity_id for entity in sample])
    entities = [entity.entity for entity in sample if entity.entity_id not in excused]
    totals: Counter[str] = Counter()
    unanswered: Counter[str] = Counter()
    for question in index.definition.golden_questions(entities):
        hits = index.engine.search(generation.name, question.body)["hits"]["hits"]
        totals[question.label] += 1
        unanswered[question.label] += not question.is_answered_by(hits)
    for label, count in unanswered.items():
        if count:
            yield f"{count} of {totals[label]} {label}"
