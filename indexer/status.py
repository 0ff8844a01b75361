"""How the index stands: for the command line, as values that become a table or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from indexer import cleanup, generations, reconcile_pass, state_store

if TYPE_CHECKING:
    from datetime import datetime

    from directory.platform.database import Connection
    from indexer.engine import Engine
    from indexer.generations import State

_DEAD = "SELECT association_id, version, generation, failed_at, error FROM feed.dead_letter ORDER BY id LIMIT 100"


class Shown(NamedTuple):
    """One generation as a person wants to see it."""

    name: str
    state: State
    schema: str  # "this" or "other": whether this release writes it
    documents: int | None  # None: its index is not there
    published: int
    filled: float  # how much of the register a build has seen, 0 to 1
    since: datetime | None
    drift: int | None  # found by the last whole sweep; None: there was none yet
    dead_letters: int
    note: str


class Refused(NamedTuple):
    """One dead letter."""

    association_id: int
    version: int
    generation: str
    failed_at: datetime
    error: str


class Status(NamedTuple):
    """The whole picture."""

    alias: str
    alias_targets: list[str]
    outbox_depth: int
    outbox_oldest_seconds: float
    in_step_at: datetime | None
    generations: list[Shown]
    strangers: list[str]  # indices that carry our prefix and that no generation in use goes with
    refused: list[Refused]
    tallies: dict[str, dict[str, int]]


def look(connection: Connection, engine: Engine) -> Status:
    """Look at everything."""
    depth, oldest = _row(connection, "SELECT outbox_depth, outbox_oldest_seconds FROM publication.index_health")
    in_step = state_store.get(connection, state_store.IN_STEP)
    return Status(
        alias=engine.prefix,
        alias_targets=sorted(engine.alias_targets()),
        outbox_depth=depth,
        outbox_oldest_seconds=round(oldest, 1),
        in_step_at=in_step.at if in_step else None,
        generations=_generations(connection, engine),
        strangers=sorted(cleanup.strangers(connection, engine)),
        refused=[Refused(*row) for row in connection.execute(_DEAD)],
        tallies=_tallies(connection),
    )


def _generations(connection: Connection, engine: Engine) -> list[Shown]:
    present = engine.indices()
    published, last = _row(
        connection, "SELECT count(*), coalesce(max(association_id), 0) FROM feed.version WHERE is_public"
    )
    shown = []
    for found in generations.listed(connection):
        swept = reconcile_pass.last(connection, found.name)
        dead = _row(connection, "SELECT count(*) FROM feed.dead_letter WHERE generation = %s", found.name)[0]
        shown.append(
            Shown(
                name=found.name,
                state=found.state,
                schema="this" if found.is_of_this_schema else "other",
                documents=engine.count(found.name) if found.name in present else None,
                published=published,
                filled=1.0 if found.backfilled_at or not last else min(found.cursor / last, 1.0),
                since=found.retired_at or found.live_at or found.created_at,
                drift=swept.number if swept else None,
                dead_letters=dead,
                note=found.note,
            )
        )
    return shown


def _tallies(connection: Connection) -> dict[str, dict[str, int]]:
    told: dict[str, dict[str, int]] = {}
    for name, label, count in connection.execute("SELECT name, label, count FROM feed.tally ORDER BY name, label"):
        told.setdefault(name, {})[label] = count
    return told


def _row(connection: Connection, statement: str, *values: object) -> tuple[Any, ...]:
    row = connection.execute(statement.encode(), values).fetchone()
    if row is None:
        raise LookupError(statement)
    return row
