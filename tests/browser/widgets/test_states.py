"""What a widget shows when things are not as usual, and that every state is accessible."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.hosting import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

ZOEK = "**/widget/v1/zoek?**"
RESULT = "verenigingen-zoeker li h2 a"
STATUS, FIELD = "[part=status]", "[part=zoekveld]"
LONG = "Koninklijke Sint-Ceciliavereniging-van-Groot-Bijgaardenhoutemsesteenweg " * 6


def with_long_names(route: Route) -> None:
    """Give every association a name that no column is wide enough for."""
    answer: dict[str, Any] = route.fetch().json()
    for one in answer["resultaten"]:
        one["naam"] = LONG
        one["plaats"] = "Lang" * 60
    route.fulfill(json=answer, headers={"Access-Control-Allow-Origin": "*"})


STATES: dict[str, dict[str, Any]] = {
    "list": {},
    "long names": {"width": 320},
    "four times as large": {"width": 320, "height": 256},
    "forced colours": {"forced_colors": "active"},
    "dark": {"color_scheme": "dark", "path": "dark"},
    "print": {"path": "bare"},
}


@pytest.mark.parametrize("name", STATES)
def test_everybody_can_use_the_list(browser: Browser, hosts: str, name: str) -> None:
    options = dict(STATES[name])
    path = options.pop("path", "narrow" if name == "long names" else "bare")
    with visiting(
        browser, "about:blank", options.pop("width", 1000), height=options.pop("height", 900), **options
    ) as visit:
        page = visit.page
        if name == "long names":
            page.route(ZOEK, with_long_names)
        if name == "print":
            visit.devtools.send("Emulation.setEmulatedMedia", {"media": "print"})
        page.goto(f"{hosts}/{path}")
        page.locator(RESULT).first.wait_for()
        if name != "print":
            page.locator("summary").first.click()
            assert page.get_by_role("searchbox").or_(page.get_by_role("combobox")).is_visible()
        else:
            assert not page.locator("verenigingen-zoeker form").is_visible()
        assert visit.violations() == []
        assert visit.apart("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_found_says_what_helps(browser: Browser, hosts: str) -> None:
    with visiting(browser, f"{hosts}/bare") as visit:
        page = visit.page
        page.locator(RESULT).first.wait_for()
        page.locator(FIELD).fill("zzzzqqqq")
        page.get_by_role("button", name="Zoeken").click()
        expect(page.locator(STATUS)).to_have_text("Geen verenigingen")
        assert page.get_by_role("link", name="Zoek in heel Vlaanderen").is_visible()
        assert visit.violations() == []


def test_one_is_one(browser: Browser, hosts: str) -> None:
    with visiting(browser, f"{hosts}/bare") as visit:
        page = visit.page
        page.locator(RESULT).first.wait_for()
        page.locator(FIELD).fill("gemengd koor cantate")
        page.locator(FIELD).press("Enter")
        expect(page.locator(STATUS)).to_have_text("1 vereniging")
        assert page.locator(RESULT).count() == 1
        assert visit.violations() == []


@pytest.mark.parametrize("trouble", ["500", "away"])
def test_trouble_shows_the_link_calmly_and_passes(browser: Browser, hosts: str, trouble: str) -> None:
    with visiting(browser, "about:blank", allowed=("Failed to load",)) as visit:
        page = visit.page
        page.route(ZOEK, lambda route: route.fulfill(status=500) if trouble == "500" else route.abort())
        page.goto(f"{hosts}/bare")
        expect(page.locator(STATUS)).to_have_text("Zoeken lukt nu even niet.")
        assert page.get_by_role("link", name="Alle verenigingen in Leuven").is_visible()
        assert json.loads(visit.inside("asked()"))["shifted"] <= 0.01
        assert visit.violations() == []
        page.unroute(ZOEK)
        page.get_by_role("button", name="Probeer opnieuw").click()
        page.locator(RESULT).first.wait_for()
        assert not page.get_by_role("link", name="Alle verenigingen in Leuven").is_visible()


def test_back_online_it_comes_back_by_itself(browser: Browser, hosts: str) -> None:
    with visiting(browser, f"{hosts}/bare", allowed=("ERR_INTERNET_DISCONNECTED",)) as visit:
        page = visit.page
        page.locator(RESULT).first.wait_for()
        visit.context.set_offline(offline=True)
        page.get_by_role("link", name="Volgende").click()
        page.get_by_role("button", name="Probeer opnieuw").wait_for()
        visit.context.set_offline(offline=False)
        page.get_by_role("link", name="Vorige").wait_for()


def test_a_slow_answer_keeps_the_place_and_the_results_that_are_there(browser: Browser, hosts: str) -> None:
    with visiting(browser, "about:blank") as visit:
        page = visit.page
        held: list[Route] = []
        page.route(ZOEK, lambda route: held.append(route))  # noqa: PLW0108 - Playwright counts the arguments
        with page.expect_request(ZOEK):
            page.goto(f"{hosts}/bare")
        rows = page.locator("verenigingen-zoeker li")
        assert rows.count() == 10
        assert visit.violations() == []
        held.pop().continue_()
        page.locator(RESULT).first.wait_for()
        with page.expect_request(ZOEK):
            page.get_by_role("link", name="Volgende").click()
        assert page.locator("verenigingen-zoeker [aria-busy=true] li").count() == 10
        held.pop().continue_()
        page.get_by_role("link", name="Vorige").wait_for()
        assert json.loads(visit.inside("asked()"))["shifted"] <= 0.01
        expect(page.locator(STATUS)).to_be_focused()


def test_names_are_suggested_from_the_first_focus_on(browser: Browser, hosts: str) -> None:
    with visiting(browser, f"{hosts}/strict") as visit:
        page = visit.page
        page.locator(RESULT).first.wait_for()
        assert not any("suggesties" in entry for entry in visit.apart("performance.getEntries().map(one => one.name)"))
        box = page.locator(FIELD)
        box.click()
        page.get_by_role("combobox").wait_for()
        box.press_sequentially("cant")
        options = page.get_by_role("option")
        options.first.wait_for()
        assert visit.violations() == []
        box.press("ArrowDown")
        assert options.first.get_attribute("aria-selected") == "true"
        assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
        box.press("Escape")
        assert options.count() == 0
        assert box.input_value() == "cant"


def test_the_page_around_can_ask_listen_and_go_its_own_way(browser: Browser, hosts: str) -> None:
    with visiting(browser, f"{hosts}/heard") as visit:
        page = visit.page
        page.locator(RESULT).first.wait_for()
        page.evaluate("document.querySelector('verenigingen-zoeker').zoek({ q: 'zzzzqqqq' })")
        expect(page.locator("#gehoord")).to_contain_text("vz:leeg")
        page.go_back()
        page.locator(RESULT).first.click()
        expect(page.locator("#gehoord")).to_contain_text("vz:kies")
        assert page.locator("#gehoord").inner_text().split()[:2] == ["vz:klaar", "vz:resultaten"]
        assert page.url.startswith(f"{hosts}/heard")
        state = page.evaluate("document.querySelector('verenigingen-zoeker').toestand")
        assert (state["q"], state["pagina"]) == ("", 1)


def test_history_is_kept_under_the_key_of_each_widget(browser: Browser, hosts: str) -> None:
    with visiting(browser, f"{hosts}/heard?eigen=1&mijn-q=koor") as visit:
        page = visit.page
        page.locator(RESULT).first.wait_for()
        assert page.locator(FIELD).input_value() == "koor"
        page.locator(FIELD).fill("sport")
        page.get_by_role("button", name="Zoeken").click()
        page.wait_for_url("**/heard?eigen=1&mijn-q=sport")
        page.go_back()
        expect(page.locator(FIELD)).to_have_value("koor")


@pytest.mark.parametrize("name", ["card", "counter", "panel", "names"])
def test_the_small_forms_are_for_everybody_too(browser: Browser, hosts: str, name: str) -> None:
    with visiting(browser, f"{hosts}/{name}", 300) as visit:
        page = visit.page
        link = page.locator("[part~=link]").first
        link.wait_for()
        if name == "panel":
            link.click()
            page.get_by_role("link", name="Meer over deze vereniging").wait_for()
        assert visit.violations() == []
        assert json.loads(visit.inside("asked()"))["shifted"] <= 0.01
        assert visit.apart("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_frame_is_a_whole_search_with_and_without_script(browser: Browser, address: str, script: bool) -> None:
    with visiting(browser, f"{address}/embed?provincie=BE24", 375, java_script_enabled=script) as visit:
        page = visit.page
        page.locator("li h2 a").first.wait_for()
        total = page.locator("h1").inner_text()
        if script:
            assert visit.violations() == []
        page.get_by_role("link", name="Volgende").click()
        page.get_by_role("link", name="Vorige").wait_for()
        page.locator("summary").first.click()
        box = page.get_by_role("checkbox").first
        box.check()
        page.get_by_role("button", name="Toon resultaten").first.click()
        page.wait_for_url("**kies=act.**")
        assert page.locator("h1").inner_text() != total
        page.get_by_label("Naam of activiteit").fill("zzzzqqqq")
        page.get_by_role("button", name="Zoeken", exact=True).click()
        expect(page.locator("h1")).to_have_text("Geen verenigingen")
        assert visit.origins == {address}
