"""The map of the results: its numbers are those of the facet, its links zoom, and the list below says the same."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import psycopg
import pytest

from directory.geography.nis import BRUSSELS, province_of
from directory.pages.map.circles import WIDE
from tests.pages import world
from tests.pages.html import Element, page
from tests.pages.results_html import counted, shown, submitted, ticked, total

if TYPE_CHECKING:
    from typing import Any

    from starlette.testclient import TestClient

    from directory.settings import Settings

QUESTIONS = (
    "",
    "q=koor",
    "activiteit=SPRT&leeftijd=kinderen",
    "adres=hier&type=VZER",
    "gebied=BE23",
    "gebied=24062&activiteit=KECU&activiteit=SPRT",
    "gebied=BE10",
    "waar=Gent&straal=15",
)
_TITLE = re.compile(r"(.+), ([\d.]+) vereniging(?:en)?")
# What belongs to no municipality: no address in one, and none among the areas of operation.
_NOWHERE = """
SELECT count(*) FROM publication.association a
WHERE NOT EXISTS (SELECT FROM publication.location l WHERE l.association_id = a.association_id AND l.nis IS NOT NULL)
  AND NOT EXISTS (SELECT FROM publication.association_area x WHERE x.association_id = a.association_id
                  AND (x.kind = 'gemeente' OR x.code = 'BE10'))
