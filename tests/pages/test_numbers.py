"""Every number that a page, the JSON or a widget shows equals what Postgres counts of what its link leads to."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import psycopg
import pytest

from directory.platform.app_state import state_in
from directory.publication import reader
from directory.search.criteria.choices import FacetName, ResultGroup, View
from directory.services import Services
from directory.urls.landing_pages import municipality_path
from directory.widgets.settings.enums import FACET_OF, WidgetFacetName
from tests.pages.conftest import WEB_ADDRESS, patient
from tests.pages.landing_html import numbered
from tests.pages.results_html import counted, shown, submitted, total
from tests.search.brute_force import World, described, made, question
from tests.search.conftest import indexed
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from starlette.testclient import TestClient

    from directory.search.criteria.criteria import Criteria
    from directory.search.service import Search
    from tests.pages.html import Element
    from tests.running_parts import Database

BATCHES, PAGES_OF_BATCH, BOXES_OF_PAGE = 4, 15, 5


@dataclass(frozen=True)
class Number:
    """A number as shown, and the question of what it leads to."""

    where: str
    criteria: Criteria
    count: int


@dataclass(frozen=True)
class CountedSite:
    """The site, and what counts the same associations without it."""

    client: TestClient
    search: Search
    world: World

    def criteria(self, address: str) -> Criteria:
        """Return the question of an address, the page of a place or an activity included."""
        parts = urlsplit(address)
        if not parts.path.startswith("/zoeken"):
            links = shown(self.client, parts.query, parts.path).all("p", class_="lead")[0].all("a")
            return self.criteria(links[0].get("href")) if links else self._of_municipality(parts.path)
        return self.search.parse(parse_qsl(parts.query)).criteria

    def _of_municipality(self, path: str) -> Criteria:
        """Return the question of the page of a municipality without associations: it links to no list."""
        municipalities = self.search.reference.gazetteer.municipalities
        (code,) = [place.areas for place in municipalities if municipality_path(place) == path]
        return replace(self.search.parse([]).criteria, areas=code)

    def count(self, criteria: Criteria) -> int:
        """Count in Postgres, by codes and points where the address says names."""
        place = self.search.reference.gazetteer.resolve(criteria.where).place if criteria.where else None
        if place and criteria.radius_km:
            criteria = replace(criteria, where="", near=place.point)
        elif place and place.areas and not place.is_narrow:
            criteria = replace(criteria, where=place.areas[0])
        return self.world.total(criteria)

    def wrong(self, numbers: Iterable[Number]) -> list[Any]:
        """Return the numbers that differ."""
        compared = ((number, self.count(number.criteria)) for number in numbers)
        return [(number.where, number.criteria.pairs(), number.count, n) for number, n in compared if number.count != n]


@pytest.fixture(scope="module")
def counted_site(
    module_database: Database, opensearch_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CountedSite]:
    made(module_database, tmp_path_factory.mktemp("numbers"))
    alias = f"numbers-{os.getpid()}"
    settings = settings_with(
        DATABASE_URL=module_database.public, OPENSEARCH_URL=opensearch_url, DIRECTORY_INDEX_PREFIX=alias
    )
    app = patient(settings)
    with psycopg.connect(module_database.superuser, autocommit=True) as connection:
        ids = [row[0] for row in connection.execute("SELECT association_id FROM publication.association")]
        published = list(reader.published(connection, ids))
        with indexed(opensearch_url, alias, published), asking(app, WEB_ADDRESS) as client:
            search = state_in(app, Services).search
            with described(connection, search.reference.gazetteer, published) as world:
                yield CountedSite(client, search, world)


def on_page(site: CountedSite, criteria: Criteria, chance: random.Random) -> Iterator[Number]:
    """Yield the numbers of the list of a question: heading, boxes, groups and offers."""
    found = shown(site.client, urlencode(criteria.pairs()))
    yield Number("heading", criteria, total(found))
    boxes = [label for label in found.all("label", class_="choice") if label.all("span", class_="count")]
    for label in chance.sample(boxes, min(BOXES_OF_PAGE, len(boxes))):
        box, count = label.one("input"), counted(label.one("span", class_="count").text)
        yield Number(f"box {box.get('name')}", _with_box(criteria, box), count)
        if box.get("name") != "adres" and not criteria.chosen(FacetName(box.get("name"))):
            sent = site.criteria(f"/zoeken?{submitted(found, **{box.get('name'): box.get('value')})}")
            yield Number(f"form with box {box.get('name')}", sent, count)
    for link in [one for item in found.all("ul", class_="beside") for one in item.all("a")]:
        yield Number("group as a link", site.criteria(link.get("href")), counted(link.text))
    for section in found.all("section", class_="beside"):
        group = ResultGroup(section.get("aria-labelledby").removeprefix("groep-"))
        yield Number("group below the list", criteria.in_group(group), counted(section.one("h2").text))
    for offer in found.all("p", class_="nearby"):
        yield Number("around", site.criteria(offer.one("a").get("href")), counted(offer.one("a").text))


def _with_box(criteria: Criteria, box: Element) -> Criteria:
    if box.get("name") == "adres":
        return replace(criteria, address_only=True)
    return criteria.choosing(FacetName(box.get("name")), [box.get("value")])


def on_map(site: CountedSite, criteria: Criteria, chance: random.Random) -> Iterator[Number]:
    """Yield the numbers of the map and of the list below it."""
    found = shown(site.client, urlencode(criteria.shown_as(View.MAP).pairs()))
    yield Number("heading of the map", criteria, total(found))
    if not found.all("figure", class_="map"):
        return
    circles = found.one("figure", class_="map").one("svg").all("a")
    rows = [link for item in found.all("ul", class_="map-list") for link in item.all("a")]
    assert [link.get("href") for link in circles] == [link.get("href") for link in rows]
    for circle, row in chance.sample(list(zip(circles, rows, strict=True)), min(BOXES_OF_PAGE, len(rows))):
        if circle.get("aria-current"):
            continue  # leads away from it
        led = site.criteria(circle.get("href"))
        added = set(led.areas) - set(criteria.areas)
        only = led.choosing(FacetName.AREA, added or led.areas)
        yield Number("circle", only, counted(circle.one("title").text.rpartition(", ")[2]))
        yield Number("row of the map", only, counted(row.one("span", class_="count").text))


def in_json(site: CountedSite, criteria: Criteria) -> Iterator[Number]:
    """Yield the numbers of the JSON."""
    answer = site.client.get(f"/zoeken.json?{urlencode(criteria.pairs())}").json()
    yield Number("JSON", criteria, answer["totaal"])
    links = [*answer["groepen"], *answer["stappen"], *filter(None, (answer["bedoeldeJe"], answer["inDeBuurt"]))]
    yield from (Number("JSON, beside", site.criteria(one["zoekopdracht"]), one["totaal"]) for one in links)


def in_widget(site: CountedSite, query: str) -> Iterator[Number]:
    """Yield the numbers of a widget, as JSON and as a page that stands in a frame."""
    answer = site.client.get(f"/widget/v1/zoek?{query}").json()
    criteria = site.criteria(answer["alles"])
    yield Number("widget", criteria, answer["totaal"])
    for facet in answer["facetten"]:
        for value in facet["waarden"][:BOXES_OF_PAGE]:
            chosen = criteria.choosing(FACET_OF[WidgetFacetName(facet["naam"])], [value["code"]])
            yield Number(f"widget, {facet['naam']}", chosen, value["aantal"])
    groups = [(group["url"], group["totaal"]) for group in answer["groepen"]]
    yield from (Number("widget, group", site.criteria(url), number) for url, number in groups)
    frame = shown(site.client, query, "/embed")
    yield Number("frame", criteria, total(frame))
    links = [link for item in frame.all("ul", class_="groepen") for link in item.all("a")]
    yield from (Number("frame, group", site.criteria(link.get("href")), counted(link.text)) for link in links)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_number_of_a_search_is_what_it_leads_to(counted_site: CountedSite, batch: int) -> None:
    chance = random.Random(f"search {batch}")  # noqa: S311 - the same questions in every run is the point
    numbers: list[Number] = []
    for _ in range(PAGES_OF_BATCH):
        criteria = question(counted_site.world, chance)
        numbers += [
            *on_page(counted_site, criteria, chance),
            *on_map(counted_site, criteria, chance),
            *in_json(counted_site, criteria),
        ]
    assert len(numbers) > 5 * PAGES_OF_BATCH
    assert counted_site.wrong(numbers) == []


def test_every_number_of_a_group_is_what_it_leads_to(counted_site: CountedSite) -> None:
    """Ask of a place or an area alone, which has groups more often than any other question."""
    chance = random.Random("groups")  # noqa: S311 - idem
    numbers: list[Number] = []
    for _ in range(PAGES_OF_BATCH):
        places = [*counted_site.world.parents, *counted_site.world.districts, *counted_site.world.values["postcode"]]
        criteria = replace(counted_site.search.parse([]).criteria, where=chance.choice(places))
        numbers += [*on_page(counted_site, criteria, chance), *in_json(counted_site, criteria)]
        numbers += in_json(counted_site, criteria.in_group(ResultGroup.PROVINCE))
    assert sum(number.criteria.group is not ResultGroup.SURE for number in numbers) > PAGES_OF_BATCH
    assert counted_site.wrong(numbers) == []


def test_every_number_of_the_page_of_a_place_is_what_it_leads_to(counted_site: CountedSite) -> None:
    chance = random.Random("places")  # noqa: S311 - idem
    paths = [link.get("href") for link in shown(counted_site.client, "", "/gemeenten").all("a")]
    paths = [path for path in paths if path.startswith("/gemeente/")]
    numbers: list[Number] = []
    for path in chance.sample(paths, PAGES_OF_BATCH):
        found = shown(counted_site.client, "", path)
        links = numbered(found)
        beside = [link for item in found.all("ul", class_="beside") for link in item.all("a")]
        links = [
            *chance.sample(links, min(BOXES_OF_PAGE, len(links))),
            *((a.get("href"), counted(a.text)) for a in beside),
        ]
        numbers += [Number(path, counted_site.criteria(href), number) for href, number in links]
    assert {number.criteria.group for number in numbers} == {ResultGroup.SURE, ResultGroup.PROVINCE}
    assert counted_site.wrong(numbers) == []


def test_every_number_of_a_widget_is_what_it_leads_to(counted_site: CountedSite) -> None:
    chance = random.Random("widgets")  # noqa: S311 - idem
    world, numbers = counted_site.world, list[Number]()
    for _ in range(PAGES_OF_BATCH):
        scope = chance.choice((("gemeente", list(world.parents)), ("postcode", world.values["postcode"])))
        pairs = [(scope[0], chance.choice(scope[1])), ("facetten", "act,deel,leeftijd")]
        if chance.random() < 0.5:
            pairs.append(("kies", f"act.{chance.choice(world.values['activiteit'])}"))
        numbers += in_widget(counted_site, urlencode(pairs))
    assert {ResultGroup.PROVINCE} < {number.criteria.group for number in numbers}
    assert counted_site.wrong(numbers) == []
