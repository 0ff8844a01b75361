"""The home page: two fields, and counts that are promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pages.html import page
from tests.pages.landing_html import found_by, numbered
from tests.pages.results_html import counted, shown, total

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_every_count_is_what_choosing_gives(site: TestClient) -> None:
    told = numbered(page(site.get("/").text))
    assert len(told) == 18
    assert [(href, found_by(site, href)) for href, _ in told[::3]] == told[::3]


def test_all_activities_municipalities_and_the_map_are_one_step_away(site: TestClient) -> None:
    links = {link.get("href") for link in page(site.get("/").text).one("main").all("a")}
    assert {"/activiteiten", "/gemeenten", "/zoeken?weergave=kaart"} <= links


def test_only_what_this_installation_has_is_offered(site: TestClient) -> None:
    offers = page(site.get("/").text).all("div", class_="offers")
    links = [link.get("href") for offer in offers for link in offer.all("a")]
    assert [site.get(link).status_code for link in links] == [200] * len(links)


def test_all_associations_are_counted(site: TestClient) -> None:
    hero = page(site.get("/").text).one("div", class_="hero")
    assert counted(hero.all("p")[0].text) == total(shown(site, ""))


def test_the_examples_find_something_to_read(site: TestClient) -> None:
    examples = page(site.get("/").text).one("p", class_="examples").all("a")
    assert [site.get(item.get("href")).status_code for item in examples] == [200, 200, 200]


def test_municipalities_are_dots_hidden_from_screen_readers(site: TestClient) -> None:
    drawing = page(site.get("/").text).one("svg", class_="dots")
    assert drawing.get("aria-hidden") == "true"
    assert sum(path.get("d").count("M") for path in drawing.all("path")) > 280


def test_without_the_engine_there_are_two_fields_and_a_notice(site_without_engine: TestClient) -> None:
    found = page(site_without_engine.get("/").text)
    assert "Zoeken werkt nu beperkt." in found.one("p", class_="notice").text
    assert not found.all("section", class_="counts")
    assert found.one("form", role="search")
