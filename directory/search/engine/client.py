"""The client of OpenSearch: one deadline for each search, a circuit breaker, and a name for every way to get no answer.

While the engine cannot answer (`EngineAway`), the caller falls back on Postgres. A query that the engine refuses
(`QueryRefused`) is a mistake in our query: it is no outage, opens no circuit and must be seen.
"""

from __future__ import annotations

import asyncio
import random
import re
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import structlog
from opensearchpy import AsyncOpenSearch
from opensearchpy.exceptions import (
    ConnectionError as EngineConnectionError,
)
from opensearchpy.exceptions import (
    ConnectionTimeout,
    OpenSearchException,
    TransportError,
)

from directory.platform.circuit_breaker import CircuitBreaker
from directory.platform.engine_json import EngineJson

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from directory.settings import Settings

Answer: TypeAlias = dict[str, Any]

# A page that takes longer is answered by Postgres. Far above what a search takes, far below anyone's patience.
DEADLINE_SECONDS = 2.0
# How long the engine is left alone after a failure, before one request probes it.
OPEN_SECONDS = 2.0
# An engine with too many requests refuses one at once; a moment later there is room. The wait is random (jitter), so
# that requests that were refused together do not come back together. Together far below the deadline.
RETRY_SECONDS = (0.05, 0.25)
# More at once would only queue up in the engine, which works with as many threads as the machine has cores.
_CONNECTIONS = 16
# How long the engine keeps a frozen index for a reader that asks nothing: time to write one batch to a slow client.
KEEP_ALIVE = "5m"
_WHOLE_ONLY = {"allow_partial_search_results": "false"}
_ERROR_TYPE = re.compile(r"[a-z_]{1,80}")

log = structlog.get_logger(__name__)


class FallbackReason(StrEnum):
    """Why a search had to do without the engine: the label of `directory_search_fallback_total`."""

    TIMEOUT = "timeout"
    CONNECTION = "connection"
    TOO_MANY_REQUESTS = "too_many_requests"  # refused twice, because its queue was full
    CIRCUIT_OPEN = "circuit_open"  # left alone after a timeout, a lost connection or a server error
    PARTIAL_ANSWER = "partial_answer"  # some shards failed or ran out of time
    NOT_FOUND = "not_found"  # no index yet, or a frozen one that expired
    ACCESS_DENIED = "access_denied"
    SERVER_ERROR = "server_error"  # 5xx, or an answer that is no JSON


# After these the circuit opens: waiting is what hurts. An answer that says no comes at once.
_OPENS_CIRCUIT = frozenset({FallbackReason.TIMEOUT, FallbackReason.CONNECTION, FallbackReason.SERVER_ERROR})
_REASON_OF_STATUS = {
    HTTPStatus.TOO_MANY_REQUESTS: FallbackReason.TOO_MANY_REQUESTS,
    HTTPStatus.NOT_FOUND: FallbackReason.NOT_FOUND,
    HTTPStatus.UNAUTHORIZED: FallbackReason.ACCESS_DENIED,
    HTTPStatus.FORBIDDEN: FallbackReason.ACCESS_DENIED,
}


