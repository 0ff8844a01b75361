"""What a page says of itself to search engines, browsers and those who share it."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tests.pages import world
from tests.pages.html import Element, page

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ADDRESS = "http://127.0.0.1:8000"
CHOIR_PATH = f"/vereniging/{world.CHOIR}/gemengd-koor-cantate"
KEPT = ("/", CHOIR_PATH, "/gemeente/leuven", "/activiteit/kunsten-erfgoed-en-cultuur", "/over-de-gegevens", "/privacy")
_OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def head(site: TestClient, path: str) -> Element:
    """Return the head of a page."""
    return page(site.get(path).text).one("head")


def told(found: Element, name: str) -> str:
    """Return what a meta element says; there is one of each."""
    (content,) = [item.get("content") for item in found.all("meta") if name in (item.get("name"), item.get("property"))]
    return content


@pytest.mark.parametrize("path", KEPT)
def test_a_page_has_one_address_and_says_so_in_its_language(site: TestClient, path: str) -> None:
    found = head(site, path)
    links = {item.get("hreflang") or item.get("rel"): item.get("href") for item in found.all("link")}
    assert links["canonical"] == links["nl"] == links["x-default"] == told(found, "og:url") == ADDRESS + path


@pytest.mark.parametrize("path", KEPT)
def test_a_page_has_a_title_and_a_description_of_its_own(site: TestClient, path: str) -> None:
    found = head(site, path)
    assert found.one("title").text == told(found, "og:title")
    assert told(found, "description") == told(found, "og:description")
    assert 20 < len(told(found, "description")) < 320


def test_titles_and_descriptions_differ(site: TestClient) -> None:
    heads = [head(site, path) for path in KEPT]
    assert len({found.one("title").text for found in heads}) == len(KEPT)
    assert len({told(found, "description") for found in heads}) == len(KEPT)


@pytest.mark.parametrize("path", KEPT)
def test_a_shared_page_shows_a_picture_that_is_there(site: TestClient, path: str) -> None:
    picture = told(head(site, path), "og:image").removeprefix(ADDRESS)
    response = site.get(picture)
    assert response.headers["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


def test_an_error_is_for_no_search_engine_and_has_no_address(site: TestClient) -> None:
    for path in ("/nergens", f"/vereniging/{world.STOPPED}"):
        found = head(site, path)
        assert told(found, "robots") == "noindex"
        assert not found.all("link", rel="canonical")


def test_what_a_name_holds_cannot_leave_its_place_in_the_head(site: TestClient) -> None:
    path = site.get(f"/vereniging/{world.EVIL}").headers["Location"]
    found = head(site, path)
    assert world.EVIL_NAME in found.one("title").text
    assert world.EVIL_NAME in told(found, "og:title")
    assert [
        item for item in found.all("script") if not item.get("src") and item.get("type") != "application/ld+json"
    ] == []


def test_the_home_page_tells_programs_how_to_search(site: TestClient) -> None:
    script = head(site, "/").one("script", type="application/ld+json")
    told_of = json.loads(script.text)
    assert (told_of["@type"], told_of["url"]) == ("WebSite", ADDRESS + "/")
    address = told_of["potentialAction"]["target"]["urlTemplate"]
    assert site.get(address.removeprefix(ADDRESS).format(search_term_string="koor")).status_code == 200
    assert not head(site, "/zoeken").all("script", type="application/ld+json")


def test_a_browser_learns_to_search_from_its_bar(site: TestClient) -> None:
    link = head(site, "/zoeken").one("link", rel="search")
    response = site.get(link.get("href"))
    assert response.headers["Content-Type"].startswith(link.get("type"))
    described = ET.fromstring(response.content)  # noqa: S314 - our own answer
    assert described.findtext(f"{_OPENSEARCH}ShortName") == link.get("title") == "Verenigingsgids"
    template = described.findall(f"{_OPENSEARCH}Url")[0].get("template") or ""
    found = page(site.get(template.removeprefix(ADDRESS).replace("{searchTerms}", "koor")).text)
    assert found.one("input", id="q").get("value") == "koor"


def test_a_phone_can_install_the_site(site: TestClient) -> None:
    link = head(site, "/").one("link", rel="manifest").get("href")
    response = site.get(link)
    assert response.headers["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert site.get(manifest["start_url"]).status_code == 200
    assert (manifest["name"], manifest["lang"]) == ("Verenigingsgids", "nl-BE")
    for icon in manifest["icons"]:
        address = icon["src"] if icon["src"].startswith("/") else f"{link.rpartition('/')[0]}/{icon['src']}"
        assert site.get(address).headers["Content-Type"] == icon["type"]


def test_the_icon_is_the_first_letter_of_the_name(site: TestClient) -> None:
    drawing = ET.fromstring(site.get("/favicon.ico", follow_redirects=True).content)  # noqa: S314 - our own answer
    assert "".join(drawing.itertext()).strip() == "V"


def test_a_card_is_kept_and_holds_as_long_as_it_says_the_same(site: TestClient) -> None:
    first = site.get(f"/kaart/{world.CHOIR}.png")
    assert "max-age=86400" in first.headers["Cache-Control"]
    again = site.get(f"/kaart/{world.CHOIR}.png", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.content != site.get(f"/kaart/{world.UMBRELLA}.png").content


def test_a_card_may_be_shown_on_another_site_and_a_page_may_not(site: TestClient) -> None:
    assert site.get("/kaart.png").headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert site.get("/").headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("vcode", [world.STOPPED, world.NEVER, world.UNKNOWN, "V1", "x"])
def test_what_has_no_page_has_no_card(site: TestClient, vcode: str) -> None:
    assert site.get(f"/kaart/{vcode}.png").status_code == site.get(f"/vereniging/{vcode}").status_code >= 404
