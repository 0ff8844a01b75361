"""The page of one association: what it shows, what it hides, and where an old address leads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.gazetteer import Gazetteer, Place, PlaceKind
from directory.geography.points import Point
from directory.pages.detail.actions import MEETS_AT
from directory.pages.detail.linked import for_script
from directory.pages.detail.page import POST
from directory.pages.map.situation import situation
from directory.publication.rows import Location
from tests.pages import world
from tests.pages.html import Element, page

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from directory.settings import Settings


def shown(client: TestClient, vcode: str) -> Element:
    """Return the page of an association, wherever it is."""
    response = client.get(f"/vereniging/{vcode}", follow_redirects=True)
    assert response.status_code == 200
    return page(response.text)


def facts(found: Element) -> dict[str, str]:
    """Return what is said under each term."""
    return {
        group.one("dt").text: " | ".join(item.text for item in group.all("dd"))
        for group in found.all("div")
        if group.all("dt") and not group.all("div")[1:]
    }


def test_what_is_known_is_shown(site: TestClient) -> None:
    found = shown(site, world.CHOIR)
    assert found.one("h1").text == "Gemengd koor Cantate"
    assert facts(found) == {
        "Activiteiten in": "Zaal De Kring, Dorp 12, 3010 Kessel-Lo (Leuven) | Toon op de kaart",
        "Postadres": "3000 Leuven",
        "Werkingsgebied": "Herent en Leuven",
        "Leeftijd": "Vanaf 18 jaar",
        "Actief sinds": "1 mei 1998",
        "Soort": "Vzw · ondernemingsnummer 0400.112.825",
        "Website": "cantate.example",
        "E-mail": "info@cantate.example secretariaat",
        "Telefoon": "+32 (0)16 00 00 00",
    }


def test_what_is_not_known_is_not_there(site: TestClient) -> None:
    found = shown(site, world.QUIET)
    assert facts(found) == {"Soort": "Zonder rechtspersoon geen vzw of stichting, wel mensen die samen iets doen"}
    assert not found.all("section", **{"aria-labelledby": "contact"})


def test_contact_details_can_be_followed(site: TestClient) -> None:
    links = {
        item.get("href") for item in shown(site, world.CHOIR).one("section", **{"aria-labelledby": "contact"}).all("a")
    }
    assert links == {"https://www.cantate.example/", "mailto:info@cantate.example", "tel:+3216000000"}


def test_taking_part_is_by_public_ways_only(site: TestClient) -> None:
    join = shown(site, world.CHOIR).one("section", **{"aria-labelledby": "meedoen"})
    assert {item.text: item.get("href") for item in join.all("a")} == {
        "Mail": "mailto:info@cantate.example?subject=Meedoen%20bij%20Gemengd%20koor%20Cantate",
        "Bel": "tel:+3216000000",
        "Website": "https://www.cantate.example/",
        "Route": "https://www.openstreetmap.org/directions?to=Dorp+12%2C+3010+Kessel-Lo%2C+Belgi%C3%AB",
    }
    assert "Geheimstraat" not in str(join.all("a"))
    # Sharing needs a script, which shows the button.
    assert "hidden" in join.one("button").attributes
    quiet = shown(site, world.QUIET).one("section", **{"aria-labelledby": "meedoen"})
    assert (quiet.one("h2").text, quiet.all("a")) == ("Delen", [])


def test_an_unsafe_address_is_text_and_no_link(site: TestClient) -> None:
    contact = shown(site, world.EVIL).one("section", **{"aria-labelledby": "contact"})
    assert not contact.all("a")
    assert "javascript:alert(1)//x.be" in contact.text.replace("http://", "")


def test_markup_in_a_name_or_text_stays_text(site: TestClient) -> None:
    found = shown(site, world.EVIL)
    assert found.one("h1").text == world.EVIL_NAME
    assert world.EVIL_TEXT in found.text
    assert [item.get("type") for item in found.all("script")] == ["application/ld+json", "module"]


def test_membership_is_shown_both_ways(site: TestClient) -> None:
    up = shown(site, world.CHOIR).one("aside")
    assert "Koepel voor koren sinds 1 januari 2020" in up.text
    down = shown(site, world.UMBRELLA).one("aside")
    assert "Leden Gemengd koor Cantate Kinderkoor De Nachtegaaltjes" in down.text


def test_a_hidden_association_is_not_named_by_others(site: TestClient) -> None:
    assert "Geheim" not in shown(site, world.UMBRELLA).text
    assert "Geheim" not in shown(site, world.CHILDREN).text


def test_a_recognition_tells_by_whom_and_how_long(site: TestClient) -> None:
    found = shown(site, world.CHOIR)
    assert "Erkend door Leuven" in [tag.text for tag in found.all("span", class_="tag")]
    assert "van 1 januari 2024 tot en met 31 december 2030" in found.one("aside").text


def test_one_that_is_about_to_stop_says_so(site: TestClient) -> None:
    assert shown(site, world.CHILDREN).one("p", class_="notice").text == "Deze vereniging is bezig met stoppen."


@pytest.mark.parametrize("tail", ["", "/oude-naam", "/gemengd-koor-cantate-2", "/Gemengd-Koor-Cantate"])
def test_another_slug_leads_to_the_right_one(site: TestClient, tail: str) -> None:
    response = site.get(f"/vereniging/{world.CHOIR.lower()}{tail}")
    assert response.status_code == 308
    assert response.headers["Location"] == f"/vereniging/{world.CHOIR}/gemengd-koor-cantate"


def test_a_name_without_letters_of_ours_has_an_address_too(site: TestClient) -> None:
    response = site.get(f"/vereniging/{world.QUIET}")
    assert response.headers["Location"] == f"/vereniging/{world.QUIET}/t-verlof"


def linked(found: Element) -> Any:
    """Return the linked data in a page."""
    (text,) = found.one("script", type="application/ld+json").children
    return json.loads(str(text))


def test_linked_data_tells_what_is_public(site: TestClient) -> None:
    told = linked(shown(site, world.CHOIR))
    page_address = f"http://127.0.0.1:8000/vereniging/{world.CHOIR}/gemengd-koor-cantate"
    assert told == {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": page_address,
        "name": "Gemengd koor Cantate",
        "alternateName": ["GKC"],
        "description": "Een gemengd koor met veertig stemmen.",
        "url": "https://www.cantate.example/",
        "mainEntityOfPage": page_address,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "vCode", "value": world.CHOIR},
            {"@type": "PropertyValue", "propertyID": "KBO", "value": "0400112825"},
        ],
        "foundingDate": "1998-05-01",
        "address": [
            {
                "@type": "PostalAddress",
                "name": "Zaal De Kring",
                "streetAddress": "Dorp 12",
                "postalCode": "3010",
                "addressLocality": "Kessel-Lo (Leuven)",
                "addressCountry": "België",
            }
        ],
        "areaServed": [
            {"@type": "AdministrativeArea", "name": "Herent", "identifier": "24038"},
            {"@type": "AdministrativeArea", "name": "Leuven", "identifier": "24062"},
        ],
        "memberOf": [
            {
                "@type": "NGO",
                "@id": f"http://127.0.0.1:8000/vereniging/{world.UMBRELLA}/koepel-voor-koren",
                "name": "Koepel voor koren",
            }
        ],
    }


@pytest.mark.parametrize("vcode", [world.CHOIR, world.CHILDREN, world.UMBRELLA, world.EVIL, world.QUIET])
def test_linked_data_is_the_same_in_the_page_and_apart(site: TestClient, vcode: str) -> None:
    apart = site.get(f"/vereniging/{vcode}.jsonld")
    assert apart.headers["Content-Type"] == "application/ld+json"
    assert apart.json() == linked(shown(site, vcode))


def test_linked_data_holds_hostile_text_without_ending_its_element(site: TestClient) -> None:
    told = linked(shown(site, world.EVIL))
    assert (told["name"], told["description"]) == (world.EVIL_NAME, world.EVIL_TEXT)


@given(text=st.text() | st.sampled_from(["</script>", "<!--<script>", "]]>", "\u2028&amp;"]))
def test_any_text_is_written_without_a_sign_of_markup_and_read_back(text: str) -> None:
    written = for_script({"name": text})
    assert not set("<>&") & set(written)
    assert json.loads(written) == {"name": text}


def test_linked_data_has_one_address_and_none_for_what_is_not_there(site: TestClient) -> None:
    moved = site.get(f"/vereniging/{world.CHOIR.lower()}.jsonld")
    assert (moved.status_code, moved.headers["Location"]) == (308, f"/vereniging/{world.CHOIR}.jsonld")
    assert [
        site.get(f"/vereniging/{vcode}.jsonld").status_code
        for vcode in (world.STOPPED, world.NEVER, world.UNKNOWN, "V1")
    ] == [410, 404, 404, 404]


def test_crumbs_and_tags_lead_to_pages_of_their_own(site: TestClient) -> None:
    found = shown(site, world.CHOIR)
    assert [link.get("href") for link in found.one("nav", class_="crumbs").all("a")] == [
        "/provincie/vlaams-brabant",
        "/gemeente/leuven",
        "/gemeente/leuven/kunsten-erfgoed-en-cultuur",
    ]
    assert [tag.get("href") for tag in found.all("a", class_="tag")] == [
        "/gemeente/leuven/koor",
        "/activiteit/kunsten-erfgoed-en-cultuur",
    ]


def test_the_word_that_tells_a_kind_stands_beside_it(site: TestClient) -> None:
    assert "Koor: “koor” in de naam" in shown(site, world.CHOIR).one("article").text


def neighbours(client: TestClient, vcode: str) -> list[Element]:
    """Return the links to neighbours."""
    return [item.one("a") for item in shown(client, vcode).one("section", class_="near").all("li")]


def test_neighbours_of_the_same_kind_or_activity_come_first(site: TestClient) -> None:
    found = shown(site, world.CHOIR).one("section", class_="near")
    assert found.all("li")[0].one("strong").text == "in Kessel-Lo"
    pages = [page(site.get(link.get("href")).text) for link in neighbours(site, world.CHOIR)]
    kinds = [[tag.text for tag in one.all("a", class_="tag")] for one in pages]
    are_choirs = [any(tag.lower().endswith("koor") for tag in tags) for tags in kinds]
    assert are_choirs[0]
    assert are_choirs == sorted(are_choirs, reverse=True)
    assert all(
        "Kunsten, erfgoed en cultuur" in tags for tags, is_choir in zip(kinds, are_choirs, strict=True) if not is_choir
    )


def test_neighbours_are_a_few_and_each_leads_to_its_page(site: TestClient) -> None:
    links = neighbours(site, world.EVIL)
    assert len(links) == 3
    assert [site.get(link.get("href")).status_code for link in links] == [200, 200, 200]


# Associations that name each other, as umbrella or as department, and have an address.
_RELATED = """
SELECT DISTINCT a.vcode FROM publication.association a
JOIN publication.location l ON l.association_id = a.association_id AND l.kind <> 'Correspondentie'
WHERE EXISTS (SELECT FROM publication.department d WHERE d.association_id = a.association_id)
   OR EXISTS (SELECT FROM publication.member m WHERE m.association_id = a.association_id)
