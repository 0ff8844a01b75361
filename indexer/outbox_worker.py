"""The outbox worker: claims rows, reads their entities, writes them to the engine and settles the rows.

Idempotent: any order, repeat or crash ends in the same index. Claimed rows come free when their lease ends; what was
sent twice is the same version twice; what was sent late meets a newer version.
"""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import structlog

from indexer import clock, counters, dead_letters, generations, outbox, prepared_writes
from indexer.adaptive_batch import AdaptiveBatchSize
from indexer.bulk_writer import BulkWriter
from indexer.outcomes import WriteOutcome
from indexer.pipeline import DEPTH, Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indexer.bulk_writer import BulkResult
    from indexer.generations import Generation
    from indexer.index_definition import OpenIndex
    from indexer.outbox import OutboxClaim
    from indexer.prepared_writes import PreparedWrites

log = structlog.get_logger(__name__)
# Enough to find one's own change in the log; a bulk import would fill it with numbers.
_MOST_LOGGED_IDS = 20
# From this size on a batch is sent without letting changes gather.
_LARGE_BATCH = 100


class OutboxBatch(NamedTuple):
    """Claimed rows with what was read for them, and the generations to write to."""

    claims: list[OutboxClaim]
    prepared: PreparedWrites
    generations: list[Generation]
    read_at: float


class OutboxWorker:
    """Drains the outbox of one index for one process."""

    def __init__(self, index: OpenIndex, *, lease: float = outbox.LEASE_SECONDS) -> None:
        self._index = index
        self._writer = BulkWriter(index.engine, index.definition.fingerprint)
        self._threads = ThreadPoolExecutor(DEPTH, thread_name_prefix="sender")
        self._lease = lease
        self.batch_size = AdaptiveBatchSize()
        # At the last drain: the engine struggled, or there was no generation that this release may write to.
        self.is_held_up = False

    def close(self) -> None:
        """End the threads that send."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def drain(self, seconds: float, *, gather_seconds: float = 0.0) -> Counter[WriteOutcome]:
        """Work until nothing waits, the engine struggles or the time is over; return the writes by outcome.

        `gather_seconds`: how long to let changes gather between small batches. A batch costs much the same for one
        change as for ten, and searches do not see it before the next refresh anyway.
        """
        deadline = clock.now() + seconds
        counts: Counter[WriteOutcome] = Counter()
        self.is_held_up = False
        not_before = 0.0

        def load() -> OutboxBatch | None:
            nonlocal not_before
            if self.is_held_up or clock.now() > deadline:
                return None
            time.sleep(max(0.0, not_before - clock.now()))
            batch = self.load()
            if batch and len(batch.claims) < _LARGE_BATCH:
                not_before = clock.now() + gather_seconds
            return batch

        def settle(batch: OutboxBatch, result: BulkResult) -> None:
            counts.update(self.settle(batch, result))
            self.is_held_up = self.is_held_up or result.must_retry

        Pipeline(load, self.send, settle).run(self._threads)
        return counts

    def load(self) -> OutboxBatch | None:
        """Claim rows and read their entities; None when there is nothing to do or nowhere to write."""
        index = self._index
        written = generations.list_written(index.connection, index.kind)
        if not written or self._must_step_back(written):
            self.is_held_up = True
            return None  # without a generation the backfill of the first one brings what waits
        claims = outbox.claim(index.connection, index.kind, self.batch_size.size, lease=self._lease)
        if not claims:
            return None
        # In this order: a generation that is made after these rows were claimed reads what they are about in its
        # backfill; one that was made before is seen here. And the age of the read counts from before it.
        written = generations.list_written(index.connection, index.kind)
        read_at = clock.now()
        prepared = prepared_writes.prepare_changes(index.definition, index.connection, _coalesce(claims))
        return OutboxBatch(claims, prepared, written, read_at)

    def _must_step_back(self, written: Iterable[Generation]) -> bool:
        """Tell whether a newer release builds an index: documents of this release would end up in it."""
        fingerprint = self._index.definition.fingerprint
        newer = [generation.name for generation in written if generation.is_of_newer_release(fingerprint)]
        if newer:
            log.warning("a newer release is at work; this worker leaves the outbox to it", generation=newer[0])
        return bool(newer)

    def send(self, batch: OutboxBatch) -> BulkResult:
        """Write a batch to every generation."""
        return self._writer.write(batch.prepared, batch.generations, batch.read_at)

    def settle(self, batch: OutboxBatch, result: BulkResult) -> Counter[WriteOutcome]:
        """Remove what is done, put back what must be retried, keep what was refused, and count, in one commit."""
        connection, kind = self._index.connection, self._index.kind
        to_retry = {one.write.entity_id for one in result.results if not one.outcome.is_final}
        settled = [claim.id for claim in batch.claims if claim.entity_id not in to_retry]
        returned = [claim.id for claim in batch.claims if claim.entity_id in to_retry]
        traces = {claim.entity_id: claim.trace for claim in batch.claims}
        counts = Counter(one.outcome for one in result.results)
        with connection.transaction():
            if returned:
                outbox.put_back(connection, returned)
            dead_letters.settle(connection, kind, result.results, traces)
            counters.add(connection, counters.WRITES, counts)
            outbox.remove(connection, settled)
        if result.must_retry:
            self.batch_size.record_trouble()
        else:
            self.batch_size.record_success(result.seconds)
        _log_batch(kind, batch, result, counts)
        return counts


def _coalesce(claims: Iterable[OutboxClaim]) -> dict[int, int]:
    """Return each entity once, with the newest version that was asked for."""
    wanted: dict[int, int] = {}
    for claim in claims:
        wanted[claim.entity_id] = max(claim.version, wanted.get(claim.entity_id, 0))
    return wanted


def _log_batch(kind: str, batch: OutboxBatch, result: BulkResult, counts: Counter[WriteOutcome]) -> None:
    level = log.warning if counts[WriteOutcome.RETRY] or counts[WriteOutcome.DEAD] else log.info
    level(
        "batch settled",
        kind=kind,
        outbox_ids=[claim.id for claim in batch.claims[:_MOST_LOGGED_IDS]],
        trace=sorted({claim.trace for claim in batch.claims if claim.trace})[:_MOST_LOGGED_IDS],
        counts={outcome.value: count for outcome, count in counts.items()},
        count=len(batch.claims),
        seconds=round(result.seconds, 3),
        # One reason, and of it only the type: the engine's sentence may quote content.
        cause=next((one.error.partition(":")[0] for one in result.results if one.error), ""),
    )
