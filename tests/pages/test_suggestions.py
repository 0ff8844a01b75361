"""What the search box requests while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.queries import AWKWARD

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def suggested(client: TestClient, query: str) -> Any:
    """Return the answer to what was typed so far."""
    response = client.get(f"/suggesties?{query}")
    assert response.status_code == 200, query
    return response.json()


def test_an_association_leads_to_its_page(site: TestClient) -> None:
    found = suggested(site, "q=gemengd+koor+canta")["verenigingen"]["suggesties"][0]
    assert (found["vCode"], found["naam"], found["toelichting"]) == (
        "V9000001",
        "Gemengd koor Cantate",
        "Kessel-Lo, Leuven",
    )
    assert site.get(found["pagina"]).status_code == 200


@pytest.mark.parametrize(("query", "group"), [("q=leuv", "plaatsen"), ("q=sport&waar=Gent", "activiteiten")])
def test_a_place_and_an_activity_lead_to_their_results(site: TestClient, query: str, group: str) -> None:
    found = suggested(site, query)[group]["suggesties"][0]
    assert f"{found['naam']}</" in site.get(found["pagina"]).text


def test_in_the_field_for_a_place_only_places_are_suggested(site: TestClient) -> None:
    found = suggested(site, "waar=le")
    names = [item["naam"] for item in found["plaatsen"]["suggesties"]]
    assert "Leuven" in names
    assert found["plaatsen"]["totaal"] >= len(names) > 3
    assert found["verenigingen"]["totaal"] == found["activiteiten"]["totaal"] == 0
    assert site.get(found["plaatsen"]["suggesties"][0]["pagina"]).status_code == 200


def test_a_misspelt_place_is_suggested_too(site: TestClient) -> None:
    found = suggested(site, "waar=Leuvne")
    assert found["isBenaderend"]
    assert "Leuven" in [item["naam"] for item in found["plaatsen"]["suggesties"]]


def test_each_group_tells_how_many_there_are(site: TestClient) -> None:
    groups = suggested(site, "q=ko")
    for name in ("verenigingen", "activiteiten", "plaatsen"):
        assert groups[name]["totaal"] >= len(groups[name]["suggesties"])


@pytest.mark.parametrize("query", AWKWARD)
def test_what_cannot_be_read_suggests_calmly(site: TestClient, query: str) -> None:
    found = suggested(site, query)
    assert sum(len(found[name]["suggesties"]) for name in ("verenigingen", "activiteiten", "plaatsen")) <= 8


def test_a_client_that_has_them_is_told_so(site: TestClient) -> None:
    first = site.get("/suggesties?q=koor")
    assert first.headers["Cache-Control"].startswith("public, max-age=60")
    again = site.get("/suggesties?q=koor", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_without_the_engine_places_remain_and_nothing_is_kept(site_without_engine: TestClient) -> None:
    response = site_without_engine.get("/suggesties?q=leuv")
    assert [item["naam"] for item in response.json()["plaatsen"]["suggesties"]] == ["Leuven"]
    assert response.json()["verenigingen"] == {"totaal": 0, "suggesties": []}
    assert response.headers["Cache-Control"] == "no-store"


def test_the_search_bar_of_a_browser_gets_the_same_suggestions(site: TestClient) -> None:
    described = site.get("/opensearch.xml").text
    assert "/suggesties/zoekbalk?q={searchTerms}" in described
    response = site.get("/suggesties/zoekbalk?q=koor")
    assert response.headers["Content-Type"] == "application/x-suggestions+json"
    typed, names, details, links = response.json()
    assert (typed, len(names)) == ("koor", len(details))
    assert len(names) == len(links) > 0
    own = suggested(site, "q=koor")
    assert sorted(names) == sorted(
        item["naam"] for group in ("verenigingen", "activiteiten", "plaatsen") for item in own[group]["suggesties"]
    )
    assert all(link.startswith("http") for link in links)


@pytest.mark.parametrize("text", AWKWARD)
def test_whatever_is_typed_in_a_search_bar_is_answered(site: TestClient, text: str) -> None:
    response = site.get("/suggesties/zoekbalk", params={"q": text})
    assert response.status_code == 200
    assert [len(part) for part in response.json()[2:]] == [len(response.json()[1])] * 2
