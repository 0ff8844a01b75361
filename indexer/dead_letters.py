"""What the engine refused: kept with its reason until a person looks, or until a later version gets through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer import outbox
from indexer.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.platform.database import Connection
    from indexer.bulk_sender import Result

_KEEP = """
INSERT INTO feed.dead_letter (association_id, version, generation, error, trace)
SELECT * FROM unnest(%(ids)s::bigint[], %(versions)s::bigint[], %(generations)s::text[], %(errors)s::text[],
                     %(traces)s::text[])
ON CONFLICT (association_id, generation) DO UPDATE
SET version = excluded.version, error = excluded.error, trace = excluded.trace, failed_at = clock_timestamp()
WHERE dead_letter.version <= excluded.version
"""
_CLEAR = """
DELETE FROM feed.dead_letter AS d
USING unnest(%(ids)s::bigint[], %(versions)s::bigint[], %(generations)s::text[]) AS w (id, version, generation)
WHERE d.association_id = w.id AND d.generation = w.generation AND d.version <= w.version
"""
# Taken out and asked for anew in one statement: no crash can lose them in between.
_RETRY = """
WITH taken AS (DELETE FROM feed.dead_letter RETURNING association_id, version)
SELECT association_id, max(version) FROM taken GROUP BY association_id
"""


def settle(connection: Connection, results: Sequence[Result], traces: Mapping[int, str]) -> None:
    """Keep what was refused and clear what got through."""
    refused = [result for result in results if result.verdict.outcome is Outcome.DEAD]
    if refused:
        # In one order, so that two workers that refuse the same ones do not deadlock.
        refused.sort(key=lambda result: (result.write.association_id, result.generation))
        columns = _columns(refused)
        columns["errors"] = [result.verdict.error for result in refused]
        columns["traces"] = [traces.get(result.write.association_id, "") for result in refused]
        connection.execute(_KEEP, columns)
    if _any(connection):
        connection.execute(_CLEAR, _columns(result for result in results if result.verdict.outcome.is_done))


def _any(connection: Connection) -> bool:
    """Tell whether there is any: in health there is none, and clearing costs nothing."""
    found = connection.execute("SELECT EXISTS (SELECT FROM feed.dead_letter)").fetchone()
    return bool(found and found[0])


def _columns(results: Iterable[Result]) -> dict[str, list[object]]:
    rows = [(result.write.association_id, result.write.version, result.generation) for result in results]
    return {
        "ids": [row[0] for row in rows],
        "versions": [row[1] for row in rows],
        "generations": [row[2] for row in rows],
    }


def count(connection: Connection, generation: str) -> int:
    """Return how many associations a generation refused."""
    found = connection.execute("SELECT count(*) FROM feed.dead_letter WHERE generation = %s", (generation,)).fetchone()
    return int(found[0]) if found else 0


def retry(connection: Connection) -> int:
    """Put all of them back into the outbox; return how many associations that are."""
    with connection.transaction():
        taken = connection.execute(_RETRY).fetchall()
        outbox.queue(connection, [(row[0], row[1]) for row in taken], trace="retry-dead", priority=0)
    return len(taken)
