"""The queue of what changed: claimed by lease, settled by deletion, put back with patience.

There is no cursor: a slow transaction that commits late would be passed over for ever. A claim is committed before the
engine is called, so no transaction is ever open during HTTP; a worker that dies frees its rows when the lease ends.
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
# After an outage of hours everything is tried again within this, and a little.
LONGEST_WAIT_SECONDS = 30.0
FIRST_WAIT_SECONDS = 0.5

BULK_PRIORITY = 5

_CLAIM = """
WITH picked AS (
    SELECT id FROM feed.outbox WHERE locked_until <= clock_timestamp()
    ORDER BY priority, id LIMIT %(most)s FOR UPDATE SKIP LOCKED)
UPDATE feed.outbox AS o
SET locked_until = clock_timestamp() + make_interval(secs => %(lease)s), attempts = o.attempts + 1
FROM picked WHERE o.id = picked.id
RETURNING o.id, o.association_id, o.version, o.trace
"""
# Full jitter around a doubling wait: rows that failed together do not come back together.
_PUT_BACK = """
UPDATE feed.outbox
SET locked_until = clock_timestamp() + make_interval(
    secs => least(%(longest)s, %(first)s * 2 ^ least(attempts - 1, 20)) * (0.5 + random()))
WHERE id = ANY (%(ids)s)
"""
# The version is the register's own; of an association that it does not know, the one that the index showed.
_QUEUE = """
INSERT INTO feed.outbox (association_id, version, priority, trace)
SELECT q.id, coalesce(v.version, q.version), %(priority)s, %(trace)s
FROM unnest(%(ids)s::bigint[], %(versions)s::bigint[]) AS q (id, version)
LEFT JOIN feed.version v ON v.association_id = q.id
"""
_KIND = "association"


class Claim(NamedTuple):
    """One row of the outbox in our hands."""

    id: int
    association_id: int
    version: int
    trace: str


def claim(connection: Connection, most: int, *, lease: float = LEASE_SECONDS) -> list[Claim]:
    """Take up to `most` rows that nobody holds, the awaited ones first, and commit."""
    # What a writer had to put off becomes a row like any other, as soon as it can.
    connection.execute("SELECT feed.settle()")
    with connection.transaction():
        rows = connection.execute(_CLAIM, {"most": most, "lease": lease}).fetchall()
    return [Claim(*row) for row in rows]


def remove(connection: Connection, ids: Sequence[int]) -> None:
    """Settle rows: what they ask for is in the index, or never will be."""
    connection.execute("DELETE FROM feed.outbox WHERE id = ANY (%s)", (list(ids),))


def put_back(connection: Connection, ids: Sequence[int]) -> None:
    """Have rows tried again later, ever more patiently."""
    connection.execute(_PUT_BACK, {"ids": list(ids), "first": FIRST_WAIT_SECONDS, "longest": LONGEST_WAIT_SECONDS})


def queue(connection: Connection, found: Sequence[tuple[int, int]], *, trace: str, priority: int) -> None:
    """Ask for associations to be written again; `found` gives their id and the version that the index showed."""
    connection.execute(
        _QUEUE,
        {
            "ids": [association_id for association_id, _ in found],
            "versions": [version for _, version in found],
            "trace": trace,
            "priority": priority,
        },
    )


def has_more(connection: Connection) -> bool:
    """Tell whether a row could be claimed now."""
    found = connection.execute(
        "SELECT EXISTS (SELECT FROM feed.outbox WHERE locked_until <= clock_timestamp())"
    ).fetchone()
    return bool(found and found[0])


@contextmanager
def at_work(connection: Connection) -> Iterator[None]:
    """Let others see that the outbox is being worked while the block runs."""
    with advisory_locks.shared(connection, AdvisoryLock.OUTBOX_DRAIN, _KIND):
        yield


def is_worked(connection: Connection) -> bool:
    """Tell whether a process is at work."""
    return advisory_locks.is_taken(connection, AdvisoryLock.OUTBOX_DRAIN, _KIND)


def is_left_lying(connection: Connection, seconds: float) -> bool:
    """Tell whether a row could have been claimed for a while."""
    found = connection.execute(
        "SELECT EXISTS (SELECT FROM feed.outbox WHERE locked_until <= clock_timestamp() - make_interval(secs => %(s)s)"
        " AND queued_at <= clock_timestamp() - make_interval(secs => %(s)s))",
        {"s": seconds},
    ).fetchone()
    return bool(found and found[0])


def oldest_age(connection: Connection) -> float:
    """Return how long the oldest row waits, in seconds; 0 when there is none."""
    found = connection.execute(
        "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(queued_at)), 0)::float8 FROM feed.outbox"
    ).fetchone()
    return float(found[0]) if found else 0.0
