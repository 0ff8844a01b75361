"""The pages of municipalities, provinces and activities: every number is what its link gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.language.kind_table import kind_table
from directory.language.normalise import slug
from directory.register.reference import rows
from tests.pages.html import Element, page
from tests.pages.landing_html import found_by, numbered, shown

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ACTIVITIES = {row["code"]: row["name"] for row in rows("activity")}
MUNICIPALITIES = {
    row["code"]: row["name"] for row in rows("area") if row["kind"] == "gemeente" and not row["successor"]
}
PROVINCES = {row["code"]: row["slug"] for row in rows("area") if row["kind"] in {"provincie", "gewest"}}
PAGES = (
    "/gemeente/leuven",
    "/provincie/vlaams-brabant",
    "/activiteit/sport",
    "/gemeente/leuven/kunsten-erfgoed-en-cultuur",
    "/gemeente/leuven/koor",
    "/activiteit/kunsten-erfgoed-en-cultuur/koor",
)
INDEXES = ("/gemeenten", "/activiteiten")


def meta(found: Element, name: str) -> str:
    """Return what the head of a page says under a name."""
    (tag,) = [one for one in found.all("meta") if one.get("name") == name]
    return tag.get("content")


@pytest.mark.parametrize("path", PAGES)
def test_every_number_is_what_its_link_gives(site: TestClient, path: str) -> None:
    told = numbered(shown(site, path))
    assert len(told) > 12
    assert [(href, found_by(site, href)) for href, _ in told[::5]] == told[::5]


@pytest.mark.parametrize("path", INDEXES)
def test_every_number_of_a_list_is_what_its_link_gives(site: TestClient, path: str) -> None:
    told = numbered(shown(site, path))
    assert [(href, found_by(site, href)) for href, _ in told[::30]] == told[::30]


@given(code=st.sampled_from(sorted(MUNICIPALITIES)), activity=st.sampled_from(sorted(ACTIVITIES)))
@settings(max_examples=6, deadline=None)
def test_a_page_counts_what_the_search_counts(site: TestClient, code: str, activity: str) -> None:
    municipality = f"/gemeente/{slug(MUNICIPALITIES[code])}"
    there = f"{municipality}/{slug(ACTIVITIES[activity])}"
    assert found_by(site, municipality) == found_by(site, f"/zoeken?gebied={code}")
    assert found_by(site, there) == found_by(site, f"/zoeken?gebied={code}&activiteit={activity}")


@given(code=st.sampled_from(sorted(MUNICIPALITIES)), kind=st.sampled_from(("koor", "voetbal", "scouts", "muziek")))
@settings(max_examples=6, deadline=None)
def test_a_page_of_a_kind_counts_what_the_search_counts(site: TestClient, code: str, kind: str) -> None:
    there = f"/gemeente/{slug(MUNICIPALITIES[code])}/{kind}"
    assert found_by(site, there) == found_by(site, f"/zoeken?gebied={code}&soort={kind}")
    below = kind_table()[kind].activity
    everywhere = f"/activiteit/{slug(ACTIVITIES[below])}/{kind}"
    assert found_by(site, everywhere) == found_by(site, f"/zoeken?soort={kind}")


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("/gemeente/gent", "/gemeente/gent/"),
        ("/gemeente/gent/sport", "/gemeente/gent/"),
        ("/activiteit/sport", "/activiteit/sport/"),
    ],
)
def test_kinds_are_pages_to_go_on_to(site: TestClient, path: str, start: str) -> None:
    section = shown(site, path).one("section", class_="counts", **{"aria-labelledby": "per-precies"})
    links = [link.get("href") for link in section.all("a")]
    assert links
    assert all(link.startswith(start) and link.removeprefix(start) in kind_table() for link in links)


def test_the_search_box_of_a_kind_keeps_the_kind(site: TestClient) -> None:
    form = shown(site, "/gemeente/leuven/koor").one("form", role="search")
    assert (form.one("input", type="hidden").get("name"), form.one("input", type="hidden").get("value")) == (
        "soort",
        "koor",
    )


def test_the_list_of_municipalities_leads_to_all_of_them(site: TestClient) -> None:
    links = {link.get("href") for link in shown(site, "/gemeenten").all("a")}
    assert {f"/gemeente/{slug(name)}" for name in MUNICIPALITIES.values()} <= links
    assert {f"/provincie/{name}" for name in PROVINCES.values()} <= links


def test_the_letters_share_all_municipalities_among_them(site: TestClient) -> None:
    letters = [link.get("href") for link in shown(site, "/gemeenten").one("nav", class_="letters").all("a")[1:]]
    links = [_municipalities(shown(site, letter)) for letter in letters]
    together = [link for found in links for link in found]
    assert sorted(together) == sorted(f"/gemeente/{slug(name)}" for name in MUNICIPALITIES.values())


def test_a_letter_shows_its_own(site: TestClient) -> None:
    links = _municipalities(shown(site, "/gemeenten?letter=g"))
    assert "/gemeente/gent" in links
    assert {link.split("/")[-1][0] for link in links} == {"g"}


@pytest.mark.parametrize("letter", ["1", "", "%00", "ab", "é", "%F0%9F%8E%88"])
def test_what_is_no_letter_shows_all(site: TestClient, letter: str) -> None:
    assert len(_municipalities(shown(site, f"/gemeenten?letter={letter}"))) == len(MUNICIPALITIES)


def _municipalities(found: Element) -> list[str]:
    sections = found.all("section", class_="counts")
    return [link.get("href") for section in sections for item in section.all("li") for link in item.all("a")]


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/gemeente/Leuven", "/gemeente/leuven"),
        ("/gemeente/24062", "/gemeente/leuven"),
        ("/gemeente/3000", "/gemeente/leuven"),
        ("/gemeente/Louvain", "/gemeente/leuven"),
        ("/gemeente/sint%20niklaas", "/gemeente/sint-niklaas"),
        ("/gemeente/St.-Niklaas", "/gemeente/sint-niklaas"),
        ("/gemeente/puurs", "/gemeente/puurs-sint-amands"),
        ("/gemeente/12030", "/gemeente/puurs-sint-amands"),
        ("/gemeente/BE21212030", "/gemeente/puurs-sint-amands"),
        ("/gemeente/beveren", "/gemeente/beveren-kruibeke-zwijndrecht"),
        ("/gemeente/kessel-lo", "/gemeente/leuven"),
        ("/gemeente/puurs/SPRT", "/gemeente/puurs-sint-amands/sport"),
        ("/gemeente/leuven/Sport", "/gemeente/leuven/sport"),
        ("/gemeente/Leuven/Koren", "/gemeente/leuven/koor"),
        ("/gemeente/leuven/repair%20caf%C3%A9", "/gemeente/leuven/repair-cafe"),
        ("/gemeente/leuven/Toerisme", "/gemeente/leuven/toerisme"),
        ("/activiteit/sport/koor", "/activiteit/kunsten-erfgoed-en-cultuur/koor"),
        ("/activiteit/SPRT/voetbalclubs", "/activiteit/sport/voetbal"),
        ("/provincie/BE24", "/provincie/vlaams-brabant"),
        ("/provincie/provincie-antwerpen", "/provincie/antwerpen"),
        ("/provincie/Vlaams%20Brabant", "/provincie/vlaams-brabant"),
        ("/provincie/brussel", "/provincie/brussels-hoofdstedelijk-gewest"),
        ("/activiteit/KECU", "/activiteit/kunsten-erfgoed-en-cultuur"),
        ("/activiteit/Sport", "/activiteit/sport"),
    ],
)
def test_what_people_wrote_elsewhere_leads_to_the_one_address(site: TestClient, path: str, to: str) -> None:
    response = site.get(path)
    assert (response.status_code, response.headers.get("Location")) == (308, to)


@pytest.mark.parametrize(
    "path",
    [
        *("/gemeente/nergens", "/gemeente/9999", "/gemeente/99999", "/gemeente/%20", "/gemeente/" + "x" * 400),
        *("/gemeente/%F0%9F%8E%88", "/gemeente/vlaams-brabant", "/gemeente/leuven/nietsdoen"),
        *("/provincie/leuven", "/provincie/nergens", "/activiteit/niets", "/activiteit/%20"),
        *("/activiteit/sport/niets", "/activiteit/niets/koor", "/gemeente/nergens/koor"),
    ],
)
def test_what_means_nothing_is_not_found_and_can_be_searched(site: TestClient, path: str) -> None:
    response = site.get(path)
    assert response.status_code == 404
    assert page(response.text).one("form", role="search")


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=90))
@settings(max_examples=30, deadline=None)
def test_any_text_leads_somewhere_or_nowhere_and_breaks_nothing(site: TestClient, text: str) -> None:
    for kind in ("gemeente", "provincie", "activiteit"):
        response = site.get(f"/{kind}/{quote(text, safe='')}")
        assert response.status_code in {200, 308, 400, 404}


@pytest.mark.parametrize("path", [*PAGES, *INDEXES])
def test_a_page_names_its_one_address_and_what_it_is(site: TestClient, path: str) -> None:
    found = shown(site, path)
    assert urlsplit(found.one("link", rel="canonical").get("href")).path == path
    assert re.search(r"\d", meta(found, "description"))
    assert found.one("title").text.startswith(found.one("h1").text)


@pytest.mark.parametrize("path", PAGES)
def test_crumbs_lead_up(site: TestClient, path: str) -> None:
    crumbs = shown(site, path).one("nav", class_="crumbs").all("a")
    assert [site.get(crumb.get("href")).status_code for crumb in crumbs] == [200] * len(crumbs)
    assert crumbs


def test_the_search_box_knows_the_place_and_the_activity(site: TestClient) -> None:
    form = shown(site, "/gemeente/leuven/sport").one("form", role="search")
    assert form.one("input", id="waar").get("value") == "Leuven"
    assert form.one("input", type="hidden").get("value") == "SPRT"


def test_the_newest_associations_stand_first(site: TestClient) -> None:
    newest = [link.get("href") for link in shown(site, "/gemeente/leuven").one("ol", class_="hits").all("a")]
    twin = site.get("/zoeken.json?gebied=24062&sorteer=nieuwste").json()["verenigingen"]
    assert newest == [urlsplit(one["links"]["pagina"]).path for one in twin[: len(newest)]]
    assert newest


def test_a_municipality_has_eight_neighbours_nearest_first(site: TestClient) -> None:
    around = shown(site, "/gemeente/leuven").one("section", class_="around").all("a")
    assert len(around) == 8
    assert {"/gemeente/herent", "/gemeente/oud-heverlee"} <= {link.get("href") for link in around}


def test_a_page_of_nothing_stays_out_of_search_engines(site: TestClient) -> None:
    empty = [path for path in _pairs() if found_by(site, path) == 0][:1]
    assert [meta(shown(site, path), "robots") for path in empty] == ["noindex"]


def _pairs() -> list[str]:
    return [f"/gemeente/{name}/landbouw-en-visserij" for name in ("herstappe", "mesen", "drogenbos", "horebeke")]


@pytest.mark.parametrize("path", [*PAGES, *INDEXES])
def test_without_the_engine_everything_stands_there_but_the_numbers(site_without_engine: TestClient, path: str) -> None:
    found = shown(site_without_engine, path)
    assert "Zoeken werkt nu beperkt." in found.one("p", class_="notice").text
    assert found.all("span", class_="count") == []
    assert len(found.one("main").all("a")) > 12


def test_a_page_without_numbers_may_not_be_cached(site_without_engine: TestClient) -> None:
    assert site_without_engine.get("/gemeente/leuven").headers["Cache-Control"] == "no-store"


def test_a_page_that_is_still_the_same_is_not_sent_again(site: TestClient) -> None:
    first = site.get("/gemeente/leuven")
    again = site.get("/gemeente/leuven", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
