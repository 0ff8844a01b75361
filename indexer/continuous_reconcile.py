"""Reconciles index and Postgres without end, a slice at a time, and records since when they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from indexer import dead_letters, generations, outbox, reconcile_pass, state_store
from indexer.generations import GenerationState
from indexer.reconcile import DriftKind

if TYPE_CHECKING:
    from indexer.generations import Generation
    from indexer.index_definition import OpenIndex

log = structlog.get_logger(__name__)
# Small enough not to keep changes waiting; 200,000 entities take some eight minutes.
SLICE = 2_000
# While changes wait this long the engine has better things to do.
_BUSY_SECONDS = 30.0
# Changes of the last seconds are on their way: that is no drift.
_IN_STEP_SECONDS = 5.0


def reconcile_slice(index: OpenIndex, most: int = SLICE) -> None:
    """Compare one slice of the live generation and of those that a rollback could go back to."""
    if outbox.oldest_age(index.connection, index.kind) > _BUSY_SECONDS:
        return
    for generation in generations.list_written(index.connection, index.kind):
        if generation.state is not GenerationState.BUILDING:
            _reconcile_generation(index, generation, most)


def _reconcile_generation(index: OpenIndex, generation: Generation, most: int) -> None:
    progress = reconcile_pass.go_on(index, generation.name, most)
    if progress.drift.total():
        log.error("index differs from the register", generation=generation.name, counts=dict(progress.drift))
    if progress.drift[DriftKind.AHEAD]:
        _replace(index, generation)
    if generation.state is GenerationState.LIVE:
        _record_in_step(index, generation)


def _replace(index: OpenIndex, generation: Generation) -> None:
    """Replace an index that is ahead of a restored Postgres: changes would be refused as old versions."""
    if generation.state is GenerationState.LIVE:
        state_store.put(
            index.connection, index.kind, state_store.REBUILD_WANTED, note="the index is ahead of the register"
        )
    else:
        generations.end(index.connection, generation.name, GenerationState.DROPPED, "it is ahead of the register")


def _record_in_step(index: OpenIndex, live: Generation) -> None:
    if (
        reconcile_pass.is_clean(index, live.name)
        and outbox.oldest_age(index.connection, index.kind) < _IN_STEP_SECONDS
        and not dead_letters.count(index.connection, live.name)
    ):
        state_store.put(index.connection, index.kind, state_store.IN_STEP)
