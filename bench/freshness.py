"""From commit to searchable, at 100 changes a second for a minute, with the real worker and beat."""

from __future__ import annotations

import statistics
import threading
import time
from typing import TYPE_CHECKING

import psycopg

from bench import associations, workers
from bench.figures import Figure
from directory.search.index import schema
from indexer.engine import IndexEngine

if TYPE_CHECKING:
    from bench.figures import Context
    from directory.devstack.databases import Database
    from directory.settings import Settings
    from indexer.worker_context import IndexWorker

ASSOCIATIONS = 20_000
PER_SECOND = 100
SECONDS = 60
LOOK_EVERY_SECONDS = 0.02
PATIENCE_SECONDS = 120.0
MEDIAN_SECONDS, LATE_SECONDS = 0.5, 1.0
_RAISED = "UPDATE register.association SET min_age = (min_age + 1) %% 50 WHERE id = %s RETURNING version"


class Watch:
    """Sees when searches show a version: asks for the newest versions of those that wait, over and over."""

    def __init__(self, settings: Settings, generation: str) -> None:
        self._engine = IndexEngine(settings.opensearch_url, settings.index_prefix)
        self._generation = generation
        self._lock = threading.Lock()
        self._waiting: dict[int, tuple[int, float]] = {}
        self.ages: list[float] = []
        self.done = threading.Event()

    def expect(self, number: int, version: int, committed: float) -> None:
        """Wait for a version that was committed at a time."""
        with self._lock:
            self._waiting[number] = (version, committed)

    def is_idle(self) -> bool:
        """Tell whether nothing is waited for."""
        with self._lock:
            return not self._waiting

    def run(self) -> None:
        """Look until told that it is done."""
        while not self.done.wait(LOOK_EVERY_SECONDS):
            self._look()

    def _look(self) -> None:
        with self._lock:
            awaited = list(self._waiting)
        if not awaited:
            return
        body = {
            "size": len(awaited),
            "query": {"terms": {schema.ASSOCIATION_ID: awaited}},
            "_source": False,
            "version": True,
            "track_total_hits": False,
        }
        hits = self._engine.search(self._generation, body)["hits"]["hits"]
        now = time.perf_counter()
        with self._lock:
            for hit in hits:
                version, committed = self._waiting[int(hit["_id"])]
                if hit["_version"] >= version:
                    self.ages.append(now - committed)
                    del self._waiting[int(hit["_id"])]


def measure(context: Context) -> list[Figure]:
    """Change one association after the other, each in a transaction of its own, at an even pace."""
    seconds = 10 if context.quick else SECONDS
    with context.database() as database:
        associations.fill(database, context.size(ASSOCIATIONS))
        settings = workers.settings_of(context, database, "bench-fresh")
        with workers.opened(settings) as worker:
            while worker.lifecycle.step(600.0).phase.goes_on:
                pass
            with workers.running(settings):
                ages = sorted(_ages(worker, settings, database, seconds))
    median, late = statistics.median(ages), ages[int(len(ages) * 0.99)]
    name = f"commit to searchable at {PER_SECOND} changes/s for {seconds} s"
    return [
        Figure(f"{name}, p50", f"at most {MEDIAN_SECONDS} s", f"{median:.2f} s", median <= MEDIAN_SECONDS),
        Figure(f"{name}, p99", f"at most {LATE_SECONDS} s", f"{late:.2f} s", late <= LATE_SECONDS),
    ]


def _ages(worker: IndexWorker, settings: Settings, database: Database, seconds: int) -> list[float]:
    live = worker.lifecycle.live()
    if live is None:
        raise RuntimeError("the build did not go live")
    watch = Watch(settings, live.name)
    looking = threading.Thread(target=watch.run)
    looking.start()
    with psycopg.connect(database.registrar, autocommit=True) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM register.association ORDER BY id")]
        _change(watch, connection, ids[0])
        _until_idle(watch)  # worker and beat have started
        watch.ages.clear()
        began = time.perf_counter()
        for turn in range(seconds * PER_SECOND):
            time.sleep(max(0.0, began + turn / PER_SECOND - time.perf_counter()))
            _change(watch, connection, ids[turn % len(ids)])
    _until_idle(watch)
    watch.done.set()
    looking.join()
    return watch.ages


def _change(watch: Watch, connection: psycopg.Connection[tuple[object, ...]], number: int) -> None:
    row = connection.execute(_RAISED, (number,)).fetchone()
    if row is None or not isinstance(row[0], int):
        raise RuntimeError("the association is gone")
    watch.expect(number, row[0], time.perf_counter())


def _until_idle(watch: Watch) -> None:
    deadline = time.perf_counter() + PATIENCE_SECONDS
    while not watch.is_idle():
        if time.perf_counter() > deadline:
            raise RuntimeError("changes did not become searchable")
        time.sleep(LOOK_EVERY_SECONDS)
