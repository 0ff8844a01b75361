"""Reconciliation: compares a generation with Postgres, in the order of the numbers, by version.

What differs goes into the outbox; only outbox worker and backfill write documents. In health nothing differs, so each
difference is a bug or a loss of the engine's, and is counted.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from indexer.engine import LARGEST_SLICE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.index_definition import OpenIndex

_END = 2**63 - 1
_PUBLIC = """
SELECT entity_id, version FROM feed.version
WHERE kind = %s AND is_public AND entity_id > %s ORDER BY entity_id LIMIT %s
"""
# One statement, one snapshot: what each is now, and whether outbox worker or a person is still to deal with it.
_NOW = """
SELECT w.id, v.version, coalesce(v.is_public, false),
       EXISTS (SELECT FROM feed.outbox o WHERE o.kind = %(kind)s AND o.entity_id = w.id),
       EXISTS (SELECT FROM feed.dead_letter d
               WHERE d.kind = %(kind)s AND d.entity_id = w.id AND d.generation = %(generation)s)
FROM unnest(%(ids)s::bigint[]) AS w (id) LEFT JOIN feed.version v ON v.kind = %(kind)s AND v.entity_id = w.id
"""


class DriftKind(StrEnum):
    """How index and Postgres can differ."""

    MISSING = "missing"  # published, not in the index
    STALE = "stale"  # an older version is in the index
    EXTRA = "extra"  # in the index, not published
    AHEAD = "ahead"  # the index knows a newer version than Postgres, which was restored from a backup


class Difference(NamedTuple):
    """One entity that differs, with the version that the index shows (0: none)."""

    kind: DriftKind
    entity_id: int
    indexed: int


class ReconcileSlice(NamedTuple):
    """What the comparison of one slice found; `cursor` is where the next begins, None at the end.

    What differs without being a difference: some are `waiting`, on their way to the index, and some were `refused` by
    the engine, until a person mends the cause.
    """

    differences: list[Difference]
    checked: int
    cursor: int | None
    waiting: int = 0
    refused: int = 0


class _Judgement(NamedTuple):
    """What became of the entities of which the versions differed."""

    differences: list[Difference]
    waiting: int
    refused: int


class _EntityState(NamedTuple):
    version: int  # 0: unknown to Postgres
    is_public: bool
    is_waiting: bool
    is_refused: bool

    @property
    def is_pending(self) -> bool:
        """Whether the outbox worker or a person is still to deal with it."""
        return self.is_waiting or self.is_refused


def compare(index: OpenIndex, generation: str, after: int, most: int = LARGEST_SLICE) -> ReconcileSlice:
    """Compare the next slice of up to `most` entities."""
    # The index first: what Postgres shows then is never older, so an index that is ahead really is.
    indexed = index.engine.slice(generation, index.definition.id_field, after, most)
    public: list[tuple[int, int]] = [
        (row[0], row[1]) for row in index.connection.execute(_PUBLIC, (index.kind, after, most))
    ]
    last = min(_known_up_to(indexed, most), _known_up_to(public, most))
    in_index = {number: version for number, version in indexed if number <= last}
    in_postgres = {number: version for number, version in public if number <= last}
    suspects = [number for number in in_index.keys() | in_postgres if in_index.get(number) != in_postgres.get(number)]
    judged = _judge(index, generation, sorted(suspects)) if suspects else _Judgement([], 0, 0)
    return ReconcileSlice(
        judged.differences,
        len(in_index.keys() | in_postgres),
        None if last == _END else last,
        judged.waiting,
        judged.refused,
    )


def _known_up_to(rows: Sequence[tuple[int, int]], most: int) -> int:
    """Return up to which number a side is known: a short page reaches the end."""
    return rows[-1][0] if len(rows) == most else _END


def _judge(index: OpenIndex, generation: str, ids: Sequence[int]) -> _Judgement:
    """Keep what really differs: searches lag a little, and the outbox worker may be on its way with it.

    Postgres is read before and after the index; what changed in between is on its way.
    """
    before = _read_states(index, generation, ids)
    settled = [number for number in ids if not before[number].is_pending]
    versions = index.engine.versions(generation, settled)
    after = _read_states(index, generation, settled)
    still = [number for number in settled if after[number] == before[number]]
    drifts = ((number, _drift_of(after[number], versions.get(number, 0))) for number in still)
    waiting = sum(before[number].is_waiting for number in ids) + len(settled) - len(still)
    return _Judgement(
        [Difference(kind, number, versions.get(number, 0)) for number, kind in drifts if kind],
        waiting,
        refused=len(ids) - len(still) - waiting,
    )


def _read_states(index: OpenIndex, generation: str, ids: Sequence[int]) -> Mapping[int, _EntityState]:
    rows = index.connection.execute(_NOW, {"kind": index.kind, "generation": generation, "ids": list(ids)})
    return {row[0]: _EntityState(row[1] or 0, *row[2:]) for row in rows}


def _drift_of(state: _EntityState, indexed: int) -> DriftKind | None:
    if indexed > state.version > 0:
        return DriftKind.AHEAD
    if not state.is_public:
        return DriftKind.EXTRA if indexed else None
    if not indexed:
        return DriftKind.MISSING
    return DriftKind.STALE if indexed < state.version else None


def count_by_kind(differences: Sequence[Difference]) -> Counter[str]:
    """Count differences by kind."""
    return Counter(difference.kind.value for difference in differences)
