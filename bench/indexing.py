"""Drain of the outbox and rebuild, against raw bulk requests of the same documents by one client, in one run."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench import associations, workers
from bench.figures import Figure
from indexer import generations, prepared_writes
from indexer.bulk_format import Write, lines
from indexer.generations import GenerationState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.figures import Context
    from indexer.worker_context import IndexWorker

COUNT = 200_000
PER_REQUEST = 1_000
TO_REACH = 0.8


def measure(context: Context) -> list[Figure]:
    """Measure each the way it is used: a rebuild fills an index without searches, a drain one that is live."""
    count = context.size(COUNT)
    with context.database() as database, workers.opened(workers.settings_of(context, database, "bench-bulk")) as worker:
        associations.fill(database, count)
        bodies = list(_bodies(worker, "bench-bulk-raw"))
        raw = count / _raw(worker, bodies, searched=False)
        rebuild = count / _rebuild(worker)
        searched = count / _raw(worker, bodies, searched=True)
        drain = count / _drain(worker)
    return [_figure("rebuild", count, rebuild, raw), _figure("drain of the outbox", count, drain, searched)]


def _figure(what: str, count: int, rate: float, raw: float) -> Figure:
    measured = f"{rate / raw:.2f} ({rate:,.0f}/s against {raw:,.0f}/s)"
    return Figure(
        f"{what}, {count:,}, against raw bulk", f"at least {TO_REACH} of its rate", measured, rate / raw >= TO_REACH
    )


def _bodies(worker: IndexWorker, name: str) -> Iterator[bytes]:
    """Make all requests beforehand: the raw client has nothing to do but send them."""
    ids = [row[0] for row in worker.connection.execute("SELECT entity_id FROM feed.version WHERE is_public")]
    for start in range(0, len(ids), PER_REQUEST):
        made: list[Write] = prepared_writes.prepare_published(
            worker.index.definition, worker.connection, ids[start : start + PER_REQUEST]
        ).writes
        yield b"".join(lines(name, write, write.document) for write in made)


def _raw(worker: IndexWorker, bodies: list[bytes], *, searched: bool) -> float:
    name = "bench-bulk-raw"
    worker.engine.create(name, worker.index.definition.settings, worker.index.definition.mapping)
    if searched:
        worker.engine.open_for_search(name, worker.index.definition.settings)
    began = time.perf_counter()
    for body in bodies:
        worker.engine.bulk(body)
    took = time.perf_counter() - began
    worker.engine.drop(name)
    return took


def _rebuild(worker: IndexWorker) -> float:
    """Build a generation with everything that belongs to it: reconciliation, rollout checks and swap too."""
    began = time.perf_counter()
    while worker.lifecycle.step(600.0).phase.goes_on:
        pass
    return time.perf_counter() - began


def _drain(worker: IndexWorker) -> float:
    """Write everything again through the outbox, to an index that is empty, as after a large import."""
    (live,) = generations.list_in_state(worker.connection, worker.kind, GenerationState.LIVE)
    generations.end(worker.connection, live.name, GenerationState.DROPPED, "")
    worker.engine.drop(live.name)
    begun = generations.create(worker.connection, worker.engine, worker.index.definition)
    if begun is None:
        raise RuntimeError("another rebuild holds the lock")
    worker.engine.open_for_search(begun.name, worker.index.definition.settings)
    worker.connection.execute(
        "INSERT INTO feed.outbox (kind, entity_id, version, priority)"
        " SELECT kind, entity_id, version, 5 FROM feed.version"
    )
    began = time.perf_counter()
    worker.outbox_worker.drain(3600.0)
    return time.perf_counter() - began
