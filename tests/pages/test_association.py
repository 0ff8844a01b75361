"""The page of one association: what it shows, what it hides, and where an old address leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages import world
from tests.pages.html import Element, page

if TYPE_CHECKING:
    from starlette.testclient import TestClient


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
        "Activiteiten in": "Zaal De Kring, Dorp 12, 3010 Kessel-Lo (Leuven)",
        "Post": "3000 Leuven",
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
    assert facts(found) == {"Soort": "Zonder rechtspersoon"}
    assert not found.all("section", **{"aria-labelledby": "contact"})


def test_contact_details_can_be_followed(site: TestClient) -> None:
    links = {
        item.get("href") for item in shown(site, world.CHOIR).one("section", **{"aria-labelledby": "contact"}).all("a")
    }
    assert links == {"https://www.cantate.example/", "mailto:info@cantate.example", "tel:+3216000000"}


def test_an_unsafe_address_is_text_and_no_link(site: TestClient) -> None:
    contact = shown(site, world.EVIL).one("section", **{"aria-labelledby": "contact"})
    assert not contact.all("a")
    assert "javascript:alert(1)//x.be" in contact.text.replace("http://", "")


def test_markup_in_a_name_or_text_stays_text(site: TestClient) -> None:
    found = shown(site, world.EVIL)
    assert found.one("h1").text == world.EVIL_NAME
    assert world.EVIL_TEXT in found.text
    assert len(found.all("script")) == 1


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
