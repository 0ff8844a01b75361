"""While the engine is away the pages answer from Postgres and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.app import create_app
from tests.pages import world
from tests.pages.html import page
from tests.pages.results_html import shown
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_results_come_by_name_with_a_notice(site_without_engine: TestClient) -> None:
    found = shown(site_without_engine, "q=nachtegaaltjes&waar=Leuven")
    assert "Zoeken werkt nu beperkt." in found.one("p", class_="notice").text
    assert [item.one("h2").text for item in found.all("article")] == ["Kinderkoor De Nachtegaaltjes"]
    assert found.one("h1").text == "1 vereniging met “nachtegaaltjes” in de naam in Leuven"


def test_there_are_no_boxes_without_counts(site_without_engine: TestClient) -> None:
    assert not shown(site_without_engine, "q=koor").all("input", type="checkbox")


def test_chosen_filters_travel_along_unseen(site_without_engine: TestClient) -> None:
    form = shown(site_without_engine, "q=koor&activiteit=KECU").one("form", id="zoek")
    assert [(item.get("name"), item.get("value")) for item in form.all("input", type="hidden")] == [
        ("activiteit", "KECU")
    ]


def test_the_answer_may_not_be_cached(site_without_engine: TestClient) -> None:
    assert site_without_engine.get("/zoeken?q=koor").headers["Cache-Control"] == "no-store"


def test_the_twin_tells_it_too(site_without_engine: TestClient) -> None:
    twin = site_without_engine.get("/zoeken.json?q=nachtegaaltjes").json()
    assert twin["melding"].startswith("Zoeken werkt nu beperkt.")
    assert [item["vCode"] for item in twin["verenigingen"]] == [world.CHILDREN]


def test_an_association_is_still_shown(site_without_engine: TestClient) -> None:
    response = site_without_engine.get(f"/vereniging/{world.CHOIR}/gemengd-koor-cantate")
    assert response.status_code == 200


def test_with_everything_away_a_page_says_when_to_try_again() -> None:
    with asking(create_app(settings_with())) as client:
        response = client.get("/zoeken?q=koor")
    assert (response.status_code, response.headers["Retry-After"].isdigit()) == (503, True)
    assert page(response.text).one("h1").text == "We zijn even niet bereikbaar"
