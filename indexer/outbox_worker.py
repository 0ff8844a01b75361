"""From the outbox to the engine: claim, read, send, settle. Any order, repeat or crash ends in the same index.

Each step can be the last one of a worker's life. Claimed rows come free again when their lease ends; what was sent
twice is the same version twice; what was sent late meets a newer version.
"""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import structlog

from indexer import clock, counters, dead_letters, generations, outbox, writes
from indexer.adaptive_batch import Pace
from indexer.bulk_sender import Sender
from indexer.outcomes import Outcome
from indexer.pipeline import DEPTH, Overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.platform.database import Connection
    from indexer.bulk_sender import Result, Sent
    from indexer.engine import Engine
    from indexer.generations import Generation
    from indexer.outbox import Claim
    from indexer.writes import Made

log = structlog.get_logger(__name__)
# Enough to find one's own change in the log; a bulk import would fill it with numbers.
_TOLD_IDS = 20
# A batch that is worth sending without waiting for more.
_WORTHWHILE = 100


class Batch(NamedTuple):
    """Claimed rows with what was read for them, and where it must go."""

    claims: list[Claim]
    made: Made
    generations: list[Generation]
    read_at: float


class Relay:
    """Works the outbox for one process."""

    def __init__(self, connection: Connection, engine: Engine, *, lease: float = outbox.LEASE_SECONDS) -> None:
        writes.prepare(connection)
        self._connection = connection
        self._sender = Sender(engine)
        self._threads = ThreadPoolExecutor(DEPTH, thread_name_prefix="sender")
        self._lease = lease
        self.pace = Pace()
        self.is_held_up = False  # at the last drain: the engine struggled, or there was no generation to write to

    def close(self) -> None:
        """End the threads that send."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def drain(self, seconds: float, *, breath: float = 0.0) -> Counter[Outcome]:
        """Work until nothing waits, the engine struggles or the time is over; return the writes by outcome.

        `breath`: how long to let changes gather between small batches. A batch costs much the same for one change as
        for ten, and searches do not see it before the next refresh anyway.
        """
        deadline = clock.now() + seconds
        counts: Counter[Outcome] = Counter()
        self.is_held_up = False
        not_before = 0.0

        def load() -> Batch | None:
            nonlocal not_before
            if self.is_held_up or clock.now() > deadline:
                return None
            time.sleep(max(0.0, not_before - clock.now()))
            batch = self.load()
            if batch and len(batch.claims) < _WORTHWHILE:
                not_before = clock.now() + breath
            return batch

        def settle(batch: Batch, sent: Sent) -> None:
            counts.update(self.settle(batch, sent))
            self.is_held_up = self.is_held_up or sent.is_troubled

        Overlap(load, self.send, settle).run(self._threads)
        return counts

    def load(self) -> Batch | None:
        """Claim rows and read what they are about; None when there is nothing to do or nowhere to write."""
        if not generations.written(self._connection):
            self.is_held_up = True
            return None  # what waits is brought by the backfill of the first generation
        claims = outbox.claim(self._connection, self.pace.size, lease=self._lease)
        if not claims:
            return None
        # In this order: a generation that is made after these rows were claimed reads what they are about in its
        # backfill; one that was made before is seen here. And the age of the read counts from before it.
        to = generations.written(self._connection)
        read_at = clock.now()
        made = writes.of_changes(self._connection, _coalesced(claims))
        return Batch(claims, made, to, read_at)

    def send(self, batch: Batch) -> Sent:
        """Write a batch to every generation."""
        return self._sender.send(batch.made, batch.generations, batch.read_at)

    def settle(self, batch: Batch, sent: Sent) -> Counter[Outcome]:
        """Remove what is done, put back what must be tried again, keep what was refused, and count, in one commit."""
        again = {result.write.association_id for result in sent.results if not result.verdict.outcome.is_final}
        settled = [claim.id for claim in batch.claims if claim.association_id not in again]
        returned = [claim.id for claim in batch.claims if claim.association_id in again]
        traces = {claim.association_id: claim.trace for claim in batch.claims}
        counts = Counter(result.verdict.outcome for result in sent.results)
        with self._connection.transaction():
            if returned:
                outbox.put_back(self._connection, returned)
            dead_letters.settle(self._connection, sent.results, traces)
            counters.add(self._connection, counters.WRITES, counts)
            outbox.remove(self._connection, settled)
        self._learn(sent)
        _tell(batch, sent, counts)
        return counts

    def _learn(self, sent: Sent) -> None:
        if sent.is_troubled:
            self.pace.struggled()
        else:
            self.pace.went_well(sent.seconds)


def _coalesced(claims: Iterable[Claim]) -> dict[int, int]:
    """Return each association once, with the newest version that was asked for."""
    wanted: dict[int, int] = {}
    for claim in claims:
        wanted[claim.association_id] = max(claim.version, wanted.get(claim.association_id, 0))
    return wanted


def _tell(batch: Batch, sent: Sent, counts: Counter[Outcome]) -> None:
    level = log.warning if counts[Outcome.RETRY] or counts[Outcome.DEAD] else log.info
    level(
        "batch settled",
        outbox_ids=[claim.id for claim in batch.claims[:_TOLD_IDS]],
        trace=_first_traces(batch.claims),
        counts={outcome.value: count for outcome, count in counts.items()},
        count=len(batch.claims),
        seconds=round(sent.seconds, 3),
        cause=_first_reason(sent.results),
    )


def _first_traces(claims: Sequence[Claim]) -> list[str]:
    return sorted({claim.trace for claim in claims if claim.trace})[:_TOLD_IDS]


def _first_reason(results: Iterable[Result]) -> str:
    """Tell one reason, and of it only the kind: the engine's sentence may quote content."""
    return next((result.verdict.error.partition(":")[0] for result in results if result.verdict.error), "")
