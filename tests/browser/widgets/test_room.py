"""The room that a snippet keeps is that of the first view: nothing on the page moves, and nothing stays empty."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from directory.platform.i18n import Language
from directory.widgets.embedding import snippets
from directory.widgets.settings.enums import ThemePreset, WidgetField, WidgetView
from directory.widgets.settings.model import WidgetOptions
from tests.browser.conftest import served
from tests.browser.widgets.host_pages import PLACE, SITE, Host, serving
from tests.browser.widgets.hosting import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

    from tests.browser.widgets.hosting import HostVisit

SCOPE = ("BE24",)
LOOKS = {
    "list": WidgetOptions(provinces=SCOPE),
    "cards": WidgetOptions(provinces=SCOPE, view=WidgetView.CARDS),
    "compact": WidgetOptions(provinces=SCOPE, view=WidgetView.COMPACT),
    "names": WidgetOptions(provinces=SCOPE, view=WidgetView.NAMES),
    "counter": WidgetOptions(provinces=SCOPE, view=WidgetView.COUNTER),
    "box": WidgetOptions(provinces=SCOPE, view=WidgetView.BOX),
    "five": WidgetOptions(provinces=SCOPE, per_page=5, facets=()),
    "all fields": WidgetOptions(provinces=SCOPE, fields=tuple(WidgetField)),
}
BELOW = "<p>Een alinea met tekst van de gemeente.</p>" * 14 + '<p id="onder">Onderaan</p>' + "<p>Nog meer.</p>" * 60
SHADOW = "document.querySelector('verenigingen-zoeker').shadowRoot"
# What the maker tells to add, on a site that takes no other style than that of its own sheet.
POLICY = f"default-src 'self'; {snippets.policy(PLACE)}"


def settled(visit: HostVisit) -> float:
    """Wait for the results and return how much the page shifted."""
    visit.page.locator("verenigingen-zoeker").locator("[part~=link], [part=bron] a").first.wait_for()
    visit.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    shifted: float = json.loads(visit.inside("asked()"))["shifted"]
    return shifted


def slowly(route: Route) -> None:
    """Answer after the page was drawn."""
    time.sleep(0.3)
    route.continue_()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("css", ["", "html{font-size:62.5%}body{font-size:1.6rem}"], ids=["plain", "rem"])
def test_nothing_moves_and_nothing_stays_empty(browser: Browser, address: str, name: str, width: int, css: str) -> None:
    host = Host(body=snippets.element(LOOKS[name], PLACE) + BELOW, css=css)
    with (
        served(serving({"page": host}, address)) as at,
        visiting(browser, "about:blank", width, height=844) as visit,
    ):
        visit.page.route("**/widget/v1/**", slowly)
        visit.page.goto(f"{at}/page")
        assert settled(visit) <= 0.01
        high, content = visit.page.evaluate(
            f"[{SHADOW}.host.offsetHeight, {SHADOW}.querySelector('.widget').offsetHeight]"
        )
        assert high - content <= max(16, content / 7)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["list", "counter"])
def test_the_line_that_the_maker_gives_is_enough_for_a_strict_policy(
    browser: Browser, address: str, name: str, width: int
) -> None:
    options = LOOKS[name].with_theme("accent", "#8a1f4b")
    host = Host(body=snippets.element(options, PLACE) + BELOW, headers={"Content-Security-Policy": POLICY})
    with served(serving({"page": host}, address)) as at, visiting(browser, "about:blank", width, height=844) as visit:
        visit.page.route("**/widget/v1/**", slowly)
        visit.page.goto(f"{at}/page")
        assert settled(visit) <= 0.01
        if name == "list":
            expect(visit.page.locator("[part=knop]")).to_have_css("background-color", "rgb(138, 31, 75)")


def test_a_frame_needs_no_style_attribute(browser: Browser, address: str) -> None:
    host = Host(body=snippets.frame(LOOKS["list"], PLACE), headers={"Content-Security-Policy": POLICY})
    with served(serving({"page": host}, address)) as at, visiting(browser, f"{at}/page") as visit:
        visit.page.frame_locator("iframe").locator("li h2 a").first.wait_for()
        expect(visit.page.locator("iframe")).to_have_css("border-top-width", "0px")


def test_a_visitor_at_an_anchor_below_stays_there(browser: Browser, address: str) -> None:
    host = Host(body=snippets.element(LOOKS["list"], PLACE) + BELOW)
    with served(serving({"page": host}, address)) as at, visiting(browser, "about:blank", 390, height=844) as visit:
        visit.page.route("**/widget/v1/**", slowly)
        visit.page.goto(f"{at}/page#onder")
        assert settled(visit) <= 0.01


@pytest.mark.parametrize("name", ["names", "list"])
def test_a_saved_widget_is_drawn_in_its_own_look_from_the_first(browser: Browser, address: str, name: str) -> None:
    look = WidgetOptions(
        provinces=SCOPE, view=LOOKS[name].view, language=Language.FRENCH, preset=ThemePreset.DARK
    ).with_theme("accent", "#ffaa00")
    saved = WidgetOptions(widget="aaaaaaaaaaaa")
    host = Host(body=snippets.element(saved, PLACE, shown=look) + BELOW)
    with served(serving({"page": host}, address)) as at, visiting(browser, "about:blank") as visit:

        def answer(route: Route) -> None:
            drawn.append(visit.page.evaluate(f"{SHADOW}.querySelectorAll('form, li').length"))
            given = visit.context.request.get(f"{address}/widget/v1/zoek", params=dict(look.pairs())).json()
            route.fulfill(
                json={**given, "instellingen": dict(look.pairs())}, headers={"Access-Control-Allow-Origin": "*"}
            )

        drawn: list[int] = []
        visit.page.route("**/widget/v1/zoek?**", answer)
        visit.page.goto(f"{at}/page")
        assert settled(visit) <= 0.01
        assert drawn == [0]
        widget = visit.page.locator("verenigingen-zoeker .widget")
        expect(widget).to_have_attribute("lang", "fr")
        expect(widget).to_have_css("background-color", "rgb(18, 24, 22)")
        if name == "list":
            expect(visit.page.locator("[part=knop]")).to_have_css("background-color", "rgb(255, 170, 0)")


def test_what_an_older_snippet_keeps_is_kept(browser: Browser, address: str) -> None:
    old = (
        '<verenigingen-zoeker provincie="BE24" style="display:block;min-height:56rem;--vz-accent:#8a1f4b">'
        f'<a href="{SITE}/provincie/vlaams-brabant">Alle</a></verenigingen-zoeker>'
        f'<script type="module" src="{SITE}/widget/v1/zoeker.js"></script>'
    )
    with served(serving({"page": Host(body=old + BELOW)}, address)) as at, visiting(browser, f"{at}/page") as visit:
        assert settled(visit) <= 0.01
        expect(visit.page.locator("[part=knop]")).to_have_css("background-color", "rgb(138, 31, 75)")
