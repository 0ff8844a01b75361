"""The frame: a page that others may show, with a policy of its own and nothing that needs a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.branding.contrast import EDGE, TEXT, nearest, ratio
from directory.widgets.embedding.frame import frame_policy
from directory.widgets.settings.model import parse
from directory.widgets.theming.palette import readable_colours
from tests.pages.html import Element, page
from tests.pages.world import CHOIR, EVIL_NAME, STOPPED, UNKNOWN

if TYPE_CHECKING:
    from starlette.testclient import TestClient

EMBED = "/embed?gemeente=24062"
COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_a_frame_may_stand_anywhere_and_nothing_else_of_ours_may(site: TestClient) -> None:
    frame, other = site.get(EMBED).headers, site.get("/zoeken").headers
    rules = dict(rule.split(" ", 1) for rule in frame["Content-Security-Policy"].split("; "))
    assert rules["frame-ancestors"] == "*"
    assert rules["default-src"] == "'none'"
    assert rules["form-action"] == "'self'"
    assert rules["base-uri"] == "'none'"
    assert "X-Frame-Options" not in frame
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"


def test_a_saved_widget_may_stand_only_where_it_was_said() -> None:
    assert "frame-ancestors 'self' https://www.gent.be https://leuven.be;" in frame_policy(
        "n", ("https://www.gent.be", "https://leuven.be")
    )


def test_only_what_bears_the_nonce_of_the_page_runs(site: TestClient) -> None:
    answer = site.get(EMBED)
    (nonce,) = set(re.findall(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"]))
    tags = re.findall(r"<(?:script|style)[^>]*>", answer.text)
    assert tags == [f'<style nonce="{nonce}">', f'<script nonce="{nonce}">']
    assert " style=" not in answer.text
    other = site.get("/embed?gemeente=44021").headers["Content-Security-Policy"]
    assert nonce not in other


def test_what_a_cache_keeps_stays_allowed_when_it_is_validated(site: TestClient) -> None:
    first = site.get(EMBED)
    again = site.get(EMBED, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    for name in ("Content-Security-Policy", "Cross-Origin-Resource-Policy", "Cache-Control", "ETag"):
        assert again.headers[name] == first.headers[name]
    assert "X-Frame-Options" not in again.headers


def test_the_form_asks_again_with_everything_that_was_set(site: TestClient) -> None:
    found = page(site.get(f"{EMBED}&per-pagina=5&accent=8a1f4b&facetten=act&kies=act.SPRT&kies=type.VZW").text)
    form = found.one("form", role="search")
    sent = {(one.get("name"), one.get("value")) for one in form.all("input", type="hidden")}
    assert sent == {
        ("gemeente", "24062"),
        ("per-pagina", "5"),
        ("accent", "#8a1f4b"),
        ("facetten", "act"),
        ("kies", "type.VZW"),
    }
    assert [box.get("value") for box in form.all("input", type="checkbox") if "checked" in box.attributes] == [
        "act.SPRT"
    ]


def test_links_leave_the_frame_and_markup_stays_text(site: TestClient) -> None:
    found = page(site.get("/embed?q=naam&velden=website,telefoon,beschrijving,plaats").text)
    links = [link for heading in found.all("h2") for link in heading.all("a")]
    assert links
    assert {link.get("target") for link in links} == {"_top"}
    assert EVIL_NAME in [link.text for link in links]
    assert all(link.get("href").startswith("http") for link in links)


@pytest.mark.parametrize(
    ("query", "status"),
    [(f"vcode={CHOIR}", 200), (f"vcode={STOPPED}", 410), (f"vcode={UNKNOWN}", 404), ("widget=aaaaaaaaaaaa", 404)],
)
def test_a_card_and_what_is_no_longer_there_are_told_inside_the_frame(
    site: TestClient, query: str, status: int
) -> None:
    answer = site.get(f"/embed?{query}")
    assert answer.status_code == status
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert page(answer.text).one("h1").text


def test_a_scope_that_is_not_understood_is_told_with_a_way_out(site: TestClient) -> None:
    found = page(site.get("/embed?gemeente=99999").text)
    assert "99999" in found.one("h1").text
    assert found.one("main").all("a")


@pytest.mark.parametrize("view", ["lijst", "kaartjes", "compact", "kaart", "namen", "teller", "zoekbalk"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_each_form_is_a_page_in_each_language(site: TestClient, view: str, language: str) -> None:
    found = page(site.get(f"{EMBED}&weergave={view}&taal={language}").text)
    assert found.one("html").get("lang") == language
    assert bool(found.all("form")) == (view not in {"namen", "teller"})
    assert bool(found.all("ol")) == (view not in {"teller", "zoekbalk"})


@pytest.mark.parametrize("fields", ["plaats", "geen", "plaats,activiteiten,beschrijving,website,telefoon"])
def test_a_panel_adds_what_the_list_does_not_show(site: TestClient, fields: str) -> None:
    everything = "plaats,activiteiten,beschrijving,website,telefoon"
    whole = {row.one("h2").text: row for row in _rows(site, f"velden={everything}")}
    rows = _rows(site, f"velden={fields}&detail=paneel")
    assert len(rows) == len(whole) > 3
    for row in rows:
        panel = row.one("details", class_="paneel")
        name = panel.one("summary").text
        assert panel.all("a")[-1].get("href").startswith("http://127.0.0.1:8000/vereniging/")
        links = sorted(
            link.get("href") for link in whole[name].all("a")[1:] if not link.get("href").startswith("/embed")
        )
        shown = sorted(link.get("href") for link in row.all("a") if "/vereniging/" not in link.get("href"))
        assert shown == links


def _rows(site: TestClient, query: str) -> list[Element]:
    return page(site.get(f"/embed?provincie=BE24&per-pagina=20&{query}").text).one("ol").all("li")


def test_without_the_engine_the_frame_still_finds_names(site_without_engine: TestClient) -> None:
    answer = site_without_engine.get(f"{EMBED}&q=cantate")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "beperkt" in page(answer.text).one("p", class_="melding").text


@given(COLOURS, COLOURS, COLOURS, COLOURS)
def test_whatever_colours_are_chosen_a_frame_can_be_read(accent: str, text: str, surface: str, on_accent: str) -> None:
    chosen = [("accent", accent), ("tekst", text), ("vlak", surface), ("accent-tekst", on_accent)]
    found = readable_colours(parse(chosen).options)
    assert found["vlak"] == surface
    for name in ("accent", "tekst", "tekst-zacht"):
        assert ratio(found[name], surface) >= TEXT
    assert ratio(found["accent-tekst"], found["accent"]) >= TEXT
    assert ratio(found["rand"], surface) >= EDGE


@given(COLOURS, COLOURS)
def test_a_colour_that_can_be_read_is_left_alone(colour: str, on: str) -> None:
    assert (nearest(colour, on) == colour) == (ratio(colour, on) >= TEXT)
