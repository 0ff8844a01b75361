"""The application says that it lives, and whether it can serve."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from psycopg_pool import PoolTimeout
from pydantic import SecretStr

from directory.platform import database
from tests.web.client import NOWHERE, becomes

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from starlette.testclient import TestClient


def test_the_application_lives_while_every_server_is_away(alone: TestClient) -> None:
    assert alone.get("/health/live").json() == {"status": "live"}


def test_it_is_not_ready_while_postgres_is_away(alone: TestClient) -> None:
    answer = alone.get("/health/ready")

    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "not ready", "database": "away", "index": "unknown"},
    )
    assert answer.headers["Retry-After"] == "5"


def test_it_does_not_tell_where_the_servers_are(alone: TestClient) -> None:
    assert NOWHERE not in alone.get("/health/ready").text


def test_it_is_not_ready_before_any_index_was_built(client: TestClient) -> None:
    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["index"]) == (503, "absent")


def test_it_is_not_ready_while_the_only_index_is_being_built(
    client: TestClient, generation: Callable[[str], None]
) -> None:
    generation("building")

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["index"]) == (503, "building")


def test_it_is_ready_while_the_next_index_is_being_built(client: TestClient, generation: Callable[[str], None]) -> None:
    generation("live")
    generation("building")

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "database": "up", "index": "live"})


def test_it_notices_that_postgres_goes_and_comes_back(
    client: TestClient, generation: Callable[[str], None], away: Callable[[], AbstractContextManager[None]]
) -> None:
    generation("live")
    before = client.get("/health/ready").status_code
    with away():
        without = client.get("/health/ready").status_code

    assert (before, without) == (200, 503)
    assert becomes(client, "/health/ready", 200)


ROUTES = ["/", "/zoeken?q=koor", "/zoeken.json?q=koor", "/vereniging/V0001001", "/vereniging/V0001001/koor"]


@pytest.mark.parametrize("path", ROUTES)
def test_with_every_server_away_each_route_says_when_to_come_back(alone: TestClient, path: str) -> None:
    answer = alone.get(path)

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_once_postgres_was_found_away_the_next_questions_do_not_wait_for_it() -> None:
    pool = database.pool(SecretStr(f"postgresql://nobody@{NOWHERE}/nothing"))

    async def waited() -> int:
        await pool.open(wait=False)
        for _ in range(5):
            with suppress(PoolTimeout):
                await pool.getconn()
        queued = pool.get_stats()["requests_queued"]
        await pool.close()
        return queued

    assert asyncio.run(waited()) == 1