ORDER BY a.vcode LIMIT 12
"""


def test_whom_the_page_names_already_is_no_neighbour(site: TestClient, site_settings: Settings) -> None:
    with psycopg.connect(site_settings.database_url.get_secret_value()) as connection:
        umbrellas = [row[0] for row in connection.execute(_RELATED)]
    pages = [shown(site, vcode) for vcode in umbrellas]
    met = [
        {link.get("href") for link in found.one("aside").all("a")}
        & {item.one("a").get("href") for part in found.all("section", class_="near") for item in part.all("li")}
        for found in pages
    ]
    assert met == [set()] * len(umbrellas)
    assert any(found.all("section", class_="near") for found in pages)


def test_without_the_engine_the_page_is_whole_but_for_the_neighbours(site_without_engine: TestClient) -> None:
    found = shown(site_without_engine, world.CHOIR)
    assert not found.all("section", class_="near")
    assert found.one("section", **{"aria-labelledby": "contact"})


def test_a_small_map_shows_a_public_address(site: TestClient) -> None:
    found = shown(site, world.CHOIR)
    drawing = found.one("section", class_="situation").one("svg")
    assert drawing.get("aria-label").startswith("Kaartje: ligging in Leuven, in de buurt van ")
    assert len(drawing.all("circle", class_="mark")) == 1
    assert found.one("a", href="#ligging").text == "Toon op de kaart"


def test_a_correspondence_address_is_on_no_map() -> None:
    leuven = Place(PlaceKind.MUNICIPALITY, "Leuven", "Leuven", ("24062",), point=Point(50.88, 4.7))
    places = Gazetteer(by_code={"24062": leuven})
    home = Location(1, POST, True, "", "", "", "", "3000", "Leuven", "", "", "24062", "", 50.88, 4.7, "")
    assert situation([home], places) is None
    assert situation([home._replace(kind=MEETS_AT)], places) is not None


def test_the_way_back_leads_to_the_same_results_and_this_one_in_them(site: TestClient) -> None:
    came_from = "http://gids.test/zoeken?q=koor&waar=Leuven&pagina=1"
    path = f"/vereniging/{world.CHOIR}/gemengd-koor-cantate"
    response = site.get(path, headers={"Referer": came_from})
    back = page(response.text).one("p", class_="back").one("a").get("href")
    assert back == f"/zoeken?q=koor&waar=Leuven#{world.CHOIR}"
    assert page(site.get(back).text).one("li", id=world.CHOIR)
    assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "came_from",
    ["", "https://elsewhere.example/zoeken?q=koor", "http://gids.test/", "http://gids.test/vereniging/V9000001",
     "http://[", "javascript:alert(1)", "http://gids.test.evil.example/zoeken"],
)  # fmt: skip
def test_from_anywhere_else_there_is_no_way_back(site: TestClient, came_from: str) -> None:
    response = site.get(f"/vereniging/{world.CHOIR}/gemengd-koor-cantate", headers={"Referer": came_from})
    assert not page(response.text).all("p", class_="back")


def test_a_mistake_can_be_reported_and_the_data_taken(site: TestClient) -> None:
    hrefs = {link.get("href") for link in shown(site, world.CHOIR).one("aside").all("a")}
    assert {f"/vereniging/{world.CHOIR}/melding", f"/vereniging/{world.CHOIR}.jsonld"} <= hrefs


def test_one_for_nearly_everybody_has_no_tag_for_each_age(site: TestClient) -> None:
    tags = {
        item.one("h2").text: [tag.text for tag in item.all("li", class_="tag")]
        for query in ("q=gemengd+koor+cantate", "q=kinderkoor+de+nachtegaaltjes")
        for item in page(site.get(f"/zoeken?{query}").text).all("article")
    }
    assert tags["Gemengd koor Cantate"] == ["Koor", "Kunsten, erfgoed en cultuur", "Erkend"]
    assert tags["Kinderkoor De Nachtegaaltjes"][-2:] == ["Kinderen", "Jongeren"]


def test_what_was_public_once_is_gone(site: TestClient) -> None:
    response = site.get(f"/vereniging/{world.STOPPED}/gestopte-sterrenkijkers")
    assert response.status_code == 410
    assert page(response.text).one("h1").text == "Deze vereniging staat niet meer in de gids"
    assert "Sterrenkijkers" not in response.text


def test_what_never_was_public_answers_like_what_never_was(site: TestClient) -> None:
    hidden, unknown = site.get(f"/vereniging/{world.NEVER}"), site.get(f"/vereniging/{world.UNKNOWN}")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content == unknown.content
    passing = {"x-request-id", "ratelimit", "ratelimit-policy", "date"}
    assert [item for item in hidden.headers.items() if item[0] not in passing] == [
        item for item in unknown.headers.items() if item[0] not in passing
    ]


@pytest.mark.parametrize(
    "vcode",
    [
        "V123",
        "V00010010",
        "X0001001",
        "V000100a",
        "V%D9%A0%D9%A0%D9%A0%D9%A1%D9%A0%D9%A0%D9%A1",
        "V0001001%20",
    ],
)
def test_what_is_no_vcode_is_not_found(site: TestClient, vcode: str) -> None:
    assert site.get(f"/vereniging/{vcode}").status_code == 404
