"""Values that are read from Postgres now and then, and that no request waits for twice."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from psycopg import Error
from psycopg_pool import PoolTimeout

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from directory.platform.database import AsyncConnection, Pool

Value = TypeVar("Value")

# The longest that one request waits for a first value.
PATIENCE_SECONDS = 1.0
# The pause after a failed read.
REST_SECONDS = 2.0
AWAY = (Error, PoolTimeout, TimeoutError, OSError)


class RefreshingValue(Generic[Value]):
    """A value that starts as `usual`, is read at the first need and again, in the background, when it is old."""

    def __init__(
        self, pool: Pool, read: Callable[[AsyncConnection], Awaitable[Value]], usual: Value, every: float = float("inf")
    ) -> None:
        self._pool = pool
        self._read = read
        self._every = every
        self._next_read = 0.0
        self._reading: asyncio.Task[None] | None = None
        self.value = usual
        self.is_known = False

    async def get(self, *, wait: bool = True) -> Value:
        """Return the value; only for the first one, and never long, does this wait."""
        if time.monotonic() >= self._next_read:
            self._next_read = time.monotonic() + REST_SECONDS
            self._reading = asyncio.create_task(self._refresh())
            if wait and not self.is_known:
                await asyncio.shield(self._reading)  # the reading goes on when this request is given up
        return self.value

    async def _refresh(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), self._pool.connection() as connection:
                self.value = await self._read(connection)
        except AWAY:
            return  # the old value stays; the next need after a rest tries again
        self.is_known = True
        self._next_read = time.monotonic() + self._every

    async def close(self) -> None:
        """End a reading that is under way."""
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
