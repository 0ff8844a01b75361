"""Backfill: fills a new generation in slices, in the order of the numbers, while the outbox worker writes to it too.

Every write carries its version, so slice and outbox worker may race: the newest wins. The cursor moves when the engine
has answered for a whole slice, so that after a crash at most the slices that were under way are repeated.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import structlog

from indexer import clock, counters, dead_letters, generations, prepared_writes
from indexer.adaptive_batch import AdaptiveBatchSize
from indexer.bulk_writer import BulkWriter
from indexer.pipeline import DEPTH, Pipeline

if TYPE_CHECKING:
    from indexer.bulk_writer import BulkResult
    from indexer.generations import Generation
    from indexer.index_definition import OpenIndex
    from indexer.prepared_writes import PreparedWrites

log = structlog.get_logger(__name__)
_NEXT_IDS = """
SELECT entity_id FROM feed.version WHERE kind = %s AND is_public AND entity_id > %s ORDER BY entity_id LIMIT %s
"""


class BackfillSlice(NamedTuple):
    """Entities of one slice; `last` is the number after which the next one begins."""

    prepared: PreparedWrites
    last: int
    read_at: float


class Backfill:
    """Fills generations of one index for one process."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index
        self._writer = BulkWriter(index.engine, index.definition.fingerprint)
        self._threads = ThreadPoolExecutor(DEPTH, thread_name_prefix="backfill")
        self.batch_size = AdaptiveBatchSize()

    def close(self) -> None:
        """End the threads that send."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def fill(self, generation: Generation, seconds: float) -> bool:
        """Fill for a while from the cursor on; return whether the end was reached."""
        deadline = clock.now() + seconds
        position = generation.cursor
        reached_end = must_retry = False

        def load() -> BackfillSlice | None:
            nonlocal position, reached_end
            if must_retry or clock.now() > deadline:
                return None
            read = self.read_slice(position)
            if read is None:
                reached_end = True
            else:
                position = read.last
            return read

        def settle(read: BackfillSlice, result: BulkResult) -> None:
            """Settle in order; after a slice that must be tried again none may move the cursor past it."""
            nonlocal must_retry
            if result.must_retry:
                self.batch_size.record_trouble()
                must_retry = True
                log.warning("backfill must retry", generation=generation.name, size=self.batch_size.size)
            if not must_retry:
                self.batch_size.record_success(result.seconds)
                self.settle(read, result, generation)

        Pipeline(load, lambda read: self.send(read, generation), settle).run(self._threads)
        if reached_end and not must_retry:
            generations.mark_filled(self._index.connection, generation.name)
            return True
        return False

    def read_slice(self, after: int) -> BackfillSlice | None:
        """Read the next slice; None at the end."""
        index = self._index
        rows = index.connection.execute(_NEXT_IDS, (index.kind, after, self.batch_size.size))
        ids: list[int] = [row[0] for row in rows]
        if not ids:
            return None
        read_at = clock.now()
        return BackfillSlice(
            prepared_writes.prepare_published(index.definition, index.connection, ids), ids[-1], read_at
        )

    def send(self, read: BackfillSlice, generation: Generation) -> BulkResult:
        """Write a slice to the new generation alone: the others have it."""
        return self._writer.write(read.prepared, [generation], read.read_at)

    def settle(self, read: BackfillSlice, result: BulkResult, generation: Generation) -> None:
        """Move the cursor, keep what was refused and count, in one commit."""
        connection = self._index.connection
        with connection.transaction():
            dead_letters.settle(connection, self._index.kind, result.results, {})
            counters.add(connection, counters.WRITES, Counter(one.outcome for one in result.results))
            generations.advance(connection, generation.name, read.last, len(result.results))