"""


def drawn(client: TestClient, query: str) -> Element:
    """Return the page of a query with its map."""
    return shown(client, f"{query}&weergave=kaart")


def circles(found: Element) -> dict[str, tuple[str, int]]:
    """Return the circles of a map: the code of the area that each chooses, with its name and number."""
    read = {}
    for link in found.one("figure", class_="map").one("svg").all("a"):
        name, number = _TITLE.fullmatch(link.one("title").text).groups()  # type: ignore[union-attr]  # every title says so
        read[_chosen(link)[-1]] = (name, counted(number))
    return read


def _chosen(link: Element) -> list[str]:
    return [value for name, value in parse_qsl(urlsplit(link.get("href")).query) if name == "gebied"]


def _municipalities(values: list[dict[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:
        found |= {value["code"]: value["aantal"]}
        found |= {below["code"]: below["aantal"] for below in value.get("waarden", [])}
    return found


@pytest.mark.parametrize("query", QUESTIONS)
def test_a_circle_counts_what_the_facet_counts(site: TestClient, query: str) -> None:
    facets = site.get(f"/zoeken.json?{query}").json()["facetten"]
    areas = _municipalities(next(facet["waarden"] for facet in facets if facet["naam"] == "gebied"))
    found = circles(drawn(site, query))
    assert found
    assert {code: number for code, (_, number) in found.items()} == {code: areas[code] for code in found}


@pytest.mark.parametrize("query", ["", "q=koor", "activiteit=SPRT&leeftijd=kinderen", "adres=hier&type=VZER"])
def test_the_whole_map_shows_every_municipality_that_counts_and_brussels_as_one(site: TestClient, query: str) -> None:
    facets = site.get(f"/zoeken.json?{query}").json()["facetten"]
    areas = _municipalities(next(facet["waarden"] for facet in facets if facet["naam"] == "gebied"))
    wanted = {code for code, number in areas.items() if number and not code.startswith("BE")}
    wanted = {code for code in wanted if province_of(code) != BRUSSELS} | ({BRUSSELS} if areas.get(BRUSSELS) else set())
    assert circles(drawn(site, query)).keys() == wanted


def test_brussels_opens_when_it_is_chosen(site: TestClient) -> None:
    found = circles(drawn(site, "gebied=BE10"))
    assert len([code for code in found if province_of(code) == BRUSSELS]) > 1
    assert BRUSSELS not in found


@pytest.mark.parametrize("query", QUESTIONS)
def test_following_a_circle_gives_its_number(site: TestClient, query: str) -> None:
    links = drawn(site, query).one("figure", class_="map").one("svg").all("a")
    for link in links[:: max(1, len(links) // 4)]:
        gives = shown(site, urlsplit(link.get("href")).query)
        assert total(gives) == counted(link.one("title").text.rpartition(", ")[2])


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_list_says_what_the_circles_say_in_the_same_order(site: TestClient, query: str) -> None:
    found = drawn(site, query)
    links = found.one("figure", class_="map").one("svg").all("a")
    rows = [link for rows in found.all("ul", class_="map-list") for link in rows.all("a")]
    assert [row.get("href") for row in rows] == [link.get("href") for link in links]
    assert [counted(row.one("span", class_="count").text) for row in rows] == [
        number for _, number in circles(found).values()
    ]


@pytest.mark.parametrize("query", QUESTIONS)
def test_circles_of_the_area_stand_first_from_most_to_fewest(site: TestClient, query: str) -> None:
    found = drawn(site, query)
    numbers = [number for _, number in circles(found).values()]
    links = found.one("figure", class_="map").one("svg").all("a")
    beside = [number for link, number in zip(links, numbers, strict=True) if link.has({"class_": "outside"})]
    shown_area = numbers[: len(numbers) - len(beside)]
    assert numbers == [*sorted(shown_area, reverse=True), *sorted(beside, reverse=True)]
    radii = [float(link.one("circle").get("r")) for link in links]
    largest = radii[0] ** 2 / numbers[0]
    # To a tenth of a unit; the smallest ones stay large enough to be seen.
    assert all(
        radius == pytest.approx((largest * number) ** 0.5, abs=0.11) or radius == min(radii)
        for radius, number in zip(radii, numbers, strict=True)
    )


def test_zooming_chooses_in_the_facet_and_stays_on_the_map(site: TestClient) -> None:
    found = drawn(site, "q=koor")
    link = found.one("figure", class_="map").one("svg").all("a")[0]
    asked = dict(parse_qsl(urlsplit(link.get("href")).query))
    assert asked.keys() == {"q", "gebied", "weergave"}
    zoomed = shown(site, urlsplit(link.get("href")).query)
    assert ("gebied", asked["gebied"]) in {(box.get("name"), box.get("value")) for box in ticked(zoomed)}
    assert zoomed.one("figure", class_="map").one("svg").one("a", **{"aria-current": "true"})


def test_a_chosen_municipality_leads_on_to_its_list(site: TestClient) -> None:
    chosen = drawn(site, "gebied=24062").one("svg", role="group").one("a", **{"aria-current": "true"})
    assert parse_qsl(urlsplit(chosen.get("href")).query) == [("gebied", "24062")]


def test_the_switch_keeps_the_question(site: TestClient) -> None:
    query = "q=koor&activiteit=KECU"
    on_list = shown(site, query).one("nav", class_="views")
    assert [(link.text, link.get("aria-current")) for link in on_list.all("a")] == [("Lijst", "true"), ("Kaart", "")]
    to_map = on_list.all("a")[1].get("href")
    found = shown(site, urlsplit(to_map).query)
    assert found.all("figure", class_="map")
    assert parse_qsl(urlsplit(found.one("nav", class_="views").all("a")[0].get("href")).query) == parse_qsl(query)


def test_the_form_stays_on_the_map(site: TestClient) -> None:
    assert ("weergave", "kaart") in parse_qsl(submitted(drawn(site, "q=koor")))


def test_the_radius_that_is_asked_for_is_drawn(site: TestClient) -> None:
    assert drawn(site, "waar=Gent&straal=15").all("circle", class_="ring")
    assert drawn(site, "bij=51.05,3.72&straal=15").all("circle", class_="ring")
    assert not drawn(site, "waar=Gent").all("circle", class_="ring")


def test_a_place_is_framed_and_solid(site: TestClient) -> None:
    found = drawn(site, "waar=Gent")
    assert len(circles(found)) < len(circles(drawn(site, "")))
    assert found.one("svg", role="group").one("a", **{"aria-current": "true"}).one("title").text.startswith("Gent, ")


def test_what_stands_in_no_circle_is_told(site: TestClient, site_settings: Settings) -> None:
    with psycopg.connect(site_settings.database_url.get_secret_value()) as connection:
        (expected,) = connection.execute(_NOWHERE).fetchone()  # type: ignore[misc]  # count gives a row
    told = drawn(site, "").one("section", class_="map-twin").one("p").text
    assert re.search(r"(\d+) verenigingen? noem", told)[1] == str(expected)  # type: ignore[index]  # told, or this fails
    assert expected


def test_every_municipality_together_is_light(site: TestClient) -> None:
    whole = site.get("/zoeken?weergave=kaart").content
    listed = site.get("/zoeken").content
    assert len(gzip.compress(whole)) <= 25_000
    assert len(circles(page(whole.decode()))) > 200 > len(page(listed.decode()).all("article"))


def test_names_are_written_twice_and_read_once(site: TestClient) -> None:
    written = drawn(site, "").all("g", class_="names")
    assert [group.get("aria-hidden") for group in written] == ["true", "true"]
    assert len(written[0].all("text")) == WIDE.most
    assert written[1].all("text")


def test_a_map_of_nothing_offers_what_helps(site: TestClient) -> None:
    found = drawn(site, "q=xyzzyxyzzy&waar=Leuven")
    assert found.one("h1").text.startswith("Geen verenigingen")
    assert not found.all("figure")
    assert found.all("ul", class_="ladder")


def test_without_the_engine_the_list_stands_in_for_the_map(site_without_engine: TestClient) -> None:
    found = drawn(site_without_engine, "q=koor")
    assert not found.all("figure")
    assert "De kaart ook." in found.one("p", class_="notice").text
    assert found.all("article")


@pytest.mark.parametrize("query", ["weergave=globe", "weergave=kaart&pagina=7&na=onzin", "weergave=kaart&gebied=99999"])
def test_a_strange_question_gives_a_page(site: TestClient, query: str) -> None:
    assert site.get(f"/zoeken?{query}").status_code == 200


def test_a_name_of_ours_is_no_markup_on_the_map(site: TestClient) -> None:
    found = site.get("/zoeken", params={"q": world.EVIL_NAME, "weergave": "kaart"})
    assert "<script>alert" not in found.text
