"""What search engines are told: which pages there are, which they may keep, and under which address."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from directory.search.criteria.url_parameters import PARAMETERS
from tests.pages import world
from tests.pages.html import page
from tests.pages.results_html import shown

if TYPE_CHECKING:
    from starlette.testclient import TestClient

HOME = "http://127.0.0.1:8000"
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
# How many pages of one kind are opened: they differ in what they show only.
_OF_A_KIND = 12
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(site: TestClient, path: str) -> dict[str, str]:
    """Return the addresses of a site map, and the day of the last change of each."""
    answer = site.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml")
    root = ET.fromstring(answer.content)  # noqa: S314 - our own
    assert len(root) <= 50_000
    return {item.findtext(f"{_SITEMAP}loc", ""): item.findtext(f"{_SITEMAP}lastmod", "") for item in root}


def spread(addresses: list[str], most: int) -> list[str]:
    """Return at most so many of the addresses, from the first to the last."""
    return addresses[:: max(1, -(-len(addresses) // most))]


def all_entries(site: TestClient) -> dict[str, str]:
    files = entries(site, "/sitemap.xml")
    return {where: day for file in files for where, day in entries(site, file.removeprefix(HOME)).items()}


def robots_say(site: TestClient, address: str) -> bool:
    """Tell whether robots.txt lets a crawler fetch an address (RFC 9309, without `Allow` and `$`)."""
    lines = site.get("/robots.txt").text.splitlines()
    patterns = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: ")]
    return not any(re.match(re.escape(pattern).replace(r"\*", ".*"), address) for pattern in patterns)


def robots_of(site: TestClient, query: str) -> list[str]:
    """Return what the page says to crawlers of itself."""
    answer = site.get(f"/zoeken?{query}")
    return [item.get("content") for item in page(answer.text).all("meta") if item.get("name") == "robots"]


@pytest.mark.parametrize(
    "query",
    [
        "q=koor", "q=bel+0900-12345+gratis+casino", "q=koor&waar=Leuven", "waar=bel+0900-12345", "waar=9999",
        "waar=Leuven&leeftijd=kinderen", "activiteit=SPRT&activiteit=KECU", "gebied=24062&gebied=44021",
        "activiteit=LAVI&gebied=44021&leeftijd=65-plus&type=PS", "uitleg=1&waar=Leuven", "bij=50.88,4.7",
        "waar=Leuven&straal=5", "q=xyzzyxyzzy", "waar=Leuven&gebied=24062",
    ],
)  # fmt: skip
def test_what_was_typed_what_is_empty_and_countless_filters_stay_out(site: TestClient, query: str) -> None:
    assert robots_of(site, query) == ["noindex"]
    head = page(site.get(f"/zoeken?{query}").text).one("head")
    assert not head.all("link", rel="canonical")
    assert not head.all("meta", property="og:title")


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", "/zoeken"),
        ("waar=Leuven", "/zoeken?waar=Leuven"),
        ("waar=LEUVEN&sorteer=naam", "/zoeken?waar=Leuven"),
        ("activiteit=SPRT", "/zoeken?activiteit=SPRT"),
        ("gebied=BE23&activiteit=SPRT&sorteer=nieuwste", "/zoeken?activiteit=SPRT&gebied=BE23"),
        ("weergave=kaart&activiteit=SPRT", "/zoeken?activiteit=SPRT"),
        ("pagina=2", "/zoeken?pagina=2"),
    ],
)
def test_a_list_of_a_place_or_an_activity_has_one_address(site: TestClient, query: str, canonical: str) -> None:
    found = shown(site, query)
    assert robots_of(site, query) == []
    assert found.one("link", rel="canonical").get("href") == HOME + canonical


def test_each_page_of_a_list_has_a_title_of_its_own(site: TestClient) -> None:
    titles = [shown(site, f"pagina={number}").one("title").text for number in (1, 2, 3)]
    assert len(set(titles)) == 3


def test_robots_keep_out_what_is_named_wherever_it_stands_and_nothing_else(site: TestClient) -> None:
    kept_out = {"sorteer", "weergave", "na", "uitleg", "uitleg_van"}
    for name in {*PARAMETERS, *kept_out, "taal", "letter"}:
        for query in (f"{name}=x", f"q=na&{name}=x", f"{name}=x&pagina=2"):
            assert robots_say(site, f"/zoeken?{query}") is (name not in kept_out), query
    assert not robots_say(site, "/zoeken.json?q=koor")
    assert f"Sitemap: {HOME}/sitemap.xml" in site.get("/robots.txt").text.splitlines()


def test_the_site_map_names_public_associations_only_each_by_its_address(site: TestClient) -> None:
    named = {urlsplit(where).path for where in all_entries(site) if "/vereniging/" in where}
    assert {where.split("/")[2] for where in named} == every_vcode(site)
    assert not any(world.STOPPED in where for where in named)


def every_vcode(site: TestClient) -> set[str]:
    """Return the vCodes of all results of a search for everything."""
    found: set[str] = set()
    for number in range(1, 101):
        links = [item.get("href") for item in shown(site, f"pagina={number}").all("a")]
        here = {link.split("/")[2] for link in links if link.startswith("/vereniging/")}
        if not here:
            break
        found |= here
    return found


def test_pages_of_the_site_map_are_there_to_be_kept_at_that_very_address(site: TestClient) -> None:
    kinds = {f"{HOME}/gemeente/leuven/koor", f"{HOME}/activiteit/sport/voetbal"}
    assert kinds <= entries(site, "/sitemap/soorten.xml").keys()
    of_a_kind: dict[tuple[str, int], list[str]] = {}
    for where in all_entries(site):
        parts = urlsplit(where).path.split("/")
        of_a_kind.setdefault((parts[1], len(parts)), []).append(where)
    for where in chain.from_iterable(spread(addresses, _OF_A_KIND) for addresses in of_a_kind.values()):
        answer = site.get(where.removeprefix(HOME))
        assert answer.status_code == 200, where
        head = page(answer.text).one("head")
        assert "robots" not in [item.get("name") for item in head.all("meta")], where
        assert head.one("link", rel="canonical").get("href") == where


def test_the_day_of_the_last_change_is_the_one_of_the_register(site: TestClient) -> None:
    found = all_entries(site)
    (choir,) = [day for where, day in found.items() if world.CHOIR in where]
    year, month, day = choir.split("-")
    text = page(site.get(f"/vereniging/{world.CHOIR}/gemengd-koor-cantate").text).text
    assert f"Laatst gewijzigd op {int(day)} {MONTHS[int(month) - 1]} {year}" in text
    assert max(filter(None, found.values())) == found[f"{HOME}/"]
    for file, changed in entries(site, "/sitemap.xml").items():
        assert changed == max(entries(site, file.removeprefix(HOME)).values())


@pytest.mark.parametrize("number", ["399", "00", "400", "-1", "x", "²", "9" * 30, ""])
def test_a_file_that_holds_nothing_is_not_there(site: TestClient, number: str) -> None:
    assert site.get(f"/sitemap/verenigingen-{number}.xml").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("/gemeente/leuven", "/gemeente/leuven/sport", "/gemeente/leuven/koor"),
        *("/provincie/vlaams-brabant", "/activiteit/sport", "/activiteit/sport/voetbal"),
    ],
)
def test_a_place_and_an_activity_are_shared_with_a_picture_of_their_own(site: TestClient, path: str) -> None:
    def picture(of: str) -> bytes:
        where = page(site.get(of).text).one("meta", property="og:image").get("content")
        answer = site.get(where.removeprefix(HOME))
        assert Image.open(BytesIO(answer.content)).size == (1200, 630)
        return bytes(answer.content)

    assert picture(path) != picture("/")


@pytest.mark.parametrize("path", ["gemeente/nergens", "gemeente/leuven/nergens", "provincie/x", "activiteit/x"])
def test_no_picture_is_drawn_of_what_is_not_there(site: TestClient, path: str) -> None:
    assert site.get(f"/kaart/{path}.png").status_code == 404


def test_any_words_stay_out_whatever_stands_beside_them(site: TestClient) -> None:
    for beside in ({}, {"waar": "Gent"}, {"activiteit": "SPRT"}, {"pagina": "2"}, {"letterlijk": "ja"}):
        assert robots_of(site, urlencode({"q": "vereniging", **beside})) == ["noindex"]
