"""Asks the engine, with a deadline and without repeating; every way of not answering is one outcome."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
import structlog
from opensearchpy import AsyncOpenSearch
from opensearchpy.exceptions import OpenSearchException, SerializationError, TransportError
from opensearchpy.serializer import JSONSerializer

from directory.search.engine.circuit_breaker import Breaker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence

    from directory.settings import Settings

# A page that takes longer is answered by Postgres. Far above what a search takes, far below anyone's patience.
DEADLINE_SECONDS = 2.0
# More at once would only queue up in the engine, which works with as many threads as the machine has cores.
_CONNECTIONS = 16
_REFUSED = range(400, 500)
_TOO_MANY = 429
# How long the engine keeps a frozen index for a reader that asks nothing: time to write one batch to a slow client.
KEEP_ALIVE = "5m"
_WHOLE_ONLY = {"allow_partial_search_results": "false"}

log = structlog.get_logger(__name__)


class EngineAway(Exception):  # noqa: N818 - a state of the engine, not an error of ours
    """The engine did not give a whole answer in time."""


class _Serializer(JSONSerializer):
    """Writes and reads with a faster library."""

    def dumps(self, data: Any) -> Any:
        return data if isinstance(data, (str, bytes)) else orjson.dumps(data).decode()

    def loads(self, data: Any) -> Any:
        try:
            return orjson.loads(data)
        except orjson.JSONDecodeError as error:
            raise SerializationError("answer is not JSON", error) from error


@dataclass(frozen=True, slots=True)
class PointInTime:
    """One generation as it was at one moment: what is written or deleted later does not show."""

    engine: Engine
    id: str

    async def search(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the whole answer to one request; raises `EngineAway`."""
        return await self.engine.search_in(self.id, body)


class Engine:
    """The search engine through the alias of the live generation."""

    def __init__(self, settings: Settings, deadline: float = DEADLINE_SECONDS, breaker: Breaker | None = None) -> None:
        self._alias = settings.index_prefix
        self._deadline = deadline
        self._breaker = breaker or Breaker()
        self._client = AsyncOpenSearch(
            settings.opensearch_url.get_secret_value(),
            timeout=deadline,
            max_retries=0,
            retry_on_timeout=False,
            pool_maxsize=_CONNECTIONS,
            serializer=_Serializer(),
        )

    async def close(self) -> None:
        """End the connections."""
        await self._client.close()

    async def search(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the whole answer to one request; raises `EngineAway` when there is none in time."""
        return (await self.search_all((body,)))[0]

    async def search_all(self, bodies: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the whole answers to several requests, sent as one."""
        if not self._breaker.may_try():
            raise EngineAway("left alone after a failure")
        try:
            answers = await self._ask(bodies)
        except (OpenSearchException, TimeoutError) as error:
            self._note(error)
            raise EngineAway(type(error).__name__) from error
        self._breaker.succeeded()
        return [_whole(answer) for answer in answers]

    @asynccontextmanager
    async def point_in_time(self) -> AsyncIterator[PointInTime]:
        """Freeze the live generation for a stream that reads it in batches; raises `EngineAway`.

        The engine holds what it froze until the block ends, or for `KEEP_ALIVE` after the last request.
        """
        frozen = await self._guarded(
            self._client.create_pit(
                index=self._alias, keep_alive=KEEP_ALIVE, params={"allow_partial_pit_creation": "false"}
            )
        )
        try:
            yield PointInTime(self, frozen["pit_id"])
        finally:
            with suppress(OpenSearchException, TimeoutError):  # it ends by itself
                async with asyncio.timeout(self._deadline):
                    await self._client.delete_pit(body={"pit_id": [frozen["pit_id"]]})

    async def search_in(self, point_in_time: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the whole answer of a frozen index to one request; raises `EngineAway`."""
        bounded = {
            **body,
            "timeout": f"{self._deadline:g}s",
            "pit": {"id": point_in_time, "keep_alive": KEEP_ALIVE},
        }
        return _whole(await self._guarded(self._client.search(body=bounded, params=_WHOLE_ONLY)))

    async def _guarded(self, request: Awaitable[dict[str, Any]]) -> dict[str, Any]:
        """Wait for one answer within the deadline, unless the engine is left alone after a failure."""
        if not self._breaker.may_try():
            if asyncio.iscoroutine(request):
                request.close()
            raise EngineAway("left alone after a failure")
        try:
            async with asyncio.timeout(self._deadline):
                answer = await request
        except (OpenSearchException, TimeoutError) as error:
            self._note(error)
            raise EngineAway(type(error).__name__) from error
        self._breaker.succeeded()
        return answer

    async def _ask(self, bodies: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        async with asyncio.timeout(self._deadline):
            # The engine gives up by itself too, so that nobody's forgotten question keeps it busy.
            bounded = [{**body, "timeout": f"{self._deadline:g}s"} for body in bodies]
            if len(bounded) == 1:
                return [await self._client.search(index=self._alias, body=bounded[0], params=_WHOLE_ONLY)]
            lines = [line for body in bounded for line in ({"allow_partial_search_results": False}, body)]
            answer = await self._client.msearch(index=self._alias, body=lines)
            found: list[dict[str, Any]] = answer["responses"]
            return found

    def _note(self, error: Exception) -> None:
        """Open the breaker when waiting is what hurts; an answer that says no comes at once."""
        status = error.status_code if isinstance(error, TransportError) else None
        refused = isinstance(status, int) and status in _REFUSED and status != _TOO_MANY
        if not refused:
            self._breaker.failed()
        # The engine's message may repeat what somebody typed: only its kind is logged.
        log.warning("engine away", error=type(error).__name__, status=status)


def _whole(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer or answer.get("timed_out"):
        log.warning("engine answered in part", status=answer.get("status"), timed_out=answer.get("timed_out"))
        raise EngineAway("not a whole answer")
    return answer
