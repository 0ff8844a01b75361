"""Compares a whole index with Postgres at once, for a person who wants to know now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from indexer import generations, outbox, reconcile
from indexer.generations import GenerationState

if TYPE_CHECKING:
    from indexer.generations import Generation
    from indexer.index_definition import OpenIndex
    from indexer.reconcile import Difference


class Comparison(NamedTuple):
    """What the comparison of one generation found.

    Of what was `checked`, some entities are equal, some wait for the outbox worker, some were refused by the engine
    until a person mends the cause, and the differences are what should not be.
    """

    generation: str
    state: GenerationState
    checked: int
    differences: list[Difference]
    waiting: int = 0
    refused: int = 0

    @property
    def equal(self) -> int:
        """How many are in the index as they are in the register."""
        return self.checked - len(self.differences) - self.waiting - self.refused

    def is_well(self, *, allow_waiting: bool) -> bool:
        """Tell whether nothing is missing; what waits may be on its way."""
        return not self.differences and not self.refused and (allow_waiting or not self.waiting)


def compare_all(index: OpenIndex, *, repair: bool) -> list[Comparison]:
    """Compare the live generation and those that a rollback could go back to; `repair` queues what differs."""
    return [
        _compare_generation(index, generation, repair=repair)
        for generation in generations.list_written(index.connection, index.kind)
        if generation.state is not GenerationState.BUILDING
    ]


def _compare_generation(index: OpenIndex, generation: Generation, *, repair: bool) -> Comparison:
    index.engine.refresh(generation.name)
    differences: list[Difference] = []
    checked = waiting = refused = 0
    cursor: int | None = 0
    while cursor is not None:
        compared = reconcile.compare(index, generation.name, cursor)
        differences += compared.differences
        checked += compared.checked
        waiting += compared.waiting
        refused += compared.refused
        cursor = compared.cursor
    if repair and differences:
        entities = [(difference.entity_id, difference.indexed) for difference in differences]
        outbox.queue(index.connection, index.kind, entities, trace="verify", priority=outbox.BULK_PRIORITY)
    return Comparison(generation.name, generation.state, checked, differences, waiting, refused)


def as_json(comparisons: list[Comparison]) -> list[dict[str, Any]]:
    """Return the comparisons as JSON."""
    return [
        {
            "generation": comparison.generation,
            "state": comparison.state,
            "checked": comparison.checked,
            "equal": comparison.equal,
            "waiting": comparison.waiting,
            "refused": comparison.refused,
            "drift": dict(reconcile.count_by_kind(comparison.differences)),
            "differences": [difference._asdict() for difference in comparison.differences[:100]],
        }
        for comparison in comparisons
    ]
