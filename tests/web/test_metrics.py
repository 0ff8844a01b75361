"""Figures for Prometheus, and who may see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg
import pytest

from directory.app import create_app
from tests.web.client import METRICS_TOKEN, asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI
    from starlette.testclient import TestClient

    from directory.devstack.databases import Database

TOKEN = {"Authorization": f"Bearer {METRICS_TOKEN}"}
LOOPBACK = ("127.0.0.1", 50000)


@pytest.fixture(scope="module")
def beside() -> Iterator[TestClient]:
    """Ask from the machine itself, every server being away."""
    with asking(create_app(settings_with()), client=LOOPBACK) as client:
        yield client


def test_a_stranger_finds_nothing_at_the_address_of_the_metrics(alone: TestClient) -> None:
    metrics, nothing = alone.get("/metrics"), alone.get("/metrics-of-something-else.json")

    assert (metrics.status_code, metrics.json()["title"]) == (404, nothing.json()["title"])


def test_the_machine_itself_sees_the_metrics(beside: TestClient) -> None:
    assert beside.get("/metrics").status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host"])
def test_what_a_proxy_on_the_machine_passes_on_is_not_the_machine_itself(beside: TestClient, header: str) -> None:
    assert beside.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_a_client_cannot_say_that_it_is_the_machine_itself(alone: TestClient) -> None:
    assert alone.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


def test_the_token_opens_the_metrics_from_anywhere(alone: TestClient) -> None:
    assert alone.get("/metrics", headers=TOKEN).status_code == 200


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Bearer wrong", f"Basic {METRICS_TOKEN}", "Bearer é"])
def test_a_wrong_token_opens_nothing(alone: TestClient, given: str) -> None:
    answer = alone.get("/metrics", headers={b"authorization": given.encode("latin-1")})

    assert answer.status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer "])
def test_an_empty_token_in_the_settings_opens_nothing(given: str) -> None:
    with asking(create_app(settings_with(DIRECTORY_METRICS_TOKEN=""))) as client:
        assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_requests_are_counted_by_route_and_never_by_address(beside: TestClient) -> None:
    beside.get("/health/live")
    beside.get("/vereniging/V0009999/de-naam-van-een-club")

    text = beside.get("/metrics").text

    assert re.search(r'directory_requests_total{method="GET",route="/health/live",status="200"} [1-9]', text)
    assert not re.search(r"V0009999|de-naam", text)


def test_a_made_up_method_adds_no_figure_of_its_own(beside: TestClient) -> None:
    beside.request("SMURF", "/health/live")

    assert "SMURF" not in beside.get("/metrics").text


def test_the_figures_of_requests_are_there_while_postgres_is_away(beside: TestClient) -> None:
    text = beside.get("/metrics").text

    assert "directory_database_up 0.0" in text
    assert "directory_outbox_depth" not in text


def test_the_metrics_tell_how_the_index_follows(
    app: FastAPI, database: Database, generation: Callable[[str], None], index_prefix: str
) -> None:
    generation("live")
    with psycopg.connect(database.superuser) as connection:
        connection.execute("INSERT INTO feed.tally (name, label, count) VALUES ('write', 'indexed', 7)")
        connection.execute(
            "INSERT INTO feed.mark (kind, name, at) VALUES ('association', 'in_step', now() - interval '1 hour')"
        )
        connection.execute("INSERT INTO feed.outbox (kind, entity_id, version) VALUES ('association', 1, 1)")
    with asking(app, client=LOOPBACK) as client:
        text = client.get("/metrics").text

    assert "directory_database_up 1.0" in text
    assert "directory_outbox_depth 1.0" in text
    assert re.search(r"directory_index_in_step_seconds 36\d\d\.", text)
    assert 'directory_index_work_total{outcome="indexed",work="write"} 7.0' in text
    assert f'directory_index_generation{{name="{index_prefix}-live",state="live"}} 1.0' in text
