"""Every outlet shows an association at the same place; see `directory.geography.shown_place`."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

import psycopg
import pytest

from directory.pages.detail import card_drawing
from tests.pages import world
from tests.pages.conftest import WEB_ADDRESS, patient, patient_without_engine
from tests.pages.html import page
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.testclient import TestClient

    from directory.devstack.databases import Database
    from directory.settings import Settings
    from tests.running_parts import RunningParts

SEAT_AND_POST, MEETS_AND_SEAT = "V9100001", "V9100002"
NAMES = {SEAT_AND_POST: "Zetelkring Een", MEETS_AND_SEAT: "Zetelkring Twee"}
GENT, LEUVEN = ("44021", "9000", "Gent"), ("24062", "3000", "Leuven")
SEAT, MEETS, POST = "Maatschappelijke zetel volgens KBO", "Activiteiten", "Correspondentie"
# The order is that of the register; True is primary.
LOCATIONS = (
    (SEAT_AND_POST, POST, LEUVEN, True),
    (SEAT_AND_POST, SEAT, GENT, False),
    (MEETS_AND_SEAT, SEAT, LEUVEN, True),
    (MEETS_AND_SEAT, MEETS, GENT, False),
)


@pytest.fixture(scope="module")
def settings(parts: RunningParts, module_database: Database) -> Iterator[Settings]:
    """Return the settings of a site with two associations, each with addresses in Gent and Leuven."""
    with psycopg.connect(module_database.superuser) as connection:
        for vcode, name in NAMES.items():
            connection.execute(
                "INSERT INTO register.association (vcode, type_code, name) VALUES (%s, 'VZW', %s)", (vcode, name)
            )
        for number, (vcode, kind, (nis, postcode, municipality), is_primary) in enumerate(LOCATIONS, start=1):
            connection.execute(
                "INSERT INTO register.location (association_id, location_id, kind, is_primary, street, house_number,"
                " postcode, municipality, country, nis)"
                " SELECT id, %s, %s, %s, 'Straat', '1', %s, %s, 'België', %s"
                " FROM register.association WHERE vcode = %s",
                (number, kind, is_primary, postcode, municipality, nis, vcode),
            )
        for nis, _postcode, name in (GENT, LEUVEN):
            connection.execute("INSERT INTO site.municipality_mail (nis, email) VALUES (%s, %s)", (nis, f"{name}@x.be"))
    alias = f"{module_database.name}-{os.getpid()}".replace("_", "-")
    with world.indexed(module_database, parts.connections.opensearch, alias):
        yield settings_with(
            DATABASE_URL=module_database.public,
            OPENSEARCH_URL=parts.connections.opensearch,
            DIRECTORY_INDEX_PREFIX=alias,
        )


@pytest.fixture(scope="module")
def site(settings: Settings) -> Iterator[TestClient]:
    """Ask the site."""
    with asking(patient(settings), WEB_ADDRESS) as client:
        yield client


@pytest.fixture(scope="module")
def site_without_engine(settings: Settings) -> Iterator[TestClient]:
    """Ask the same site while its engine is away."""
    with asking(patient_without_engine(settings), WEB_ADDRESS) as client:
        yield client


class Sites(NamedTuple):
    """The site, the same without its engine, and what is written on the pictures that it draws."""

    site: TestClient
    without_engine: TestClient
    pictured: list[str]


@pytest.fixture
def sites(site: TestClient, site_without_engine: TestClient, monkeypatch: pytest.MonkeyPatch) -> Sites:
    pictured: list[str] = []
    draw = card_drawing.card

    def noting(name: str, told: tuple[str, ...], *more: object) -> object:
        pictured.append(told[-1])
        return draw(name, told, *more)  # type: ignore[arg-type]  # what the route gives

    monkeypatch.setattr(card_drawing, "card", noting)
    return Sites(site, site_without_engine, pictured)


def listed(client: TestClient, vcode: str, more: str = "") -> str:
    found = client.get(f"/zoeken.json?q={NAMES[vcode]}{more}").json()["verenigingen"]
    place: str = next(item["plaats"] for item in found if item["vCode"] == vcode)
    return place


def on_picture(sites: Sites, vcode: str) -> str:
    assert sites.site.get(f"/kaart/{vcode}.png").status_code == 200
    return sites.pictured.pop()


def suggested(sites: Sites, vcode: str) -> str:
    found = sites.site.get(f"/suggesties?q={NAMES[vcode]}").json()["verenigingen"]["suggesties"]
    detail: str = next(item["toelichting"] for item in found if item["naam"] == NAMES[vcode])
    return detail


def in_crumbs(sites: Sites, vcode: str) -> str:
    path = sites.site.get(f"/vereniging/{vcode}").headers["Location"]
    return page(sites.site.get(path).text).one("nav", class_="crumbs").all("a")[-1].text


def reported_to(sites: Sites, vcode: str) -> str:
    form = sites.site.get(f"/vereniging/{vcode}/melding").text
    found = re.search(r"gemeente (\w+)", form)
    assert found is not None
    return found[1]


OUTLETS: dict[str, Callable[[Sites, str], str]] = {
    "list": lambda sites, vcode: listed(sites.site, vcode),
    "list without the engine": lambda sites, vcode: listed(sites.without_engine, vcode),
    "suggestion": suggested,
    "picture": on_picture,
    "widget list": lambda sites, vcode: sites.site.get(f"/widget/v1/zoek?q={NAMES[vcode]}").json()["resultaten"][0][
        "plaats"
    ],
    "widget card": lambda sites, vcode: sites.site.get(f"/widget/v1/vereniging?vcode={vcode}").json()["plaats"],
    "crumbs": in_crumbs,
    "report": reported_to,
}


@pytest.mark.parametrize("vcode", NAMES)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_outlet_shows_the_place_of_the_rule(sites: Sites, outlet: str, vcode: str) -> None:
    assert OUTLETS[outlet](sites, vcode) == "Gent"


@pytest.mark.parametrize("vcode", NAMES)
def test_lists_show_the_address_in_the_place_that_was_searched_for(sites: Sites, vcode: str) -> None:
    assert listed(sites.site, vcode, "&waar=Leuven") == listed(sites.without_engine, vcode, "&waar=Leuven") == "Leuven"
