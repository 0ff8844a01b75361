"""Counters of what the workers did, over all kinds, in Postgres: they outlive every process; the web shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter

    from directory.platform.database import Connection
    from indexer.outcomes import WriteOutcome

WRITES = "index_writes"  # by outcome
DRIFT = "index_drift"  # by kind of difference
BUILDS = "index_builds"  # by how they ended

# In one order, so that two workers that count at the same time wait for each other and do not deadlock.
_ADD = """
INSERT INTO feed.tally (name, label, count)
SELECT %(name)s, label, count FROM unnest(%(labels)s::text[], %(counts)s::bigint[]) AS t (label, count) ORDER BY label
ON CONFLICT (name, label) DO UPDATE SET count = tally.count + excluded.count
"""


def add(connection: Connection, name: str, counts: Counter[WriteOutcome] | Counter[str]) -> None:
    """Add to the counts of one name; call it in the transaction that settles the work."""
    positive = {label: count for label, count in counts.items() if count}
    if positive:
        connection.execute(_ADD, {"name": name, "labels": list(positive), "counts": list(positive.values())})
