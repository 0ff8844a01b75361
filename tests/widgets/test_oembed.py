"""Pasting an address of ours where oEmbed is understood gives the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pages.html import page
from tests.pages.world import CHOIR, STOPPED
from tests.widgets.tags import Tags

if TYPE_CHECKING:
    from starlette.testclient import TestClient

HOME = "http://127.0.0.1:8000"


def embedded(site: TestClient, address: str, **more: str) -> Any:
    answer = site.get("/oembed", params={"url": address, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        (f"/vereniging/{CHOIR}/gemengd-koor-cantate", f"vcode={CHOIR}"),
        ("/zoeken?q=koor&gebied=24062", "werkingsgebied=24062&q=koor"),
        ("/gemeente/leuven", "gemeente=24062"),
        ("/provincie/vlaams-brabant", "provincie=BE24"),
        ("/activiteit/sport", "hoofdactiviteit=SPRT"),
        ("/gemeente/leuven/", "gemeente=24062"),
        ("/gemeente/LEUVEN", "gemeente=24062"),
        ("/gemeente/leuven/sport", "gemeente=24062&hoofdactiviteit=SPRT"),
        ("/gemeente/leuven/sport/", "gemeente=24062&hoofdactiviteit=SPRT"),
        ("/zoeken/?gebied=24062", "werkingsgebied=24062"),
        ("/embed?gemeente=24062&kies=erkend.ja&pagina=2", "gemeente=24062&kies=erkend.ja"),
        ("/embed?gemeente=24062&weergave=compact", "gemeente=24062&weergave=compact"),
    ],
)
def test_an_address_becomes_the_frame_of_the_same_thing(site: TestClient, path: str, scope: str) -> None:
    told = embedded(site, HOME + path)
    assert (told["version"], told["type"], told["provider_url"]) == ("1.0", "rich", HOME)
    (frame,) = Tags(told["html"]).named("iframe")
    assert frame["src"] == f"{HOME}/embed?{scope}"
    assert frame["height"] == str(told["height"])
    assert frame["title"]
    assert site.get(frame["src"].removeprefix(HOME)).status_code == 200


FILTERS = [
    "gebied=BE24&erkend=ja",
    "gebied=BE24&heeft=website&heeft=telefoon",
    "gebied=BE24&gewijzigd=maand",
    "gewijzigd_sinds=2026-01-01",
    "gebied=BE24&type=VZW&leeftijd=jongeren",
    "gebied=BE24&subtype=SUB",
    "gebied=24062&adres=hier",
    "waar=Leuven&straal=10&activiteit=SPRT",
    "bij=50.88,4.70&straal=5",
    "q=koor+leuven&letterlijk=ja",
    "q=koor+repair+cafe&als_woord=repair&als_woord=cafe&als_woord=koor",
    "soort=koor&soort=voetbal&waar=Leuven",
    "q=koor&waar=3000&sorteer=afstand&erkend=ja&heeft=e-mail",
    "gebied=24062&gebied=24107&erkend=ja&weergave=kaart",
    "gebied=BE24&erkend=ja&utm_source=brief",
]


@pytest.mark.parametrize("query", FILTERS)
def test_the_frame_of_a_search_finds_what_its_page_finds(site: TestClient, query: str) -> None:
    (frame,) = Tags(embedded(site, f"{HOME}/zoeken?{query}")["html"]).named("iframe")
    shown = site.get(frame["src"].removeprefix(HOME).replace("/embed", "/widget/v1/zoek")).json()
    assert shown["totaal"] == site.get(f"/zoeken.json?{query.replace('&utm_source=brief', '')}").json()["totaal"]
    assert "problemen" not in shown


@pytest.mark.parametrize(
    "path",
    ["/zoeken?gebied=99999", "/zoeken?activiteit=XXXX", "/zoeken?erkend=misschien", "/zoeken?waar=Nergenshuizen",
     "/zoeken?straal=5", "/embed?gemeente=99999"],
)  # fmt: skip
def test_an_address_with_a_filter_that_cannot_be_read_is_refused_with_the_reason(site: TestClient, path: str) -> None:
    told = site.get("/oembed", params={"url": HOME + path})
    assert told.status_code == 404
    assert told.json()["detail"] != site.get("/oembed", params={"url": f"{HOME}/nergens"}).json()["detail"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/gemeente/leuven", "Verenigingen in Leuven"),
        ("/gemeente/leuven/sport", "Sport in Leuven"),
        ("/gemeente/leuven/koor", "Koren in Leuven"),
        ("/activiteit/kunsten-erfgoed-en-cultuur/koor", "Koren in Vlaanderen en Brussel"),
        ("/provincie/vlaams-brabant", "Verenigingen in Vlaams-Brabant"),
        ("/activiteit/sport", "Sport in Vlaanderen en Brussel"),
        ("/zoeken?q=koor&waar=Leuven", "“koor” in Leuven"),
        ("/embed?gemeente=24062", "Verenigingen in Leuven"),
    ],
)
def test_the_title_says_of_what_and_of_where(site: TestClient, path: str, title: str) -> None:
    told = embedded(site, HOME + path)
    tags = Tags(told["html"])
    assert told["title"] == tags.named("iframe")[0]["title"] == title
    assert tags.text == title


def test_the_link_of_a_frame_leads_to_a_whole_page(site: TestClient) -> None:
    (link,) = Tags(embedded(site, f"{HOME}/embed?gemeente=24062&weergave=compact")["html"]).named("a")
    assert link["href"] == f"{HOME}/gemeente/leuven"


@given(st.integers(1, 2000), st.integers(1, 2000), st.sampled_from(["", "&weergave=teller", "&weergave=namen"]))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_frame_is_never_larger_than_the_room_there_is(site: TestClient, width: int, height: int, view: str) -> None:
    told = embedded(site, f"{HOME}/embed?gemeente=24062{view}", maxwidth=str(width), maxheight=str(height))
    (frame,) = Tags(told["html"]).named("iframe")
    assert told["width"] <= width
    assert told["height"] <= height
    assert (frame["width"], frame["height"]) == (str(told["width"]), str(told["height"]))
    assert f"max-width:{told['width']}px" in frame["style"]


def test_the_frame_fits_the_room_there_is(site: TestClient) -> None:
    told = embedded(site, f"{HOME}/gemeente/leuven", maxwidth="320", maxheight="400", format="json")
    assert (told["width"], told["height"]) == (320, 400)


@pytest.mark.parametrize(
    "address",
    ["", "x", "https://evil.example/vereniging/V9000001", f"{HOME}.evil.example/zoeken", f"{HOME}@evil.example/zoeken",
     f"{HOME}/privacy", f"{HOME}/vereniging/{STOPPED}",
     f"{HOME}/gemeente/nergens", "http://[::1", f"{HOME}//evil/zoeken"],
)  # fmt: skip
def test_what_is_not_ours_or_not_there_becomes_nothing(site: TestClient, address: str) -> None:
    answer = site.get("/oembed", params={"url": address})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_only_json_is_spoken(site: TestClient) -> None:
    assert site.get("/oembed", params={"url": f"{HOME}/zoeken", "format": "xml"}).status_code == 501
    for size in ("wide", "0", "-1", "99999999"):
        assert site.get("/oembed", params={"url": f"{HOME}/zoeken", "maxwidth": size}).status_code == 400


@pytest.mark.parametrize(
    "path",
    ["/zoeken?q=koor", f"/vereniging/{CHOIR}/gemengd-koor-cantate", "/gemeente/leuven",
     "/gemeente/leuven/sport", "/zoeken?gebied=24062&erkend=ja", "/embed?gemeente=24062", "/embed?vcode=" + CHOIR],
)  # fmt: skip
def test_pages_say_where_their_frame_is_described(site: TestClient, path: str) -> None:
    (link,) = page(site.get(path).text).all("link", type="application/json+oembed")
    answer = site.get(link.get("href").removeprefix(HOME))
    assert answer.json()["type"] == "rich"
