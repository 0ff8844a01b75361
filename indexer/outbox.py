"""The outbox: a queue per kind of what changed. Claimed by lease, settled by deletion, retried with back-off.

There is no cursor: it would pass a slow transaction that commits late. A claim is committed before the engine is
called, so that no transaction is open during HTTP; the rows of a worker that dies are free when their lease ends.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from directory.platform import advisory_locks
from directory.platform.advisory_locks import AdvisoryLock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.platform.database import Connection

# Longer than a batch takes in health. Two workers on one row do no harm, so it need not outlast the worst case.
LEASE_SECONDS = 30.0
# Back-off: the wait doubles from the first to the longest. After an outage of hours all is tried again within that.
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0

BULK_PRIORITY = 5  # 0: a person waits for it

_CLAIM = """
WITH picked AS (
    SELECT id FROM feed.outbox WHERE kind = %(kind)s AND locked_until <= clock_timestamp()
    ORDER BY priority, id LIMIT %(most)s FOR UPDATE SKIP LOCKED)
UPDATE feed.outbox AS o
SET locked_until = clock_timestamp() + make_interval(secs => %(lease)s), attempts = o.attempts + 1
FROM picked WHERE o.id = picked.id
RETURNING o.id, o.entity_id, o.version, o.trace
"""
# Full jitter: rows that failed together do not come back together.
_PUT_BACK = """
UPDATE feed.outbox
SET locked_until = clock_timestamp() + make_interval(
    secs => least(%(longest)s, %(first)s * 2 ^ least(attempts - 1, 20)) * (0.5 + random()))
WHERE id = ANY (%(ids)s)
"""
# The version is Postgres' own; of an entity that Postgres does not know, the one that the index showed.
_QUEUE = """
INSERT INTO feed.outbox (kind, entity_id, version, priority, trace)
SELECT %(kind)s, q.id, coalesce(v.version, q.version), %(priority)s, %(trace)s
FROM unnest(%(ids)s::bigint[], %(versions)s::bigint[]) AS q (id, version)
LEFT JOIN feed.version v ON v.kind = %(kind)s AND v.entity_id = q.id
"""
_HAS_MORE = "SELECT EXISTS (SELECT FROM feed.outbox WHERE kind = %s AND locked_until <= clock_timestamp())"
_IS_OVERDUE = """
SELECT EXISTS (SELECT FROM feed.outbox
               WHERE kind = %(kind)s AND locked_until <= clock_timestamp() - make_interval(secs => %(seconds)s)
                 AND queued_at <= clock_timestamp() - make_interval(secs => %(seconds)s))
"""
_OLDEST_AGE = """
SELECT coalesce(extract(epoch FROM clock_timestamp() - min(queued_at)), 0)::float8 FROM feed.outbox WHERE kind = %s
"""


class OutboxClaim(NamedTuple):
    """One row of the outbox that this worker has claimed."""

    id: int
    entity_id: int
    version: int
    trace: str


def claim(connection: Connection, kind: str, most: int, *, lease: float = LEASE_SECONDS) -> list[OutboxClaim]:
    """Claim up to `most` free rows, by priority, and commit."""
    # What the register had to put off (ADR 11) becomes a row like any other as soon as it can.
    connection.execute("SELECT feed.settle()")
    with connection.transaction():
        rows = connection.execute(_CLAIM, {"kind": kind, "most": most, "lease": lease}).fetchall()
    return [OutboxClaim(*row) for row in rows]


def remove(connection: Connection, ids: Sequence[int]) -> None:
    """Settle rows: what they ask for is in the index, or never will be."""
    connection.execute("DELETE FROM feed.outbox WHERE id = ANY (%s)", (list(ids),))


def put_back(connection: Connection, ids: Sequence[int]) -> None:
    """Have rows tried again later, with exponential back-off."""
    connection.execute(_PUT_BACK, {"ids": list(ids), "first": FIRST_WAIT_SECONDS, "longest": LONGEST_WAIT_SECONDS})


def queue(connection: Connection, kind: str, entities: Sequence[tuple[int, int]], *, trace: str, priority: int) -> None:
    """Ask for entities to be written again; `entities` gives their numbers and the versions that the index showed."""
    values = {
        "kind": kind,
        "ids": [entity_id for entity_id, _ in entities],
        "versions": [version for _, version in entities],
        "trace": trace,
        "priority": priority,
    }
    connection.execute(_QUEUE, values)


def has_more(connection: Connection, kind: str) -> bool:
    """Tell whether a row could be claimed now."""
    row = connection.execute(_HAS_MORE, (kind,)).fetchone()
    return bool(row and row[0])


def is_overdue(connection: Connection, kind: str, seconds: float) -> bool:
    """Tell whether a row could have been claimed for this long."""
    row = connection.execute(_IS_OVERDUE, {"kind": kind, "seconds": seconds}).fetchone()
    return bool(row and row[0])


def oldest_age(connection: Connection, kind: str) -> float:
    """Return how long the oldest row waits, in seconds; 0 when there is none."""
    row = connection.execute(_OLDEST_AGE, (kind,)).fetchone()
    return float(row[0]) if row else 0.0


@contextmanager
def draining(connection: Connection, kind: str) -> Iterator[None]:
    """Show other processes that the outbox of a kind is being drained while the block runs."""
    with advisory_locks.shared(connection, AdvisoryLock.OUTBOX_DRAIN, kind):
        yield


def is_being_drained(connection: Connection, kind: str) -> bool:
    """Tell whether any process drains the outbox of a kind."""
    return advisory_locks.is_taken(connection, AdvisoryLock.OUTBOX_DRAIN, kind)
