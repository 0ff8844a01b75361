"""A bounded pipeline: reads one batch while the one before is being sent, so that Postgres and engine overlap."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

Batch = TypeVar("Batch")
Answer = TypeVar("Answer")

# Two requests under way: while the engine answers one, the next is there already.
DEPTH = 2


class Pipeline(Generic[Batch, Answer]):
    """Three steps: `load` reads the next batch here (None: no more), `send` runs in a thread, `settle` ends it here.

    Batches are settled in the order in which they were read. Only `load` and `settle` touch the database.
    """

    def __init__(
        self,
        load: Callable[[], Batch | None],
        send: Callable[[Batch], Answer],
        settle: Callable[[Batch, Answer], None],
    ) -> None:
        self._load, self._send, self._settle = load, send, settle

    def run(self, threads: Executor) -> None:
        """Work until there is nothing more to read. What is under way when an error rises is left to its lease."""
        under_way: deque[tuple[Batch, Future[Answer]]] = deque()
        while (batch := self._load()) is not None:
            under_way.append((batch, threads.submit(self._send, batch)))
            while len(under_way) >= DEPTH or (under_way and under_way[0][1].done()):
                self._end(*under_way.popleft())
        while under_way:
            self._end(*under_way.popleft())

    def _end(self, batch: Batch, answer: Future[Answer]) -> None:
        self._settle(batch, answer.result())
