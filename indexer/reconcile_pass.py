"""A pass of reconciliation over one generation, slice by slice; any process goes on where the last one stopped.

Used in two ways: once over a new generation before it may go live, and without end over those that are written to.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import orjson

from indexer import counters, outbox, reconcile, state_store

if TYPE_CHECKING:
    from indexer.index_definition import OpenIndex

_TRACE = "sweep"
# Names of entries in the state store: how far a pass is, and how the last whole pass ended.
_UNDER_WAY = "sweep:{}"
_LAST = "swept:{}"


class ReconcilePass(NamedTuple):
    """How far a pass is and what it found; `is_over` when it compared all."""

    cursor: int
    checked: int
    drift: Counter[str]
    is_over: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether a whole pass found nothing."""
        return self.is_over and not self.drift.total()


def go_on(index: OpenIndex, generation: str, most: int) -> ReconcilePass:
    """Compare the next slice of a generation; differences go into the outbox, with their count, in one commit."""
    so_far = _read_progress(index, generation)
    compared = reconcile.compare(index, generation, so_far.cursor, most)
    drift = reconcile.count_by_kind(compared.differences)
    progress = ReconcilePass(
        compared.cursor or 0, so_far.checked + compared.checked, so_far.drift + drift, compared.cursor is None
    )
    with index.connection.transaction():
        if compared.differences:
            outbox.queue(
                index.connection,
                index.kind,
                [(difference.entity_id, difference.indexed) for difference in compared.differences],
                trace=_TRACE,
                priority=outbox.BULK_PRIORITY,
            )
            counters.add(index.connection, counters.DRIFT, drift)
        _write_progress(index, generation, progress)
    return progress


def restart(index: OpenIndex, generation: str) -> None:
    """Begin the next pass at the start."""
    state_store.remove(index.connection, index.kind, _UNDER_WAY.format(generation))


def last_pass(index: OpenIndex, generation: str) -> state_store.StateEntry | None:
    """Return the end of the last whole pass: its number is how many differences it found."""
    return state_store.get(index.connection, index.kind, _LAST.format(generation))


def is_clean(index: OpenIndex, generation: str) -> bool:
    """Tell whether the last whole pass found nothing and the one under way has not either."""
    last = last_pass(index, generation)
    return last is not None and last.number == 0 and not _read_progress(index, generation).drift.total()


def _read_progress(index: OpenIndex, generation: str) -> ReconcilePass:
    entry = state_store.get(index.connection, index.kind, _UNDER_WAY.format(generation))
    if entry is None:
        return ReconcilePass(0, 0, Counter())
    note = orjson.loads(entry.note)
    return ReconcilePass(entry.number, note["checked"], Counter(note["found"]))


def _write_progress(index: OpenIndex, generation: str, progress: ReconcilePass) -> None:
    # A pass that an older release began is gone on with: its names stay.
    note = orjson.dumps({"checked": progress.checked, "found": progress.drift}).decode()
    if progress.is_over:
        last = _LAST.format(generation)
        state_store.put(index.connection, index.kind, last, progress.drift.total(), note)
        restart(index, generation)
    else:
        state_store.put(index.connection, index.kind, _UNDER_WAY.format(generation), progress.cursor, note)
