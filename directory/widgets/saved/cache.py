"""Saved widgets at hand: an embedded page asks for the same few again and again, and Postgres need not be asked."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from psycopg import Error
from psycopg_pool import PoolTimeout

from directory.platform.app_state import state_of
from directory.platform.cache.lru import LruCache
from directory.services import services_of
from directory.widgets.saved import store as saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import HTTPConnection

    from directory.platform.database import Pool
    from directory.widgets.saved.store import SavedWidget

# A change shows within this time; the answers themselves are kept for longer by those who asked.
KEPT_SECONDS = 10.0
PATIENCE_SECONDS = 1.0
MOST = 2_000
_AWAY = (Error, PoolTimeout, TimeoutError, OSError)


class SavedWidgetCache:
    """The saved widgets that were asked for lately; while Postgres is away the last known ones hold."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._known: LruCache[str, SavedWidget | None] = LruCache(MOST, clock)

    async def get(self, pool: Pool, widget_id: str) -> SavedWidget | None:
        """Return a saved widget; None when there is none, or when nothing is known of it while Postgres is away."""
        if not saved.is_id(widget_id):
            return None
        known = self._known.get(widget_id)
        if known is not None and known.age < KEPT_SECONDS:
            return known.value
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), pool.connection() as connection:
                widget = await saved.read(connection, widget_id)
        except _AWAY:
            return known.value if known else None
        self._known.keep(widget_id, widget, self._known.now())
        return widget


async def saved_widget(request: HTTPConnection, widget_id: str) -> SavedWidget | None:
    """Return the saved widget of this id, for what shows it. Never raises: without it the page stands on its own."""
    shelf = state_of(request, SavedWidgetCache)
    return await shelf.get(services_of(request).pool, widget_id)
