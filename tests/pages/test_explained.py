"""An explanation on the page and in JSON: what it says, that it is not kept, and what it does not betray."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from directory.pages.results import explanation_texts
from directory.search.criteria import criteria
from tests.pages import world
from tests.pages.html import page

if TYPE_CHECKING:
    from starlette.testclient import TestClient

SEARCH = (Path(__file__).resolve().parents[2] / "docs" / "search.md").read_text(encoding="utf-8")
# The links to other languages repeat the address as it was asked for.
_ECHOED = re.compile(r"uitleg_van=[^&\"]*")
ABSENT = (world.STOPPED, world.NEVER, world.UNKNOWN, "geen-vcode", "%00")


@pytest.mark.parametrize("path", ["/zoeken", "/zoeken.json"])
def test_it_is_never_kept(site: TestClient, path: str) -> None:
    response = site.get(f"{path}?q=koor&uitleg=1")
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("query", ["q=koor", "q=koor&waar=Gent", "waar=Gent&pagina=2", "q=koor&sorteer=naam"])
def test_every_result_is_explained_on_the_page_as_in_json(site: TestClient, query: str) -> None:
    found = page(site.get(f"/zoeken?{query}&uitleg=1").text)
    twin = site.get(f"/zoeken.json?{query}&uitleg=1").json()
    shown = [item.one("details").one("summary").text for item in found.all("article") if item.all("h2")]
    assert shown == [f"Uitleg: {explanation_texts.points_text(one['uitleg']['score'])}" for one in twin["verenigingen"]]
    assert all(sum(step["telt"] for step in one["uitleg"]["treden"]) == 1 for one in twin["verenigingen"])


def test_without_asking_nothing_is_explained(site: TestClient) -> None:
    assert "uitleg" not in site.get("/zoeken.json?q=koor").json()
    assert not page(site.get("/zoeken?q=koor").text).all("details", id="uitleg")


@pytest.mark.parametrize("path", ["/zoeken", "/zoeken.json"])
def test_one_that_is_not_shown_is_answered_like_one_that_never_was(site: TestClient, path: str) -> None:
    while site.get("/zoeken.json").json()["bijgewerkt"] is None:
        pass  # a site that just started reads in the background how old its index is: that is no matter of a vCode
    # The links to the same page in another language hold the address as it was asked.
    answers = {site.get(f"{path}?q=koor&uitleg_van={vcode}").content.replace(vcode.encode(), b"") for vcode in ABSENT}
    assert len(answers) == 1
    assert explanation_texts.NOT_SHOWN in answers.pop().decode()


def test_a_filter_that_keeps_one_out_is_told(site: TestClient) -> None:
    first = site.get("/zoeken.json?q=koor").json()["verenigingen"][0]["vCode"]
    query = f"q=koor&type=SVON&uitleg_van={first}"
    assert (
        "het filter “Stichting van openbaar nut”"
        in page(site.get(f"/zoeken?{query}").text).one("details", id="uitleg").text
    )
    told = site.get(f"/zoeken.json?{query}").json()["uitleg"]["vereniging"]
    assert [one["parameter"] for one in told["houdtTegen"]] == ["type"]


def test_after_a_cursor_it_is_refused_in_a_sentence(site: TestClient) -> None:
    onwards = site.get("/zoeken.json?waar=Gent").json()["links"]["vervolg"]
    told = site.get(f"{onwards}&uitleg=1").json()
    assert "uitleg" not in told
    assert [one["melding"] for one in told["problemen"]] == [
        explanation_texts.problem_sentence(explanation_texts.ONLY_NUMBERED)
    ]


def test_without_the_engine_it_is_refused_in_a_sentence(site_without_engine: TestClient) -> None:
    told = site_without_engine.get("/zoeken.json?q=koor&uitleg=1").json()
    assert explanation_texts.problem_sentence(explanation_texts.AWAY) in [one["melding"] for one in told["problemen"]]


@pytest.mark.parametrize(
    "parameter",
    sorted(criteria.OTHER_PARAMETERS & {explanation_texts.PARAMETER, explanation_texts.ASSOCIATION_PARAMETER}),
)
def test_its_parameters_are_documented(parameter: str) -> None:
    assert f"| `{parameter}` |" in SEARCH
