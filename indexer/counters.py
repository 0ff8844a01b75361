"""Counts of what the workers did, kept in Postgres: they outlive every process and the web can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter

    from directory.platform.database import Connection
    from indexer.outcomes import Outcome

WRITES = "index_writes"  # by outcome
DRIFT = "index_drift"  # by kind
BUILDS = "index_builds"  # by how they ended

# In one order, so that two workers that count at the same time wait for each other and do not deadlock.
_ADD = """
INSERT INTO feed.tally (name, label, count)
SELECT %(name)s, label, count FROM unnest(%(labels)s::text[], %(counts)s::bigint[]) AS t (label, count) ORDER BY label
ON CONFLICT (name, label) DO UPDATE SET count = tally.count + excluded.count
"""


def add(connection: Connection, name: str, counts: Counter[Outcome] | Counter[str]) -> None:
    """Add to the counts of one name; call it in the transaction that settles the work."""
    told = {label: count for label, count in counts.items() if count}
    if told:
        connection.execute(_ADD, {"name": name, "labels": list(told), "counts": list(told.values())})
