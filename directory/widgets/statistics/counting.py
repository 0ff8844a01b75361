"""Counts what is done in saved widgets: searches, opened results, words that found nothing. Never who.

Nothing waits for it: a count is handed to Redis beside the answer, and what Redis does not take within a moment is
lost. A task brings the numbers to Postgres every minute, so Redis away or emptied costs a minute of figures.
"""

from __future__ import annotations

import asyncio
import re
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from directory.platform.app_state import state_of
from directory.platform.circuit_breaker import CircuitBreaker
from directory.platform.i18n import TIME_ZONE
from directory.search.criteria.url_codec import clean
from directory.services import services_of
from directory.widgets.saved import origins
from directory.widgets.saved import store as saved
from directory.widgets.saved.cache import saved_widget

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from starlette.requests import HTTPConnection

    from directory.settings import Settings

PATIENCE_SECONDS = 0.25
REST_SECONDS = 5.0
MOST_UNDER_WAY = 200
# Much more than a minute brings: a limit against filling Redis with nonsense.
MOST_FIELDS = 20_000
BUFFER_SECONDS = 3 * 24 * 3600
LONGEST_TERM = 60
# Mail addresses, telephone numbers, numbers of persons and companies: never worth keeping as a word.
_PERSONAL = re.compile(r"@|(?:\d[\s./-]*){6}")
# One round trip: counts, unless that would add a field to a buffer that is full.
_COUNT = """
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 or redis.call('HLEN', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('HINCRBY', KEYS[1], ARGV[1], 1)
  redis.call('EXPIRE', KEYS[1], ARGV[3])
end
"""
_log = structlog.get_logger(__name__)


class UsageEvent(StrEnum):
    """What is counted."""

    SEARCH = "search"
    OPENED = "opened"
    NOTHING = "nothing"  # a search that found nothing; counted with its words, beside the search itself


class UsageCounter:
    """The hand of one web process that counts, and never holds anybody up."""

    def __init__(self, settings: Settings, circuit: CircuitBreaker | None = None) -> None:
        self._prefix = buffer_prefix(settings)
        self._circuit = circuit or CircuitBreaker(REST_SECONDS)
        self._under_way: set[asyncio.Task[None]] = set()
        self._redis = Redis.from_url(
            settings.redis_url.get_secret_value(),
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 0),
            max_connections=8,
        )

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Do this beside the answer; when too much is under way it is left."""
        if len(self._under_way) >= MOST_UNDER_WAY or not self._circuit.may_try():
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def add(self, field: str) -> None:
        """Count one; when Redis is away it is left alone for a while."""
        key = f"{self._prefix}:{datetime.now(TIME_ZONE):%Y-%m-%d}"
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._redis.eval(_COUNT, 1, key, field, str(MOST_FIELDS), str(BUFFER_SECONDS))  # type: ignore[no-untyped-call]  # the stubs give it no types
        except (RedisError, OSError, TimeoutError) as error:
            self._circuit.record_failure()
            _log.warning("figures without redis", error=type(error).__name__)
            return
        self._circuit.record_success()

    async def settled(self) -> None:
        """Wait until what is under way now is done."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def close(self) -> None:
        """Let what is under way end, and go."""
        await self.settled()
        await self._redis.aclose()  # type: ignore[attr-defined]  # newer than the stubs


def count_event(request: HTTPConnection, widget_id: str, kind: UsageEvent, term: str = "") -> None:
    """Count what was done in a saved widget. Returns at once, raises nothing, and counts only what may be.

    `term` belongs to `Kind.NOTHING`: the words that found nothing.
    """
    if not saved.is_id(widget_id) or request.headers.get("DNT") == "1" or request.headers.get("Sec-GPC") == "1":
        return
    word = countable(term)
    if kind is UsageEvent.NOTHING and not word:
        return
    counter = state_of(request, UsageCounter)
    counter.start(_count_if_allowed(request, counter, widget_id, f"{widget_id} {kind} {word}".rstrip()))


async def _count_if_allowed(request: HTTPConnection, counter: UsageCounter, widget_id: str, field: str) -> None:
    widget = await saved_widget(request, widget_id)
    sent = request.headers.get("Origin")
    # A page that may not show the widget gives no figures to those who may. What our own frame does comes from us.
    ours = services_of(request).settings.public_url
    if widget is None or (
        sent and widget.draft.origins and not origins.is_allowed(sent, (*widget.draft.origins, ours))
    ):
        return
    await counter.add(field)


def buffer_prefix(settings: Settings) -> str:
    """Return what the names of the buffers in Redis begin with."""
    return f"{settings.index_prefix}:figures"


def countable(term: str) -> str:
    """Return the words as they are counted; nothing when they may be about one person."""
    words = clean(term, LONGEST_TERM).lower()
    return "" if _PERSONAL.search(words) else words
