"""Compares a whole index with the register at once, for a person who wants to know now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from indexer import generations, outbox, reconcile
from indexer.generations import State

if TYPE_CHECKING:
    from directory.platform.database import Connection
    from indexer.engine import Engine
    from indexer.reconcile import Difference


class Compared(NamedTuple):
    """What the comparison of one generation found."""

    generation: str
    state: State
    checked: int
    differences: list[Difference]


def everything(connection: Connection, engine: Engine, *, repair: bool) -> list[Compared]:
    """Compare the live generation and those that it could go back to."""
    return [
        _compared(connection, engine, found, repair=repair)
        for found in generations.written(connection)
        if found.state is not State.BUILDING
    ]


def _compared(connection: Connection, engine: Engine, found: generations.Generation, *, repair: bool) -> Compared:
    engine.refresh(found.name)
    differences: list[Difference] = []
    checked = 0
    cursor: int | None = 0
    while cursor is not None:
        part = reconcile.compare(connection, engine, found.name, cursor)
        differences += part.differences
        checked += part.checked
        cursor = part.cursor
    if repair and differences:
        pairs = [(difference.association_id, difference.indexed) for difference in differences]
        outbox.queue(connection, pairs, trace="verify", priority=outbox.BULK_PRIORITY)
    return Compared(found.name, found.state, checked, differences)


def as_json(found: list[Compared]) -> list[dict[str, Any]]:
    """Return the verdicts as JSON."""
    return [
        {
            "generation": one.generation,
            "state": one.state,
            "checked": one.checked,
            "drift": dict(reconcile.kinds(one.differences)),
            "differences": [difference._asdict() for difference in one.differences[:100]],
        }
        for one in found
    ]
