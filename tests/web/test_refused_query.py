"""A query that the engine refuses is a logged error, and nothing of what was typed is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directory.app import create_app
from tests.scripted_engine import scripted_engine
from tests.web.client import METRICS_TOKEN, asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

TYPED = "zoekwoord"


@pytest.fixture
def refusing() -> Iterator[TestClient]:
    """Ask a site whose engine refuses every query."""
    with scripted_engine(400) as engine, asking(create_app(settings_with(OPENSEARCH_URL=engine.address))) as client:
        yield client


@pytest.fixture
def overloaded() -> Iterator[TestClient]:
    """Ask a site whose engine has no room for any query."""
    with scripted_engine(429) as engine, asking(create_app(settings_with(OPENSEARCH_URL=engine.address))) as client:
        yield client


def figure(client: TestClient, name: str) -> str:
    lines = client.get("/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"}).text.splitlines()
    return next(line.rpartition(" ")[2] for line in lines if line.startswith(f"{name} "))


def test_people_get_the_page_of_an_error(refusing: TestClient) -> None:
    answer = refusing.get(f"/zoeken?q={TYPED}", headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert "Zoeken werkt nu beperkt" not in answer.text


def test_programs_get_a_problem(refusing: TestClient) -> None:
    answer = refusing.get(f"/zoeken.json?q={TYPED}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")


def test_it_is_counted_and_is_no_fallback(refusing: TestClient) -> None:
    refusing.get(f"/zoeken.json?q={TYPED}")
    assert figure(refusing, "directory_search_refused_queries_total") == "1.0"
    assert (
        "directory_search_fallback_total{"
        not in refusing.get("/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"}).text
    )


def test_it_is_logged_as_an_error_without_what_was_typed(
    refusing: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    refusing.get(f"/zoeken.json?q={TYPED}")
    logged = capsys.readouterr().out
    (line,) = [line for line in logged.splitlines() if "engine refused a query" in line]
    assert '"level":"error"' in line
    assert "parsing_exception" in line
    assert TYPED not in logged


def test_a_full_queue_is_counted_by_its_reason(overloaded: TestClient) -> None:
    overloaded.get("/suggesties?q=koor")
    overloaded.get(f"/zoeken.json?q={TYPED}")
    assert figure(overloaded, 'directory_search_fallback_total{reason="too_many_requests"}') != "0.0"
