"""Removes what nobody will ask for again: generations past their grace period, failed ones, indices nobody knows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from indexer import generations
from indexer.generations import State

if TYPE_CHECKING:
    from directory.platform.database import Connection
    from indexer.engine import Engine

log = structlog.get_logger(__name__)
# An index is made a moment before its generation is written down; after this long nobody will write it down any more.
_UNKNOWN_FOR = timedelta(hours=1)
_REMEMBERED = timedelta(days=90)


def strangers(connection: Connection, engine: Engine) -> dict[str, timedelta]:
    """Return the indices with our prefix that no generation in use goes with, and how long they exist."""
    now = datetime.now(UTC)
    used = {generation.name for generation in generations.written(connection)}
    return {name: now - made for name, made in engine.indices().items() if name not in used}


def clean(connection: Connection, engine: Engine, grace: timedelta) -> list[str]:
    """Remove what may go; return the names of the indices that went."""
    with generations.alone(connection) as alone:
        if not alone:
            return []
        _retire_for_good(connection, grace)
        connection.execute(
            "DELETE FROM feed.generation WHERE state IN ('failed', 'dropped') AND created_at < now() - %s",
            (_REMEMBERED,),
        )
        return _remove_strangers(connection, engine)


def _retire_for_good(connection: Connection, grace: timedelta) -> None:
    """First the state, then the index: nothing is written to an index that is about to go."""
    before = datetime.now(UTC) - grace
    for generation in generations.of_state(connection, State.RETIRED):
        if generation.retired_at is not None and generation.retired_at < before:
            generations.end(connection, generation.name, State.DROPPED, "its grace period was over")


def _remove_strangers(connection: Connection, engine: Engine) -> list[str]:
    known = {generation.name for generation in generations.listed(connection)}
    shown = engine.alias_targets()
    gone = []
    for name, age in strangers(connection, engine).items():
        if name not in shown and (name in known or age > _UNKNOWN_FOR):
            engine.drop(name)
            gone.append(name)
            log.info("index removed", index=name)
    return gone
