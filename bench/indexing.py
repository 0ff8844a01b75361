"""Drain of the outbox and rebuild, against raw bulk requests of the same documents by one client, in one run."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench import associations, workers
from bench.figures import Figure
from indexer import generations, writes
from indexer.bulk_format import Write, lines
from indexer.generations import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.figures import Context
    from indexer.worker_context import Workshop

COUNT = 200_000
PER_REQUEST = 1_000
TO_REACH = 0.8


def measure(context: Context) -> list[Figure]:
    """Measure each the way it is used: a rebuild fills an index that nobody searches, a drain one that is live."""
    count = context.size(COUNT)
    with context.database() as database, workers.opened(workers.settings_of(context, database, "bench-bulk")) as tools:
        associations.fill(database, count)
        bodies = list(_bodies(tools, "bench-bulk-raw"))
        raw = count / _raw(tools, bodies, searched=False)
        rebuild = count / _rebuild(tools)
        searched = count / _raw(tools, bodies, searched=True)
        drain = count / _drain(tools)
    return [_figure("rebuild", count, rebuild, raw), _figure("drain of the outbox", count, drain, searched)]


def _figure(what: str, count: int, rate: float, raw: float) -> Figure:
    measured = f"{rate / raw:.2f} ({rate:,.0f}/s against {raw:,.0f}/s)"
    return Figure(
        f"{what}, {count:,}, against raw bulk", f"at least {TO_REACH} of its rate", measured, rate / raw >= TO_REACH
    )


def _bodies(tools: Workshop, name: str) -> Iterator[bytes]:
    """Make all requests beforehand: the raw client has nothing to do but send them."""
    ids = [row[0] for row in tools.connection.execute("SELECT association_id FROM feed.version WHERE is_public")]
    for start in range(0, len(ids), PER_REQUEST):
        made: list[Write] = writes.of_published(tools.connection, ids[start : start + PER_REQUEST]).writes
        yield b"".join(lines(name, write, write.document) for write in made)


def _raw(tools: Workshop, bodies: list[bytes], *, searched: bool) -> float:
    name = "bench-bulk-raw"
    tools.engine.create(name)
    if searched:
        tools.engine.open_for_search(name)
    began = time.perf_counter()
    for body in bodies:
        tools.engine.bulk(body)
    took = time.perf_counter() - began
    tools.engine.drop(name)
    return took


def _rebuild(tools: Workshop) -> float:
    """Build a generation with everything that belongs to it: sweep, gates and swap too."""
    began = time.perf_counter()
    while tools.upkeep.step(600.0).phase.goes_on:
        pass
    return time.perf_counter() - began


def _drain(tools: Workshop) -> float:
    """Write everything again through the outbox, to an index that is empty, as after a large import."""
    (live,) = generations.of_state(tools.connection, State.LIVE)
    generations.end(tools.connection, live.name, State.DROPPED, "")
    tools.engine.drop(live.name)
    begun = generations.create(tools.connection, tools.engine)
    if begun is None:
        raise RuntimeError("nobody else builds here")
    tools.engine.open_for_search(begun.name)
    tools.connection.execute(
        "INSERT INTO feed.outbox (association_id, version, priority)"
        " SELECT association_id, version, 5 FROM feed.version"
    )
    began = time.perf_counter()
    tools.relay.drain(3600.0)
    return time.perf_counter() - began
