"""Dead letters: writes that the engine refused, kept with the reason until mended or until a later version succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer import outbox
from indexer.outcomes import WriteOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.platform.database import Connection
    from indexer.bulk_writer import WriteResult

_KEEP = """
INSERT INTO feed.dead_letter (kind, entity_id, version, generation, error, trace)
SELECT %(kind)s, * FROM unnest(%(ids)s::bigint[], %(versions)s::bigint[], %(generations)s::text[], %(errors)s::text[],
                               %(traces)s::text[])
ON CONFLICT (kind, entity_id, generation) DO UPDATE
SET version = excluded.version, error = excluded.error, trace = excluded.trace, failed_at = clock_timestamp()
WHERE dead_letter.version <= excluded.version
"""
_CLEAR = """
DELETE FROM feed.dead_letter AS d
USING unnest(%(ids)s::bigint[], %(versions)s::bigint[], %(generations)s::text[]) AS w (id, version, generation)
WHERE d.kind = %(kind)s AND d.entity_id = w.id AND d.generation = w.generation AND d.version <= w.version
"""
# Removed and queued in one statement: a crash in between cannot lose them.
_TAKE_OUT = """
WITH taken AS (DELETE FROM feed.dead_letter WHERE kind = %s RETURNING entity_id, version)
SELECT entity_id, max(version) FROM taken GROUP BY entity_id
"""


def settle(connection: Connection, kind: str, results: Sequence[WriteResult], traces: Mapping[int, str]) -> None:
    """Keep what was refused and clear what succeeded; `traces` by number of the entity."""
    refused = [result for result in results if result.outcome is WriteOutcome.DEAD]
    if refused:
        # In one order, so that two workers that refuse the same ones do not deadlock.
        refused.sort(key=lambda result: (result.write.entity_id, result.generation))
        columns = _columns(kind, refused)
        columns["errors"] = [result.error for result in refused]
        columns["traces"] = [traces.get(result.write.entity_id, "") for result in refused]
        connection.execute(_KEEP, columns)
    if _has_any(connection):
        connection.execute(_CLEAR, _columns(kind, (result for result in results if result.outcome.is_done)))


def _has_any(connection: Connection) -> bool:
    """Tell whether there is any: in health there is none, and clearing costs nothing."""
    row = connection.execute("SELECT EXISTS (SELECT FROM feed.dead_letter)").fetchone()
    return bool(row and row[0])


def _columns(kind: str, results: Iterable[WriteResult]) -> dict[str, object]:
    rows = [(result.write.entity_id, result.write.version, result.generation) for result in results]
    return {
        "kind": kind,
        "ids": [row[0] for row in rows],
        "versions": [row[1] for row in rows],
        "generations": [row[2] for row in rows],
    }


def count(connection: Connection, generation: str) -> int:
    """Return how many entities a generation refused."""
    row = connection.execute("SELECT count(*) FROM feed.dead_letter WHERE generation = %s", (generation,)).fetchone()
    return int(row[0]) if row else 0


def retry(connection: Connection, kind: str) -> int:
    """Put all of a kind back into the outbox; return how many entities that are."""
    with connection.transaction():
        taken = connection.execute(_TAKE_OUT, (kind,)).fetchall()
        outbox.queue(connection, kind, [(row[0], row[1]) for row in taken], trace="retry-dead", priority=0)
    return len(taken)
