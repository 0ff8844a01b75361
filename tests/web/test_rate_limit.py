"""The rate limit of one client; without Redis, refusing or silent, no client is refused or kept waiting."""

from __future__ import annotations

import asyncio
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import redis

from directory.app import create_app
from directory.platform.rate_limit import RateLimiter, RateLimitVerdict
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from directory.settings import Settings

PROGRAM = {"Accept": "application/json"}


@pytest.fixture
def three(redis_url: str) -> Settings:
    """Return settings with a limit of three requests a minute, behind one trusted proxy."""
    return settings_with(
        REDIS_URL=redis_url, DIRECTORY_REQUESTS_PER_MINUTE=3, DIRECTORY_TRUSTED_PROXIES="203.0.113.0/24"
    )


def statuses(client: TestClient, times: int, **headers: str) -> list[int]:
    """Ask as often as said and return how it was answered."""
    return [client.get("/nergens", headers=headers).status_code for _ in range(times)]


def test_who_asks_too_much_is_refused_and_told_when_to_come_back(three: Settings) -> None:
    with asking(create_app(three)) as client:
        assert statuses(client, 4) == [404, 404, 404, 429]
        answer = client.get("/nergens", headers=PROGRAM)

    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert answer.json()["title"] == "Te veel vragen"


def test_everybody_is_told_what_is_left(three: Settings) -> None:
    with asking(create_app(three)) as client:
        answer = client.get("/nergens")

    assert answer.headers["ratelimit-policy"] == '"client";q=3;w=60'
    assert answer.headers["ratelimit"].startswith('"client";r=2;t=')


def test_clients_behind_our_proxy_are_counted_apart(three: Settings) -> None:
    with asking(create_app(three)) as client:
        first = statuses(client, 4, **{"X-Forwarded-For": "198.51.100.1"})
        other = statuses(client, 1, **{"X-Forwarded-For": "198.51.100.2"})

    assert (first[-1], other) == (429, [404])


def test_a_client_cannot_escape_by_inventing_hops(three: Settings) -> None:
    with asking(create_app(three)) as client:
        for number in range(3):
            client.get("/nergens", headers={"X-Forwarded-For": f"192.0.2.{number}, 198.51.100.1"})

        assert statuses(client, 1, **{"X-Forwarded-For": "192.0.2.77, 198.51.100.1"}) == [429]


def test_two_processes_count_together(three: Settings) -> None:
    with asking(create_app(three)) as one, asking(create_app(three)) as other:
        assert [*statuses(one, 2), *statuses(other, 2)] == [404, 404, 404, 429]


@pytest.mark.parametrize("path", ["/health/live", "/static/x/favicon.svg"])
def test_life_signs_and_files_are_not_counted(three: Settings, path: str) -> None:
    with asking(create_app(three)) as client:
        assert {client.get(path).status_code for _ in range(6)} == {200}


def test_zero_means_no_limit(redis_url: str) -> None:
    with asking(create_app(settings_with(REDIS_URL=redis_url, DIRECTORY_REQUESTS_PER_MINUTE=0))) as client:
        assert "ratelimit" not in client.get("/nergens").headers


def test_redis_never_learns_an_address(three: Settings) -> None:
    with asking(create_app(three)) as client:
        client.get("/nergens")
    with redis.Redis.from_url(three.redis_url.get_secret_value()) as connection:
        names = [name.decode() for name in connection.scan_iter()]

    assert names
    assert not any("203.0.113" in name for name in names)


@contextmanager
def silent_server() -> Iterator[str]:
    """Listen, take every connection and never say a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=16) as listening:
        yield f"redis://127.0.0.1:{listening.getsockname()[1]}/0"


def verdicts(settings: Settings, times: int) -> list[RateLimitVerdict]:
    """Ask a limiter as often as said, one after the other."""

    async def asked() -> list[RateLimitVerdict]:
        limiter = RateLimiter(settings)
        try:
            return [(await limiter.count("somebody")).verdict for _ in range(times)]
        finally:
            await limiter.close()

    return asyncio.run(asked())


def test_redis_refused_lets_everybody_in_and_is_left_alone_after_one_try() -> None:
    assert verdicts(settings_with(), 4) == [RateLimitVerdict.UNCOUNTED, *[RateLimitVerdict.RESTING] * 3]


def test_redis_silent_lets_everybody_in_and_is_left_alone_after_one_try() -> None:
    with silent_server() as address:
        assert verdicts(settings_with(REDIS_URL=address), 4) == [
            RateLimitVerdict.UNCOUNTED,
            *[RateLimitVerdict.RESTING] * 3,
        ]


def test_without_redis_pages_are_answered_without_a_promise_of_what_is_left(alone: TestClient) -> None:
    answer = alone.get("/nergens")

    assert answer.status_code == 404
    assert "ratelimit" not in answer.headers
