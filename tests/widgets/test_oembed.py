"""Pasting an address of ours where oEmbed is understood gives the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

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
    assert site.get("/oembed", params={"url": f"{HOME}/zoeken", "maxwidth": "wide"}).status_code == 400


@pytest.mark.parametrize("path", ["/zoeken?q=koor", f"/vereniging/{CHOIR}/gemengd-koor-cantate", "/gemeente/leuven"])
def test_pages_say_where_their_frame_is_described(site: TestClient, path: str) -> None:
    (link,) = page(site.get(path).text).all("link", type="application/json+oembed")
    answer = site.get(link.get("href").removeprefix(HOME))
    assert answer.json()["type"] == "rich"
