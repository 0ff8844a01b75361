"""The home page: two fields, and counts that are promises."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.pages.html import page
from tests.pages.test_results import counted, shown, total

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_every_count_is_what_choosing_gives(site: TestClient) -> None:
    found = page(site.get("/").text)
    rows = [item.one("a") for section in found.all("section", class_="counts") for item in section.all("li")]
    assert len(rows) > 20
    for row in rows[:: len(rows) // 20]:
        assert total(shown(site, urlsplit(row.get("href")).query)) == counted(row.one("span", class_="count").text)


def test_all_associations_are_counted(site: TestClient) -> None:
    hero = page(site.get("/").text).one("div", class_="hero")
    assert counted(hero.all("p")[0].text) == total(shown(site, ""))


def test_the_examples_find_something_to_read(site: TestClient) -> None:
    examples = page(site.get("/").text).one("p", class_="examples").all("a")
    assert [site.get(item.get("href")).status_code for item in examples] == [200, 200, 200]


def test_municipalities_are_drawn_as_dots_that_nobody_has_to_hear(site: TestClient) -> None:
    drawing = page(site.get("/").text).one("svg", class_="dots")
    assert drawing.get("aria-hidden") == "true"
    assert sum(path.get("d").count("M") for path in drawing.all("path")) > 280


def test_without_the_engine_there_are_two_fields_and_a_notice(site_without_engine: TestClient) -> None:
    found = page(site_without_engine.get("/").text)
    assert "Zoeken werkt nu beperkt." in found.one("p", class_="notice").text
    assert not found.all("section", class_="counts")
    assert found.one("form", role="search")
