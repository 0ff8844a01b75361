"""Removes what nothing needs: generations past their grace period, failed ones, indices without a generation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from indexer import generations
from indexer.generations import GenerationState

if TYPE_CHECKING:
    from indexer.index_definition import OpenIndex

log = structlog.get_logger(__name__)
# An index is created a moment before its generation is written down; after this long that will not happen any more.
_UNKNOWN_FOR = timedelta(hours=1)
_REMEMBERED = timedelta(days=90)


def find_unused_indices(index: OpenIndex) -> dict[str, timedelta]:
    """Return the engine's indices of this alias that no generation in use goes with, and how long they exist."""
    now = datetime.now(UTC)
    used = {generation.name for generation in generations.list_written(index.connection, index.kind)}
    return {name: now - created for name, created in index.engine.indices().items() if name not in used}


def clean(index: OpenIndex, grace: timedelta) -> list[str]:
    """Remove what may go; return the names of the removed indices."""
    with generations.build_lock(index.connection, index.kind) as has_lock:
        if not has_lock:
            return []
        _drop_retired(index, grace)
        index.connection.execute(
            "DELETE FROM feed.generation"
            " WHERE kind = %s AND state IN ('failed', 'dropped') AND created_at < now() - %s",
            (index.kind, _REMEMBERED),
        )
        return _remove_unused_indices(index)


def _drop_retired(index: OpenIndex, grace: timedelta) -> None:
    """Drop what is past its grace period: first the state, so that nothing is written to it any more."""
    before = datetime.now(UTC) - grace
    for generation in generations.list_in_state(index.connection, index.kind, GenerationState.RETIRED):
        if generation.retired_at is not None and generation.retired_at < before:
            generations.end(index.connection, generation.name, GenerationState.DROPPED, "its grace period was over")


def _remove_unused_indices(index: OpenIndex) -> list[str]:
    known = {generation.name for generation in generations.list_all(index.connection, index.kind)}
    searched = index.engine.alias_targets()
    removed = []
    for name, age in find_unused_indices(index).items():
        if name not in searched and (name in known or age > _UNKNOWN_FOR):
            index.engine.drop(name)
            removed.append(name)
            log.info("index removed", index=name)
    return removed
