"""Pages that are the same for everybody, kept by this process for a few seconds so that most readers wait for nothing.

Only time makes a page old: what it tells comes from an index that follows the register within a second or so, and no
cheaper sign of a change exists than asking anew. A page is made by one request at a time, other requests for it
meanwhile share the answer, and while it is renewed readers get the one of a moment ago.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.platform import conditional_get
from directory.platform.cache.lru import LruCache
from directory.platform.precompressed import QUICK, Precompressed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable

# Younger than this a page is simply given; older, it is given once more and renewed behind the reader's back.
FRESH_SECONDS = 2.0
# No page is served that is older than this.
LONGEST_SECONDS = 5.0
# At some 25 kB a page; the least recently used go first.
MOST_PAGES = 512


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page as it goes out. One that is not `lasting` holds for this moment only and is not kept."""

    packed: Precompressed
    tag: str
    lasting: bool

    @property
    def body(self) -> bytes:
        """The page itself."""
        return self.packed.body


def cached_page(text: str, *, lasting: bool) -> CachedPage:
    """Make the page of its text."""
    body = text.encode()
    return CachedPage(Precompressed(body, QUICK), conditional_get.validator(body), lasting)


class PageCache:
    """The pages of one process by key: the address and the language. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST_PAGES) -> None:
        self._pages: LruCache[Hashable, CachedPage] = LruCache(most, clock)
        self._making: dict[Hashable, asyncio.Task[CachedPage]] = {}

    async def get(self, key: Hashable, make: Callable[[], Awaitable[CachedPage]]) -> CachedPage:
        """Return the page of a key; what `make` raises reaches everybody who waits for it."""
        known = self._pages.get(key)
        if known is not None and known.age < FRESH_SECONDS:
            return known.value
        making = self._making.get(key) or self._begin(key, make)
        if known is not None and known.age < LONGEST_SECONDS:
            return known.value
        return await asyncio.shield(making)  # the making goes on when this reader gives up

    def keys(self) -> set[Hashable]:
        """Return the keys of the pages that are kept."""
        return self._pages.keys()

    def _begin(self, key: Hashable, make: Callable[[], Awaitable[CachedPage]]) -> asyncio.Task[CachedPage]:
        making = asyncio.create_task(self._make(key, make))
        making.add_done_callback(lambda task: self._end(key, task))
        self._making[key] = making
        return making

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[CachedPage]]) -> CachedPage:
        # The age counts from before the making: what changes meanwhile may be missing from the page.
        begun_at = self._pages.now()
        page = await make()
        if page.lasting:
            self._pages.keep(key, page, begun_at)
        else:
            self._pages.forget(key)
        return page

    def _end(self, key: Hashable, task: asyncio.Task[CachedPage]) -> None:
        self._making.pop(key, None)
        if not task.cancelled():
            # Retrieved, or asyncio logs a failure that no request waited for. The next request tries again.
            task.exception()

    async def close(self) -> None:
        """End what is being made."""
        making = list(self._making.values())
        for task in making:
            task.cancel()
        await asyncio.gather(*making, return_exceptions=True)
