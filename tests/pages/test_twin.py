"""The JSON twin of the page of results says what the page says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.pages.html import Element, page
from tests.pages.queries import AWKWARD, QUESTIONS
from tests.pages.results_html import counted, total

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.mark.parametrize("query", QUESTIONS)
def test_both_show_the_same_associations_and_total(site: TestClient, query: str) -> None:
    found, twin = page(site.get(f"/zoeken?{query}").text), site.get(f"/zoeken.json?{query}").json()
    assert total(found) == twin["totaal"]
    listed = [item for item in found.all("article") if item.all("h2")]
    links = [item.one("h2").one("a").get("href") for item in listed]
    assert links == [urlsplit(item["links"]["pagina"]).path for item in twin["verenigingen"]]
    assert [item.one("h2").text for item in listed] == [" ".join(item["naam"].split()) for item in twin["verenigingen"]]


@pytest.mark.parametrize("query", QUESTIONS)
def test_both_count_the_same(site: TestClient, query: str) -> None:
    found, twin = page(site.get(f"/zoeken?{query}").text), site.get(f"/zoeken.json?{query}").json()
    boxes = dict(map(_box, found.all("label", class_="choice")))
    boxes.pop(("adres", "hier"), None)
    values = {
        (facet["naam"], value["code"]): value["aantal"]
        for facet in twin["facetten"]
        for value in _flat(facet["waarden"])
    }
    assert boxes == values


def _box(label: Element) -> tuple[tuple[str, str], int]:
    box = label.one("input")
    return (box.get("name"), box.get("value")), counted(label.one("span", class_="count").text)


def _flat(values: list[dict[str, object]]) -> list[dict[str, object]]:
    found = []
    for value in values:
        found += [value, *_flat(value.get("waarden", []))]  # type: ignore[arg-type]  # a list of the same
    return found


@pytest.mark.parametrize("query", AWKWARD)
def test_a_bad_parameter_is_told_and_never_breaks_it(site: TestClient, query: str) -> None:
    response = site.get(f"/zoeken.json?{query}")
    assert response.status_code == 200
    assert all(problem["melding"] for problem in response.json()["problemen"])


def test_its_links_lead_on(site: TestClient) -> None:
    twin = site.get("/zoeken.json?waar=Gent").json()
    following = urlsplit(twin["links"]["volgende"])
    after = site.get(f"{following.path}?{following.query}").json()
    assert after["paginering"]["pagina"] == 2
    assert twin["verenigingen"][0]["vCode"] not in {item["vCode"] for item in after["verenigingen"]}


def test_a_value_of_a_facet_leads_to_its_number(site: TestClient) -> None:
    twin = site.get("/zoeken.json?q=koor").json()
    value = twin["facetten"][0]["waarden"][0]
    asked = urlsplit(value["zoekopdracht"])
    assert site.get(f"{asked.path}?{asked.query}").json()["totaal"] == value["aantal"]


def test_both_tell_the_same_steps_when_nothing_is_found(site: TestClient) -> None:
    query = "q=koor+xyzzyxyzzy&waar=Leuven"
    found, twin = page(site.get(f"/zoeken?{query}").text), site.get(f"/zoeken.json?{query}").json()
    told = [
        (item.one("a").text, counted(item.one("span", class_="count").text))
        for item in found.one("ul", class_="ladder").all("li")
    ]
    assert [(step["omschrijving"], step["totaal"]) for step in twin["stappen"]] == told
    assert twin["stappen"]


def test_it_goes_on_by_cursor_from_the_first_page(site: TestClient) -> None:
    twin = site.get("/zoeken.json?waar=Gent").json()
    total, found = twin["totaal"], [item["vCode"] for item in twin["verenigingen"]]
    while onwards := twin["links"].get("vervolg"):
        asked = urlsplit(onwards)
        twin = site.get(f"{asked.path}?{asked.query}").json()
        found += [item["vCode"] for item in twin["verenigingen"]]
    assert len(found) == len(set(found)) == total
