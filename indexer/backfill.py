"""Fills a new generation in slices, in the order of the numbers; the relay writes to it meanwhile, in any order.

Every write carries its version, so slice and relay may race: the newest wins. The cursor moves when the engine has
answered for a whole slice, so whoever goes on after a crash repeats at most the slices that were under way.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import structlog

from indexer import clock, counters, dead_letters, generations, writes
from indexer.adaptive_batch import Pace
from indexer.bulk_sender import Sender
from indexer.pipeline import DEPTH, Overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.platform.database import Connection
    from indexer.bulk_sender import Sent
    from indexer.engine import Engine
    from indexer.generations import Generation
    from indexer.outcomes import Outcome
    from indexer.writes import Made

log = structlog.get_logger(__name__)
_NEXT = (
    "SELECT association_id FROM feed.version WHERE is_public AND association_id > %s ORDER BY association_id LIMIT %s"
)


class Stretch(NamedTuple):
    """Associations of one slice; `last` is where the next one begins."""

    made: Made
    last: int
    read_at: float


class Backfill:
    """Fills generations for one process."""

    def __init__(self, connection: Connection, engine: Engine) -> None:
        writes.prepare(connection)
        self._connection = connection
        self._sender = Sender(engine)
        self._threads = ThreadPoolExecutor(DEPTH, thread_name_prefix="backfill")
        self.pace = Pace()

    def close(self) -> None:
        """End the threads that send."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def go_on(self, generation: Generation, seconds: float) -> bool:
        """Fill for a while from where it was left; return whether the end was reached."""
        run = _Run(self, generation, clock.now() + seconds)
        Overlap(run.load, run.send, run.settle).run(self._threads)
        if run.reached_end and not run.troubled:
            generations.filled(self._connection, generation.name)
            return True
        return False

    def read(self, after: int) -> Stretch | None:
        """Read the next slice; None at the end."""
        ids: Sequence[int] = [row[0] for row in self._connection.execute(_NEXT, (after, self.pace.size))]
        read_at = clock.now()
        return Stretch(writes.of_published(self._connection, ids), ids[-1], read_at) if ids else None

    def send(self, stretch: Stretch, generation: Generation) -> Sent:
        """Write a slice to the new generation alone: the others have it."""
        return self._sender.send(stretch.made, [generation], stretch.read_at)

    def settle(self, stretch: Stretch, sent: Sent, generation: Generation) -> None:
        """Move the cursor, keep what was refused and count, in one commit."""
        with self._connection.transaction():
            dead_letters.settle(self._connection, sent.results, {})
            counters.add(self._connection, counters.WRITES, _counts(sent))
            generations.advance(self._connection, generation.name, stretch.last, len(sent.results))


def _counts(sent: Sent) -> Counter[Outcome]:
    return Counter(result.verdict.outcome for result in sent.results)


class _Run:
    """One stay at the work: what was read is ahead of what is settled."""

    def __init__(self, backfill: Backfill, generation: Generation, deadline: float) -> None:
        self._backfill, self._generation, self._deadline = backfill, generation, deadline
        self._position = generation.cursor
        self.reached_end = False
        self.troubled = False

    def load(self) -> Stretch | None:
        if self.troubled or clock.now() > self._deadline:
            return None
        stretch = self._backfill.read(self._position)
        if stretch is None:
            self.reached_end = True
        else:
            self._position = stretch.last
        return stretch

    def send(self, stretch: Stretch) -> Sent:
        return self._backfill.send(stretch, self._generation)

    def settle(self, stretch: Stretch, sent: Sent) -> None:
        """Settle in order; after a slice that must be tried again none may move the cursor past it."""
        if sent.is_troubled:
            self._backfill.pace.struggled()
            self.troubled = True
            log.warning("backfill is held up", generation=self._generation.name, size=self._backfill.pace.size)
        if self.troubled:
            return
        self._backfill.pace.went_well(sent.seconds)
        self._backfill.settle(stretch, sent, self._generation)
