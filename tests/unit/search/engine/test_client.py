"""Every way in which the engine gives no answer has a name, and only those that cost time open the circuit."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from opensearchpy import AIOHttpConnection
from opensearchpy.exceptions import HTTP_EXCEPTIONS, ConnectionTimeout, TransportError
from opensearchpy.exceptions import ConnectionError as EngineConnectionError

from directory.platform.circuit_breaker import CircuitBreaker
from directory.search.engine.client import RETRY_SECONDS, Engine, EngineAway, FallbackReason, QueryRefused
from directory.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    Script = list[dict[str, Any] | Exception | bytes]

SETTINGS = Settings(
    DATABASE_URL="postgresql://nobody@127.0.0.1:9/nowhere",
    OPENSEARCH_URL="http://127.0.0.1:9",
    REDIS_URL="redis://127.0.0.1:9",
    DIRECTORY_SECRET="a secret of the tests",
)
HIT = {"hits": {"total": {"value": 1}, "hits": []}}
TYPED = "a typed query"
TOO_MANY = TransportError(429, "rejected_execution_exception", {})
MALFORMED = HTTP_EXCEPTIONS[400](400, "parsing_exception", {"error": {"root_cause": [{"reason": TYPED}]}})
LOST = EngineConnectionError("N/A", "connection refused", OSError())
NO_CLUES = {"error": {"type": "search_phase_execution_exception", "reason": TYPED}, "status": 503}


class Metrics:
    """Counts in memory."""

    def __init__(self) -> None:
        self.fallbacks: Counter[str] = Counter()
        self.refused = 0

    def search_fell_back(self, reason: str) -> None:
        self.fallbacks[reason] += 1

    def query_refused(self) -> None:
        self.refused += 1


class Asked:
    """An engine whose answers are written beforehand, and what its client made of them."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.metrics = Metrics()
        self.circuit = CircuitBreaker(60.0)

    def outcomes(self, *, bodies: int = 1) -> list[str]:
        """Search until the script ends; return the reason of each fallback, or `answer` or `refused`."""

        async def ask() -> list[str]:
            engine = Engine(SETTINGS, 5.0, self.circuit, self.metrics)
            found = []
            while self.script:
                try:
                    await engine.search_all([{"query": {"match_all": {}}}] * bodies)
                    found.append("answer")
                except EngineAway as away:
                    found.append(away.reason.value)
                    if away.reason is FallbackReason.CIRCUIT_OPEN:
                        break
                except QueryRefused:
                    found.append("refused")
            await engine.close()
            return found

        return asyncio.run(ask())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Asked]:
    """Return an engine that answers by a script."""

    def scripted(*script: dict[str, Any] | Exception | bytes) -> Asked:
        made = Asked(list(script))

        async def perform_request(_connection: object, *_what: object, **_how: object) -> tuple[int, object, str]:
            answer = made.script.pop(0)
            if isinstance(answer, Exception):
                raise answer
            body = answer if isinstance(answer, bytes) else orjson.dumps(answer)
            return 200, {"content-type": "application/json"}, body.decode()

        monkeypatch.setattr(AIOHttpConnection, "perform_request", perform_request)
        return made

    return scripted


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Note the waits before a second try and skip them."""
    waits: list[float] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("directory.search.engine.client.asyncio.sleep", noted)
    return waits


def test_an_answer_is_returned(asked: Callable[..., Asked]) -> None:
    assert asked(HIT).outcomes() == ["answer"]


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (ConnectionTimeout("TIMEOUT", "timed out", OSError()), FallbackReason.TIMEOUT),
        (LOST, FallbackReason.CONNECTION),
        (TransportError(503, "unavailable", {}), FallbackReason.SERVER_ERROR),
        (b"<html>", FallbackReason.SERVER_ERROR),
        (HTTP_EXCEPTIONS[404](404, "index_not_found_exception", {}), FallbackReason.NOT_FOUND),
        (HTTP_EXCEPTIONS[401](401, "unauthorized", {}), FallbackReason.ACCESS_DENIED),
        (HTTP_EXCEPTIONS[403](403, "forbidden", {}), FallbackReason.ACCESS_DENIED),
        ({**HIT, "timed_out": True}, FallbackReason.PARTIAL_ANSWER),
        (NO_CLUES, FallbackReason.PARTIAL_ANSWER),
    ],
    ids=str,
)
def test_the_reason_of_a_fallback_is_named_and_counted(
    asked: Callable[..., Asked], failure: dict[str, Any] | Exception | bytes, reason: FallbackReason
) -> None:
    engine = asked(failure)
    assert engine.outcomes() == [reason.value]
    assert engine.metrics.fallbacks == {reason.value: 1}
    assert engine.metrics.refused == 0


@pytest.mark.parametrize(
    "failure",
    [ConnectionTimeout("TIMEOUT", "timed out", OSError()), LOST, TransportError(500, "boom", {}), b"<html>"],
    ids=str,
)
def test_a_failure_that_costs_time_leaves_the_engine_alone_for_a_while(
    asked: Callable[..., Asked], failure: Exception | bytes
) -> None:
    engine = asked(failure, HIT)
    assert engine.outcomes()[1:] == ["circuit_open"]
    assert engine.metrics.fallbacks["circuit_open"] == 1


@pytest.mark.parametrize("failure", [MALFORMED, HTTP_EXCEPTIONS[404](404, "gone", {}), NO_CLUES], ids=str)
def test_an_engine_that_answers_no_is_asked_again_by_the_next_search(
    asked: Callable[..., Asked], failure: dict[str, Any] | Exception
) -> None:
    assert asked(failure, HIT).outcomes()[1:] == ["answer"]


def test_a_full_queue_is_tried_once_more_after_a_random_wait(asked: Callable[..., Asked], no_wait: list[float]) -> None:
    engine = asked(TOO_MANY, HIT)
    assert engine.outcomes() == ["answer"]
    assert not engine.metrics.fallbacks
    (wait,) = no_wait
    assert RETRY_SECONDS[0] <= wait <= RETRY_SECONDS[1]


def test_a_queue_that_stays_full_sends_only_this_search_to_the_fallback(asked: Callable[..., Asked]) -> None:
    engine = asked(TOO_MANY, TOO_MANY, HIT)
    assert engine.outcomes() == ["too_many_requests", "answer"]
    assert engine.metrics.fallbacks == {"too_many_requests": 1}


def test_one_full_queue_among_several_requests_is_tried_again(asked: Callable[..., Asked]) -> None:
    full = {"error": {"type": "rejected_execution_exception"}, "status": 429}
    assert asked({"responses": [HIT, full]}, {"responses": [HIT, HIT]}).outcomes(bodies=2) == ["answer"]


def test_a_refused_query_is_an_error_of_ours_and_no_fallback(asked: Callable[..., Asked]) -> None:
    engine = asked(MALFORMED)
    assert engine.outcomes() == ["refused"]
    assert (engine.metrics.refused, engine.metrics.fallbacks) == (1, {})


def test_one_refused_query_among_several_is_an_error_of_ours(asked: Callable[..., Asked]) -> None:
    refused = {"error": {"type": "parsing_exception", "reason": TYPED}, "status": 400}
    assert asked({"responses": [HIT, refused]}).outcomes(bodies=2) == ["refused"]


@pytest.mark.parametrize(
    ("error", "named"),
    [({"type": "parsing_exception", "reason": TYPED}, "parsing_exception"), ({"type": TYPED}, "unknown")],
)
def test_a_refused_query_names_the_type_of_the_error_and_nothing_that_was_typed(
    asked: Callable[..., Asked], capsys: pytest.CaptureFixture[str], error: dict[str, str], named: str
) -> None:
    asked({"responses": [HIT, {"error": error, "status": 400}]}).outcomes(bodies=2)
    logged = capsys.readouterr().out
    assert named in logged
    assert TYPED not in logged
