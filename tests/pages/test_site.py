"""What holds for every page: valid, labelled, linked, light, and the same look for all."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest

from directory.pages.errors import AWAY, BROKEN, BUSY, ErrorPages, waiting
from directory.platform.app_state import state_in
from directory.platform.assets import STATIC_FOLDER
from directory.services import Services
from tests.pages import world
from tests.pages.html import Element, page

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.testclient import TestClient


PAGES = (
    "/",
    "/zoeken",
    "/zoeken?q=koor&waar=Leuven&activiteit=KECU&gebied=24062&sorteer=naam",
    "/zoeken?q=xyzzyxyzzy&waar=Leuven",
    "/zoeken?q=koor&waar=Leuven&straal=10&weergave=kaart",
    "/zoeken?onbekend=1&pagina=2",
    f"/vereniging/{world.CHOIR}/gemengd-koor-cantate",
    f"/vereniging/{world.UMBRELLA}/koepel-voor-koren",
    "/gemeente/leuven",
    "/gemeente/leuven/kunsten-erfgoed-en-cultuur",
    "/provincie/vlaams-brabant",
    "/activiteit/sport",
    "/gemeenten",
    "/activiteiten",
    "/over-de-gegevens",
    "/over-de-gegevens/velden",
    "/privacy",
    "/toegankelijkheid",
    f"/vereniging/{world.STOPPED}",
    "/nergens",
)
ENOUGH_LINKS = 80


@pytest.fixture(params=PAGES)
def found(site: TestClient, request: pytest.FixtureRequest) -> Element:
    """Return each page in turn."""
    return page(site.get(request.param).text)


def test_an_id_is_used_once(found: Element) -> None:
    ids = Counter(item.get("id") for item in found.walk() if item.get("id"))
    assert [name for name, times in ids.items() if times > 1] == []


def test_a_reference_names_an_id_of_the_page(found: Element) -> None:
    ids = {item.get("id") for item in found.walk()}
    named = {item.get(name) for item in found.walk() for name in ("for", "form", "aria-labelledby", "aria-controls")}
    targets = {item.get("href")[1:] for item in found.all("a") if item.get("href").startswith("#")}
    assert (named | targets) - {""} <= ids


def test_a_field_has_a_label(found: Element) -> None:
    labelled = {item.get("for") for item in found.all("label")}
    within = [field for label in found.all("label") for field in label.all("input")]
    fields = [item for item in found.all("input") if item.get("type") != "hidden"]
    assert [item for item in fields if item.get("id") not in labelled and item not in within] == []


def test_there_is_one_heading_of_the_first_level_and_none_is_skipped(found: Element) -> None:
    levels = [int(item.name[1]) for item in found.walk() if re.fullmatch(r"h[1-6]", item.name)]
    assert levels.count(1) == 1
    assert all(level <= above + 1 for above, level in pairwise(levels))


def test_landmarks_and_language_are_there(found: Element) -> None:
    assert found.one("html").get("lang") == "nl-BE"
    assert [len(found.all(name)) for name in ("main", "footer")] == [1, 1]
    assert found.all("a", class_="skip")[0].get("href") == f"#{found.one('main').get('id')}"
    assert found.one("head").one("title").text


def test_a_link_and_a_button_have_words(found: Element) -> None:
    silent = [item for name in ("a", "button", "summary") for item in found.all(name) if not item.text]
    assert silent == []


def test_nothing_is_written_into_the_page_that_the_policy_refuses(found: Element) -> None:
    refused = [item for item in found.walk() for name in item.attributes if name == "style" or name.startswith("on")]
    assert refused == []
    assert not found.all("style")
    # What is not run is no script to the policy: linked data is only read.
    written = [item for item in found.all("script") if not item.get("src")]
    assert [item for item in written if item.get("type") != "application/ld+json"] == []


def test_nothing_comes_from_elsewhere(found: Element) -> None:
    fetched = [item.get("src") or item.get("href") for name in ("script", "link", "img") for item in found.all(name)]
    loaded = [address for address in fetched if address and not address.startswith("http://127.0.0.1:8000/")]
    assert all(address.startswith("/") for address in loaded)


def test_every_link_leads_somewhere(site: TestClient) -> None:
    """Follow links from the home page, breadth first, until enough of them were seen."""
    waiting = ["/", *PAGES[:-2]]
    seen: set[str] = set()
    while waiting and len(seen) < ENOUGH_LINKS:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        response = site.get(path)
        assert response.status_code == 200, path
        if response.headers["Content-Type"].startswith("text/html"):
            waiting += _one_of_each(path, page(response.text))


def _one_of_each(path: str, found: Element) -> list[str]:
    """Return the links of a page; of many that differ in their values only, a few."""
    kinds: dict[str, list[str]] = {}
    for item in (*found.all("a"), *found.all("link"), *found.all("script")):
        address = urlsplit(urljoin(path, item.get("href") or item.get("src")))
        if not address.netloc and address.scheme == "":
            kind = re.sub(r"=[^&]*", "", address.query) + re.sub(r"V\d{7}.*", "", address.path)
            kinds.setdefault(kind, []).append(address._replace(fragment="").geturl())
    return [address for addresses in kinds.values() for address in addresses[:4]]


def test_the_first_view_of_results_is_light(site: TestClient) -> None:
    html = gzip.compress(site.get("/zoeken?q=koor").content)
    style = gzip.compress((STATIC_FOLDER / "site.css").read_bytes())
    elsewhere = {"copy.js"}  # of pages with something to copy
    paths = [path for path in (STATIC_FOLDER / "js").rglob("*.js") if path.name not in elsewhere]
    scripts = sum(len(gzip.compress(path.read_bytes())) for path in paths)
    font = (STATIC_FOLDER / "fonts" / "atkinson-hyperlegible-next.woff2").stat().st_size
    assert len(style) <= 12_000
    assert scripts <= 10_000
    assert font <= 26_000
    assert len(html) + len(style) + scripts + font <= 60_000


def test_robots_and_the_icon_are_there(site: TestClient) -> None:
    assert "Disallow: /zoeken.json" in site.get("/robots.txt").text
    assert site.get("/favicon.ico", follow_redirects=True).headers["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("status", [BUSY, BROKEN, AWAY])
def test_an_error_page_is_a_whole_page(site: TestClient, status: int) -> None:
    app: FastAPI = site.app  # type: ignore[assignment]  # what the fixture built
    services = state_in(app, Services)
    response = ErrorPages(services.templates).response(status, request_id="<nummer>", retry_after=7)
    found = page(bytes(response.body).decode())
    assert response.status_code == status
    assert ("7 seconden" in found.one("main").text) is (status in {BUSY, AWAY})
    assert ("<nummer>" in found.one("main").text) is (status == BROKEN)
    assert response.headers.get("Retry-After") == ("7" if status in {BUSY, AWAY} else None)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 seconde"),
        (42, "42 seconden"),
        (59, "59 seconden"),
        (60, "1 minuut"),
        (61, "2 minuten"),
        (3600, "60 minuten"),
    ],
)
def test_how_long_to_wait_is_told_in_words(seconds: int, words: str) -> None:
    assert waiting(seconds) == words
