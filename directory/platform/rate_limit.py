"""Rate limit per client, counted in Redis for all processes together. Without Redis no client is refused."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog
from limits import RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from starlette.datastructures import MutableHeaders

from directory.platform import client_address
from directory.platform.circuit_breaker import CircuitBreaker
from directory.platform.problems import HttpProblem
from directory.platform.route_policy import RateLimitRule, policy_of

if TYPE_CHECKING:
    from limits import RateLimitItem
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from directory.platform.errors import Errors
    from directory.platform.metrics import Metrics
    from directory.settings import Settings

PATIENCE_SECONDS = 0.1
REST_SECONDS = 5.0
WINDOW_SECONDS = 60
_log = structlog.get_logger(__name__)


class RateLimitVerdict(StrEnum):
    """What the limit says of a request."""

    WITHIN = "within"
    REFUSED = "refused"
    UNCOUNTED = "uncounted"  # Redis did not answer just now
    RESTING = "resting"  # Redis did not answer a moment ago and is left alone


@dataclass(frozen=True, slots=True)
class RateLimitState:
    """A verdict and what is left to the client."""

    verdict: RateLimitVerdict
    remaining: int = 0
    reset_seconds: int = 0


class RateLimiter:
    """Counts requests per client over a sliding minute."""

    def __init__(self, settings: Settings, circuit: CircuitBreaker | None = None) -> None:
        self.per_minute = settings.requests_per_minute
        self._trusted = client_address.networks(settings.trusted_proxies)
        self._secret = settings.secret.get_secret_value()
        self._circuit = circuit or CircuitBreaker(REST_SECONDS)
        self._item = RateLimitItemPerMinute(max(self.per_minute, 1))
        self._storage = RedisStorage(
            f"async+{settings.redis_url.get_secret_value()}",
            wrap_exceptions=True,
            implementation="redispy",
            key_prefix=f"{settings.index_prefix}:limit",
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 0),  # type: ignore[arg-type]  # passed through to Redis.from_url, which takes it
        )
        self._window = SlidingWindowCounterRateLimiter(self._storage)

    def client_key(self, scope: Scope) -> str:
        """Return what stands for the client of a request: the same for all its requests, and no address."""
        return client_address.key(client_address.address(scope, self._trusted), self._secret)

    async def count(self, client: str, limit: RateLimitItem | None = None) -> RateLimitState:
        """Count one request of a client against a limit, by default that of all requests; return what is left of it."""
        item = limit or self._item
        if not self._circuit.may_try():
            return RateLimitState(RateLimitVerdict.RESTING)
        try:
            within = await self._window.hit(item, client)
            stats = await self._window.get_window_stats(item, client)
        except StorageError as error:
            self._circuit.record_failure()
            _log.warning("rate limit without redis", error=type(error.storage_error).__name__)
            return RateLimitState(RateLimitVerdict.UNCOUNTED)
        self._circuit.record_success()
        reset = max(1, math.ceil(stats.reset_time - time.time()))
        return RateLimitState(RateLimitVerdict.WITHIN if within else RateLimitVerdict.REFUSED, stats.remaining, reset)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._storage.bridge.get_connection().aclose()  # type: ignore[attr-defined]  # redis-py's client has it


class RateLimitMiddleware:
    """Refuses who asks too much, and tells everybody what is left."""

    def __init__(self, app: ASGIApp, limiter: RateLimiter, errors: Errors, metrics: Metrics) -> None:
        self.app = app
        self._limiter = limiter
        self._errors = errors
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the request, then pass it on or refuse it."""
        if scope["type"] != "http" or not self._limiter.per_minute or not _counts_every_request(scope):
            await self.app(scope, receive, send)
            return
        state = await self._limiter.count(self._limiter.client_key(scope))
        self._metrics.limited(state.verdict)
        headers = self._headers(state)
        if state.verdict is RateLimitVerdict.REFUSED:
            headers["Retry-After"] = str(state.reset_seconds)
            refused = self._errors.answer(scope, HttpProblem(HTTPStatus.TOO_MANY_REQUESTS), headers)
            await refused(scope, receive, send)
        else:
            await self.app(scope, receive, _with(headers, send))

    def _headers(self, state: RateLimitState) -> dict[str, str]:
        if state.verdict not in {RateLimitVerdict.WITHIN, RateLimitVerdict.REFUSED}:
            return {}
        return {
            "RateLimit-Policy": f'"client";q={self._limiter.per_minute};w={WINDOW_SECONDS}',
            "RateLimit": f'"client";r={state.remaining};t={state.reset_seconds}',
        }


def _counts_every_request(scope: Scope) -> bool:
    return policy_of(scope).rate_limit is RateLimitRule.EVERY_REQUEST


def _with(headers: dict[str, str], send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(headers)
        await send(message)

    return send_with_headers