class EngineAway(Exception):  # noqa: N818 - a state of the engine, not an error of ours
    """The engine did not give a whole answer in time."""

    def __init__(self, reason: FallbackReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class QueryRefused(Exception):  # noqa: N818 - named after what the engine did
    """The engine refused a query as malformed: a mistake in our code. Holds no part of the query."""

    def __init__(self, status: int, error_type: str) -> None:
        super().__init__(f"The engine refused a query: {status} {error_type}")
        self.status = status
        self.error_type = error_type


class EngineMetrics(Protocol):
    """Counts what the client could not answer."""

    def search_fell_back(self, reason: str) -> None:
        """Count one search without the engine, by `FallbackReason`."""

    def query_refused(self) -> None:
        """Count one query that the engine refused."""


class _Uncounted:
    """Counts nothing: for programs without metrics."""

    def search_fell_back(self, reason: str) -> None:
        """Do nothing."""

    def query_refused(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class PointInTime:
    """One generation as it was at one moment: what is written or deleted later does not show."""

    engine: Engine
    id: str

    async def search(self, body: Mapping[str, Any]) -> Answer:
        """Return the whole answer to one request; raises `EngineAway` or `QueryRefused`."""
        return await self.engine.search_in(self.id, body)


class Engine:
    """The search engine through the alias of the live generation."""

    def __init__(
        self,
        settings: Settings,
        deadline: float = DEADLINE_SECONDS,
        circuit: CircuitBreaker | None = None,
        metrics: EngineMetrics | None = None,
    ) -> None:
        self._alias = settings.index_prefix
        self._deadline = deadline
        self._circuit = circuit or CircuitBreaker(OPEN_SECONDS)
        self._metrics = metrics or _Uncounted()
        self._client = AsyncOpenSearch(
            settings.opensearch_url.get_secret_value(),
            timeout=deadline,
            max_retries=0,
            retry_on_timeout=False,
            pool_maxsize=_CONNECTIONS,
            serializer=EngineJson(),
        )

    async def close(self) -> None:
        """End the connections."""
        await self._client.close()

    async def search(self, body: Mapping[str, Any]) -> Answer:
        """Return the whole answer to one request; raises `EngineAway` or `QueryRefused`."""
        return (await self.search_all((body,)))[0]

    async def search_all(self, bodies: Sequence[Mapping[str, Any]]) -> list[Answer]:
        """Return the whole answers to several requests, sent as one; raises `EngineAway` or `QueryRefused`."""
        bounded = [self._bounded(body) for body in bodies]

        async def send() -> list[Answer]:
            if len(bounded) == 1:
                return [await self._client.search(index=self._alias, body=bounded[0], params=_WHOLE_ONLY)]
            lines = [line for body in bounded for line in ({"allow_partial_search_results": False}, body)]
            answer = await self._client.msearch(index=self._alias, body=lines)
            responses: list[Answer] = answer["responses"]
            return responses

        return await self._answers(send)

    @asynccontextmanager
    async def point_in_time(self) -> AsyncIterator[PointInTime]:
        """Freeze the live generation for a stream that reads it in batches; raises `EngineAway`.

        The engine holds what it froze until the block ends, or for `KEEP_ALIVE` after the last request.
        """

        async def send() -> list[Answer]:
            params = {"allow_partial_pit_creation": "false"}
            return [await self._client.create_pit(index=self._alias, keep_alive=KEEP_ALIVE, params=params)]

        (frozen,) = await self._answers(send)
        try:
            yield PointInTime(self, frozen["pit_id"])
        finally:
            with suppress(OpenSearchException, TimeoutError):  # it ends by itself
                async with asyncio.timeout(self._deadline):
                    await self._client.delete_pit(body={"pit_id": [frozen["pit_id"]]})

    async def search_in(self, point_in_time: str, body: Mapping[str, Any]) -> Answer:
        """Return the whole answer of a frozen index to one request; raises `EngineAway` or `QueryRefused`."""
        bounded = {**self._bounded(body), "pit": {"id": point_in_time, "keep_alive": KEEP_ALIVE}}

        async def send() -> list[Answer]:
            return [await self._client.search(body=bounded, params=_WHOLE_ONLY)]

        return (await self._answers(send))[0]

    def _bounded(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Have the engine give up by itself too, so that a request whose client is gone does not keep it busy."""
        return {**body, "timeout": f"{self._deadline:g}s"}

    async def _answers(self, send: Callable[[], Awaitable[list[Answer]]]) -> list[Answer]:
        """Return whole answers within the deadline; a full queue is tried once more, after a random wait."""
        if not self._circuit.may_try():
            raise self._fall_back(FallbackReason.CIRCUIT_OPEN)
        try:
            async with asyncio.timeout(self._deadline):
                outcome = await _sent(send)
                if outcome is FallbackReason.TOO_MANY_REQUESTS:
                    await asyncio.sleep(random.uniform(*RETRY_SECONDS))  # noqa: S311 - jitter, no secret
                    outcome = await _sent(send)
        except TimeoutError:
            outcome = FallbackReason.TIMEOUT
        except QueryRefused as refused:
            self._circuit.record_success()
            self._metrics.query_refused()
            # The engine's message may repeat what was typed: only the type of its error is logged.
            log.error("engine refused a query", error=refused.error_type, status=refused.status)  # noqa: TRY400 - idem
            raise
        if isinstance(outcome, FallbackReason):
            raise self._fall_back(outcome)
        self._circuit.record_success()
        return outcome

    def _fall_back(self, reason: FallbackReason) -> EngineAway:
        """Count and log why this search does without the engine."""
        self._metrics.search_fell_back(reason.value)
        if reason in _OPENS_CIRCUIT:
            self._circuit.record_failure()
        elif reason is not FallbackReason.CIRCUIT_OPEN:
            self._circuit.record_success()  # it answers, be it with no
        if reason is not FallbackReason.CIRCUIT_OPEN:
            log.warning("engine away", cause=reason.value)
        return EngineAway(reason)


async def _sent(send: Callable[[], Awaitable[list[Answer]]]) -> list[Answer] | FallbackReason:
    """Send once; return the answers when all are whole, else why not. Raises `QueryRefused`."""
    try:
        answers = await send()
    except TransportError as error:
        return _reason_of_error(error)
    except OpenSearchException:
        return FallbackReason.SERVER_ERROR
    for answer in answers:
        if "error" in answer:
            return _reason(int(answer.get("status", 0)), answer["error"], otherwise=FallbackReason.PARTIAL_ANSWER)
        if answer.get("timed_out"):
            return FallbackReason.PARTIAL_ANSWER
    return answers


def _reason_of_error(error: TransportError) -> FallbackReason:
    if isinstance(error, ConnectionTimeout):
        return FallbackReason.TIMEOUT
    if isinstance(error, EngineConnectionError) or not isinstance(error.status_code, int):
        return FallbackReason.CONNECTION
    return _reason(error.status_code, error.error)


def _reason(status: int, error: object, *, otherwise: FallbackReason = FallbackReason.SERVER_ERROR) -> FallbackReason:
    """Return what a status of the engine means; raises `QueryRefused` for one that says that the query is wrong."""
    if status in _REASON_OF_STATUS:
        return _REASON_OF_STATUS[HTTPStatus(status)]
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        name = error.get("type", "") if isinstance(error, dict) else error
        is_type = isinstance(name, str) and _ERROR_TYPE.fullmatch(name)
        raise QueryRefused(status, str(name) if is_type else "unknown") from None
    return otherwise
