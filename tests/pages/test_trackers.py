"""Links as they come from social networks, newsletters and copied HTML mean what they meant before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directory.platform.app_state import state_in
from directory.services import Services
from tests.pages.html import page
from tests.pages.results_html import shown

if TYPE_CHECKING:
    from starlette.testclient import TestClient

TRACKERS = "fbclid=abc&utm_source=x&mc_eid=1&_hsenc=p2&gclid=1&MSCLKID=2&mtm_campaign=c&pk_kwd=k"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/zoeken", "q=koor"), ("/zoeken", "activiteit=SPRT&gebied=BE23"), ("/gemeente/leuven", ""),
        ("/gemeenten", "letter=l"), ("/embed", "gemeente=24062"), ("/widget/v1/zoek", "gemeente=24062&pagina=1"),
        ("/zoeken", "q=koor&taal=fr"),
    ],
)  # fmt: skip
def test_trackers_change_nothing_of_an_answer(site: TestClient, path: str, query: str) -> None:
    bare, tracked = site.get(f"{path}?{query}"), site.get(f"{path}?{TRACKERS}&{query}&{TRACKERS}")
    assert (bare.status_code, tracked.status_code) == (200, 200)
    assert tracked.headers["ETag"] == bare.headers["ETag"]


def test_trackers_make_no_page_of_their_own_in_the_cache(site: TestClient) -> None:
    page_cache = state_in(site.app, Services).page_cache  # type: ignore[arg-type]  # the test client's application is ours
    site.get("/gemeenten?letter=l")
    before = page_cache.keys()
    site.get("/gemeenten?letter=l&fbclid=1")
    assert page_cache.keys() == before != set()


def test_an_escaped_ampersand_separates(site: TestClient) -> None:
    assert shown(site, "q=koor&amp;waar=Gent").one("h1").text == shown(site, "q=koor&waar=Gent").one("h1").text


def test_a_slip_is_told_with_what_was_meant(site: TestClient) -> None:
    (notice,) = shown(site, "activitet=SPRT&utm_medium=x").all("p", class_="notice")
    assert "“activitet”" in notice.text
    assert "Bedoelde je “activiteit”?" in notice.text


def test_an_address_with_trackers_can_be_pasted_as_embedded_content(site: TestClient) -> None:
    def frame(address: str) -> str:
        return str(site.get("/oembed", params={"url": f"http://127.0.0.1:8000{address}"}).json()["html"])

    assert frame(f"/zoeken?q=koor&amp;gebied=24062&{TRACKERS}") == frame("/zoeken?q=koor&gebied=24062")


def test_the_links_to_other_languages_pass_no_tracker_on(site: TestClient) -> None:
    links = page(site.get(f"/zoeken?q=koor&{TRACKERS}").text).one("nav", id="talen").all("a")
    assert [link.get("href") for link in links] == [f"?q=koor&taal={code}" for code in ("nl", "fr", "en")]
