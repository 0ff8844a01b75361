"""The application says that it lives, and whether it can serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.asking import NOWHERE

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

    assert (before, without, client.get("/health/ready").status_code) == (200, 503, 200)
