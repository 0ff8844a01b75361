"""What people come for, with and without JavaScript, on a telephone and on a desk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.client import await_count, box_of, choose, count_in, found, heading, promised_by
from tests.browser.conftest import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DESK, TELEPHONE = 1280, 375
CULTURE = "Kunsten, erfgoed en cultuur"
# Two of these are quick; a browser of its own per test would take the time of a visit.
in_both_ways = pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])


@in_both_ways
@pytest.mark.parametrize("width", [TELEPHONE, DESK])
def test_finding_a_choir_in_my_village(browser: Browser, address: str, width: int, *, script: bool) -> None:
    with visiting(browser, address, width, script=script) as visit:
        page = visit.page
        page.goto(address)
        page.get_by_label("Wat zoek je?").fill("gemengd koor")
        page.get_by_label("Waar?").fill("Kessel-Lo")
        page.get_by_label("Waar?").press("Enter")
        page.wait_for_url("**/zoeken?**")
        assert page.locator(".hit h2").first.inner_text() == "Gemengd koor Cantate"
        page.locator(".hit h2 a").first.click()
        page.wait_for_url("**/vereniging/**")
        assert heading(page) == "Gemengd koor Cantate"


@in_both_ways
@pytest.mark.parametrize("width", [TELEPHONE, DESK])
def test_narrowing_undoing_and_sharing_gives_the_same_list(
    browser: Browser, address: str, width: int, *, script: bool
) -> None:
    with visiting(browser, address, width, script=script) as visit:
        page = visit.go("/zoeken?heeft=website")
        before = found(page)
        if width == TELEPHONE:
            page.get_by_role("link", name="Filters").click()
        box = box_of(page, CULTURE)
        promised = promised_by(page, box)
        choose(page, box, script=script)
        await_count(page, promised)
        if width == TELEPHONE and script:
            page.get_by_role("button", name=re.compile(rf"^Toon {promised} ")).click()
        narrowed, shared = found(page), page.url
        page.get_by_role("link", name=f"Verwijder filter {CULTURE}").click()
        page.wait_for_url("**/zoeken?heeft=website")
        await_count(page, count_in(before[0]))
        assert found(page) == before
    with visiting(browser, address, width, script=not script) as elsewhere:
        elsewhere.page.goto(shared)
        assert found(elsewhere.page) == narrowed


@in_both_ways
def test_nothing_found_leads_to_something(browser: Browser, address: str, *, script: bool) -> None:
    with visiting(browser, address, TELEPHONE, script=script) as visit:
        page = visit.go("/zoeken?q=koor+xyzzyxyzzy&waar=Leuven")
        step = page.locator(".ladder li").first
        promised = count_in(step.locator(".count").inner_text())
        step.get_by_role("link").click()
        expect(page.locator(".hit").first).to_be_visible()
        await_count(page, promised)
        assert promised > 0


@in_both_ways
def test_back_from_an_association_leads_to_the_same_place(browser: Browser, address: str, *, script: bool) -> None:
    with visiting(browser, address, DESK, script=script) as visit:
        page = visit.go("/zoeken")
        choose(page, box_of(page, "Sport"), script=script)
        link = page.locator(".hit h2 a").nth(6)
        link.scroll_into_view_if_needed()
        before, top = found(page), page.evaluate("scrollY")
        assert top > 0
        link.click()
        page.wait_for_url("**/vereniging/**")
        page.go_back()
        page.wait_for_url("**/zoeken?**")
        assert found(page) == before
        page.wait_for_function("(top) => Math.abs(scrollY - top) < 2", arg=top)


@in_both_ways
def test_from_the_map_to_the_list_and_back(browser: Browser, address: str, *, script: bool) -> None:
    with visiting(browser, address, DESK, script=script) as visit:
        page = visit.go("/zoeken?q=koor")
        views = page.get_by_role("navigation", name="Lijst of kaart")
        views.get_by_role("link", name="Kaart").click()
        page.wait_for_url("**weergave=kaart**")
        circle = page.locator(".map svg a", has_text=re.compile("^Leuven,"))
        promised = count_in(circle.locator("title").text_content() or "")
        circle.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**gebied=24062**")
        await_count(page, promised)
        views.get_by_role("link", name="Lijst").click()
        page.wait_for_url(lambda url: "weergave" not in url)
        # Below the list stand groups of what only might fit; they are not of the number.
        expect(page.locator("ol.hits").first.locator(".hit")).to_have_count(promised)
        page.go_back()
        expect(page.locator(".map svg")).to_be_visible()


@in_both_ways
def test_with_the_engine_away_one_finds_by_name(browser: Browser, address_without_engine: str, *, script: bool) -> None:
    with visiting(browser, address_without_engine, DESK, script=script) as visit:
        page = visit.go("/")
        page.get_by_label("Wat zoek je?").fill("cantate")
        page.get_by_label("Wat zoek je?").press("Enter")
        page.wait_for_url("**/zoeken?**")
        expect(page.get_by_text("Zoeken werkt nu beperkt.")).to_be_visible()
        page.get_by_role("link", name="Gemengd koor Cantate").click()
        page.wait_for_url("**/vereniging/**")
        assert heading(page) == "Gemengd koor Cantate"


@in_both_ways
def test_a_keyboard_alone_is_enough(browser: Browser, address: str, *, script: bool) -> None:
    with visiting(browser, address, DESK, script=script) as visit:
        page = visit.go("/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhoud"
        page.keyboard.press("/" if script else "Tab")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type("cantate")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=cantate**")
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.hit h2 a')"):
                break
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 3
        page.keyboard.press("Enter")
        page.wait_for_url("**/vereniging/**")


@in_both_ways
def test_on_a_slow_network_the_words_come_before_the_rest(browser: Browser, address: str, *, script: bool) -> None:
    with visiting(browser, address, TELEPHONE, script=script) as visit:
        slow = {"offline": False, "latency": 150, "downloadThroughput": 60_000, "uploadThroughput": 60_000}
        visit.context.new_cdp_session(visit.page).send("Network.emulateNetworkConditions", slow)
        page = visit.page
        page.goto(f"{address}/zoeken?q=koor&waar=Leuven", wait_until="commit")
        expect(page.locator("h1")).to_have_text(re.compile("koor"))
        page.locator(".hit h2 a").first.click()
        page.wait_for_url("**/vereniging/**")
        assert heading(page)


def test_a_slash_in_a_field_is_a_slash(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        visit.go("/")
        visit.page.get_by_label("Waar?").press("/")
        assert visit.page.get_by_label("Waar?").input_value() == "/"


@pytest.mark.parametrize("module", ["site.js", "results.js", "combobox.js", "filters.js"])
def test_a_script_that_does_not_arrive_leaves_a_page_that_works(browser: Browser, address: str, module: str) -> None:
    with visiting(browser, address, TELEPHONE) as visit:
        page = visit.page
        page.route(f"**/{module}", lambda route: route.abort())
        visit.go("/zoeken?heeft=website")
        page.get_by_role("link", name="Filters").click()
        box = box_of(page, CULTURE)
        box.check()
        page.get_by_role("button", name=re.compile(r"^Toon ")).click()
        page.wait_for_url("**activiteit=KECU**")
        expect(page.get_by_role("link", name=f"Verwijder filter {CULTURE}")).to_be_visible()
        page.get_by_label("Wat zoek je?").fill("cantate")
        page.get_by_label("Wat zoek je?").press("Enter")
        page.wait_for_url("**q=cantate**")
        # That it did not come is all that the browser complains of.
        visit.complaints[:] = [text for text in visit.complaints if "ERR_FAILED" not in text]
