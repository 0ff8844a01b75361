"""Searches that fail or find too little while the index is rebuilt, swapped and rolled back, at 20 a second."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from bench import associations, workers
from bench.figures import Figure
from directory.search.index import schema
from indexer import generations
from indexer.engine import IndexEngine, IndexEngineAway
from indexer.generation_lifecycle import BuildPhase

if TYPE_CHECKING:
    from bench.figures import Context
    from directory.settings import Settings
    from indexer.worker_context import IndexWorker

ASSOCIATIONS = 20_000
PER_SECOND = 20
ROUNDS = 3
# Every generation of the fill has harmonies; a search that finds none has looked into an empty or half-filled index.
QUESTION = {"query": {"term": {schema.NAME: "harmonie"}}, "size": 10, "track_total_hits": True}


class Searches:
    """Searches through the alias, as pages do, at an even pace until told to stop."""

    def __init__(self, settings: Settings) -> None:
        self._engine = IndexEngine(settings.opensearch_url, settings.index_prefix)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.sent = self.failed = self.short = 0
        self._expected = 0

    def start(self) -> None:
        """Begin, knowing how many results there are."""
        self._expected = self._total()
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()
        self._thread.join()

    def _total(self) -> int:
        return int(self._engine.search(self._engine.alias, QUESTION)["hits"]["total"]["value"])

    def _run(self) -> None:
        began = time.perf_counter()
        while not self._stopped.wait(max(0.0, began + self.sent / PER_SECOND - time.perf_counter())):
            self.sent += 1
            try:
                self.short += self._total() < self._expected
            except IndexEngineAway:
                self.failed += 1


def measure(context: Context) -> list[Figure]:
    """Rebuild and roll back a few times while searches go on."""
    with context.database() as database:
        associations.fill(database, context.size(ASSOCIATIONS))
        settings = workers.settings_of(context, database, "bench-swap")
        with workers.opened(settings) as worker:
            _rebuild(worker)
            searches = Searches(settings)
            searches.start()
            for _ in range(1 if context.quick else ROUNDS):
                _rebuild(worker)
                generations.roll_back(worker.connection, worker.engine, worker.kind)
            searches.stop()
    bad = searches.failed + searches.short
    measured = f"{bad} of {searches.sent} ({searches.failed} failed, {searches.short} short)"
    name = f"searches failed or empty during rebuild, swap and rollback at {PER_SECOND}/s"
    return [Figure(name, "0", measured, bad == 0)]


def _rebuild(worker: IndexWorker) -> None:
    step = worker.lifecycle.step(600.0, rebuild=True)
    while step.phase.goes_on:
        step = worker.lifecycle.step(600.0)
    if step.phase is not BuildPhase.SWAPPED:
        raise RuntimeError(f"the build did not go live: {step}")
