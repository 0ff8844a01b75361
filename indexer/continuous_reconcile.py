"""Looks for ever whether index and register agree, a slice at a time, and says since when they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from indexer import dead_letters, generations, outbox, reconcile_pass, state_store
from indexer.generation_manager import WANTED
from indexer.generations import State
from indexer.reconcile import Kind

if TYPE_CHECKING:
    from directory.platform.database import Connection
    from indexer.engine import Engine
    from indexer.generations import Generation

log = structlog.get_logger(__name__)
# Small enough not to keep changes waiting; a register of 200,000 is walked in some eight minutes.
SLICE = 2_000
# While changes wait this long the engine has better things to do.
_BUSY_SECONDS = 30.0
# Changes of the last seconds are on their way: nobody would call that out of step.
_IN_STEP_SECONDS = 5.0


def look(connection: Connection, engine: Engine, most: int = SLICE) -> None:
    """Compare one slice of the live generation and of those that it could go back to."""
    if outbox.oldest_age(connection) > _BUSY_SECONDS:
        return
    for generation in generations.written(connection):
        if generation.state is not State.BUILDING:
            _look_at(connection, engine, generation, most)


def _look_at(connection: Connection, engine: Engine, generation: Generation, most: int) -> None:
    found = reconcile_pass.go_on(connection, engine, generation.name, most)
    if found.found.total():
        log.error("index differs from the register", generation=generation.name, counts=dict(found.found))
    if found.found[Kind.AHEAD]:
        _replace(connection, generation)
    if generation.state is State.LIVE:
        _tell_in_step(connection, generation)


def _replace(connection: Connection, generation: Generation) -> None:
    """Do without an index that knows more than a register that was put back: its changes would bounce off."""
    if generation.state is State.LIVE:
        state_store.put(connection, WANTED, note="the index is ahead of the register")
    else:
        generations.end(connection, generation.name, State.DROPPED, "it is ahead of the register")


def _tell_in_step(connection: Connection, live: Generation) -> None:
    if (
        reconcile_pass.found_nothing(connection, live.name)
        and outbox.oldest_age(connection) < _IN_STEP_SECONDS
        and not dead_letters.count(connection, live.name)
    ):
        state_store.put(connection, state_store.IN_STEP)
