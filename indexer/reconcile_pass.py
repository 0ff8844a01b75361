"""A sweep of one generation, slice by slice, that goes on where it was left, whoever goes on.

Used in two ways: once over a new generation before it may go live, and for ever over those that are written to.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import orjson

from indexer import counters, outbox, reconcile, state_store

if TYPE_CHECKING:
    from directory.platform.database import Connection
    from indexer.engine import Engine

_TRACE = "sweep"


class Sweep(NamedTuple):
    """How far a pass is and what it found; `is_over` when it saw all."""

    cursor: int
    checked: int
    found: Counter[str]
    is_over: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether a whole pass found nothing."""
        return self.is_over and not self.found.total()


def go_on(connection: Connection, engine: Engine, generation: str, most: int) -> Sweep:
    """Compare the next slice of a generation; differences go into the outbox, with their count, in one commit."""
    so_far = _progress(connection, generation)
    part = reconcile.compare(connection, engine, generation, so_far.cursor, most)
    found = reconcile.kinds(part.differences)
    now = Sweep(part.cursor or 0, so_far.checked + part.checked, so_far.found + found, part.cursor is None)
    with connection.transaction():
        if part.differences:
            outbox.queue(
                connection,
                [(difference.association_id, difference.indexed) for difference in part.differences],
                trace=_TRACE,
                priority=outbox.BULK_PRIORITY,
            )
            counters.add(connection, counters.DRIFT, found)
        _remember(connection, generation, now)
    return now


def forget(connection: Connection, generation: str) -> None:
    """Begin the next pass at the start."""
    state_store.remove(connection, f"sweep:{generation}")


def last(connection: Connection, generation: str) -> state_store.Mark | None:
    """Return the end of the last whole pass: its number is how many differences it found."""
    return state_store.get(connection, f"swept:{generation}")


def found_nothing(connection: Connection, generation: str) -> bool:
    """Tell whether the last whole pass was clean and the one under way is so far."""
    mark = last(connection, generation)
    return mark is not None and mark.number == 0 and not _progress(connection, generation).found.total()


def _progress(connection: Connection, generation: str) -> Sweep:
    mark = state_store.get(connection, f"sweep:{generation}")
    if mark is None:
        return Sweep(0, 0, Counter())
    told = orjson.loads(mark.note)
    return Sweep(mark.number, told["checked"], Counter(told["found"]))


def _remember(connection: Connection, generation: str, sweep: Sweep) -> None:
    note = orjson.dumps({"checked": sweep.checked, "found": sweep.found}).decode()
    if sweep.is_over:
        state_store.put(connection, f"swept:{generation}", sweep.found.total(), note)
        forget(connection, generation)
    else:
        state_store.put(connection, f"sweep:{generation}", sweep.cursor, note)
