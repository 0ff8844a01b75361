"""How an index stands: for the command line, as values that become a table or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from indexer import cleanup, dead_letters, generations, reconcile_pass, state_store

if TYPE_CHECKING:
    from datetime import datetime

    from directory.platform.database import Connection
    from indexer.generations import Generation, GenerationState
    from indexer.index_definition import OpenIndex

_DEAD_LETTERS = """
SELECT entity_id, version, generation, failed_at, error FROM feed.dead_letter WHERE kind = %s ORDER BY id LIMIT 100
"""
_HEALTH = """
SELECT count(*), coalesce(greatest(extract(epoch FROM clock_timestamp() - min(queued_at)), 0), 0)::double precision
FROM feed.outbox WHERE kind = %s
"""
_PUBLISHED = "SELECT count(*), coalesce(max(entity_id), 0) FROM feed.version WHERE kind = %s AND is_public"


class GenerationStatus(NamedTuple):
    """One generation as the command line shows it."""

    name: str
    state: GenerationState
    schema: str  # "this" or "other": whether its fingerprint is that of this release
    documents: int | None  # None: its index is not there
    published: int
    filled: float  # how much of what is public a build has read, 0 to 1
    since: datetime | None
    drift: int | None  # found by the last whole pass; None: there was none yet
    dead_letters: int
    note: str


class DeadLetter(NamedTuple):
    """One write that the engine refused."""

    entity_id: int
    version: int
    generation: str
    failed_at: datetime
    error: str


class IndexStatus(NamedTuple):
    """Everything about one index."""

    kind: str
    alias: str
    alias_targets: list[str]
    outbox_depth: int
    outbox_oldest_seconds: float
    in_step_at: datetime | None
    generations: list[GenerationStatus]
    strangers: list[str]  # indices of this alias that no generation in use goes with
    refused: list[DeadLetter]
    tallies: dict[str, dict[str, int]]  # over all kinds


def read_status(index: OpenIndex) -> IndexStatus:
    """Read everything about an index."""
    connection, kind = index.connection, index.kind
    depth, oldest = _read_row(connection, _HEALTH, kind)
    in_step = state_store.get(connection, kind, state_store.IN_STEP)
    published, last = _read_row(connection, _PUBLISHED, kind)
    present = index.engine.indices()
    return IndexStatus(
        kind=kind,
        alias=index.engine.alias,
        alias_targets=sorted(index.engine.alias_targets()),
        outbox_depth=depth,
        outbox_oldest_seconds=round(oldest, 1),
        in_step_at=in_step.at if in_step else None,
        generations=[
            _read_generation(index, generation, published, last, is_present=generation.name in present)
            for generation in generations.list_all(connection, kind)
        ],
        strangers=sorted(cleanup.find_unused_indices(index)),
        refused=[DeadLetter(*row) for row in connection.execute(_DEAD_LETTERS, (kind,))],
        tallies=_read_tallies(connection),
    )


def _read_generation(
    index: OpenIndex, generation: Generation, published: int, last: int, *, is_present: bool
) -> GenerationStatus:
    last_pass = reconcile_pass.last_pass(index, generation.name)
    return GenerationStatus(
        name=generation.name,
        state=generation.state,
        schema="this" if generation.fingerprint == index.definition.fingerprint else "other",
        documents=index.engine.count(generation.name) if is_present else None,
        published=published,
        filled=1.0 if generation.backfilled_at or not last else min(generation.cursor / last, 1.0),
        since=generation.retired_at or generation.live_at or generation.created_at,
        drift=last_pass.number if last_pass else None,
        dead_letters=dead_letters.count(index.connection, generation.name),
        note=generation.note,
    )


def _read_tallies(connection: Connection) -> dict[str, dict[str, int]]:
    tallies: dict[str, dict[str, int]] = {}
    for name, label, count in connection.execute("SELECT name, label, count FROM feed.tally ORDER BY name, label"):
        tallies.setdefault(name, {})[label] = count
    return tallies


def _read_row(connection: Connection, statement: str, kind: str) -> tuple[Any, ...]:
    row = connection.execute(statement.encode(), (kind,)).fetchone()
    if row is None:
        raise LookupError(statement)
    return row
