"""The two fields while typing: a combobox that helps, is told about, and never gets in the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.client import heading
from tests.browser.conftest import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

DESK, TELEPHONE = 1280, 375


def typing(page: Page, label: str, text: str) -> Locator:
    """Type into a field, key by key, when its module is there; return the field."""
    field = page.get_by_label(label)
    field.focus()
    page.wait_for_selector(f"#{field.get_attribute('id')}[role=combobox]")
    field.press_sequentially(text)
    return field


def options(page: Page) -> Locator:
    """Return what is suggested."""
    return page.get_by_role("option")


def test_suggestions_come_in_named_groups_and_their_number_is_told(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.go("/")
        field = typing(page, "Wat zoek je?", "ko")
        expect(page.get_by_role("group", name="Verenigingen")).to_be_visible()
        expect(page.get_by_role("group", name="Plaatsen")).to_be_visible()
        expect(field).to_have_attribute("aria-expanded", "true")
        status = page.locator(".search [role=status]").first
        expect(status).to_have_text(re.compile(rf"^{options(page).count()} suggesties$"))
        assert options(page).count() <= 8


def test_one_letter_asks_nothing(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.go("/")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        field = typing(page, "Wat zoek je?", "k")
        with page.expect_request("**/suggesties?q=ko**"):
            field.press_sequentially("o")
        assert len([url for url in asked if "/suggesties" in url]) == 1


def test_the_keys_do_what_they_do_in_every_combobox(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.go("/")
        field = typing(page, "Wat zoek je?", "koor")
        expect(options(page).first).to_be_visible()
        last = options(page).count() - 1
        keys = {"ArrowDown": 0, "End": last, "Home": 0, "ArrowUp": last}
        for key, number in keys.items():
            field.press(key)
            expect(options(page).nth(number)).to_have_attribute("aria-selected", "true")
            chosen = options(page).nth(number).get_attribute("id")
            expect(field).to_have_attribute("aria-activedescendant", chosen or "")
        assert page.evaluate("document.activeElement.id") == "q"
        field.press("Escape")
        expect(options(page)).to_have_count(0)
        expect(field).to_have_attribute("aria-expanded", "false")
        assert field.input_value() == "koor"
        field.press("ArrowDown")
        expect(options(page).first).to_be_visible()
        field.press("ArrowDown")
        field.press("Tab")
        assert page.evaluate("document.activeElement.id") == "waar"
        assert field.input_value() == "koor"
        expect(page.locator("#q-lijst")).to_be_hidden()


def test_enter_without_a_choice_searches_for_what_was_typed(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.go("/")
        field = typing(page, "Wat zoek je?", "koor")
        expect(options(page).first).to_be_visible()
        field.press("Enter")
        page.wait_for_url("**/zoeken?q=koor**")


def test_choosing_an_association_goes_to_it(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.go("/")
        field = typing(page, "Wat zoek je?", "gemengd koor canta")
        expect(options(page).first).to_contain_text("Gemengd koor Cantate")
        field.press("ArrowDown")
        field.press("Enter")
        page.wait_for_url("**/vereniging/**")
        assert heading(page) == "Gemengd koor Cantate"


def test_choosing_a_place_fills_its_field_and_searches(browser: Browser, address: str) -> None:
    with visiting(browser, address, TELEPHONE) as visit:
        page = visit.go("/zoeken?q=koor")
        typing(page, "Waar?", "leuv")
        page.get_by_role("option", name=re.compile("^Leuven")).click()
        page.wait_for_url("**waar=Leuven**")
        assert "q=koor" in page.url
        expect(page.locator("h1")).to_have_text(re.compile("in Leuven$"))
        assert page.get_by_label("Waar?").input_value() == "Leuven"


def test_an_answer_to_what_was_typed_before_is_dropped(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.go("/")
        held: list[Route] = []
        page.route("**/suggesties?q=ko&**", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the handler, a method of a list takes no mark
        with page.expect_request("**/suggesties?q=ko&**"):
            field = typing(page, "Wat zoek je?", "ko")
        field.press_sequentially("rtenbe")
        expect(page.get_by_role("option", name=re.compile("^Kortenberg"))).to_be_visible()
        shown = options(page).all_inner_texts()
        for route in held:
            route.continue_()
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert options(page).all_inner_texts() == shown
        assert len(held) == 1


def test_suggestions_that_do_not_come_leave_a_field(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.go("/")
        page.route("**/suggesties?**", lambda route: route.abort())
        with page.expect_event("requestfailed"):
            field = typing(page, "Wat zoek je?", "koor")
        field.press("Enter")
        page.wait_for_url("**/zoeken?q=koor**")
        visit.complaints[:] = [text for text in visit.complaints if "ERR_FAILED" not in text]


def test_my_surroundings_are_asked_for_only_when_chosen(browser: Browser, address: str) -> None:
    here = {"latitude": 50.87959, "longitude": 4.70093}
    with visiting(browser, address, DESK, geolocation=here, permissions=["geolocation"]) as visit:
        page = visit.page
        page.add_init_script(
            "window.asked = 0; const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);"
            "navigator.geolocation.getCurrentPosition = (...rest) => { window.asked += 1; ask(...rest); };"
        )
        visit.go("/")
        page.get_by_label("Waar?").click()
        first = options(page).first
        expect(first).to_contain_text("Mijn buurt")
        expect(first).to_contain_text("We gebruiken je plaats alleen voor deze zoekopdracht.")
        assert page.evaluate("window.asked") == 0
        first.click()
        page.wait_for_url("**bij=50.8796%2C4.7009**")
        assert "straal=10" in page.url
        distances = page.locator(".hit .why strong").all_inner_texts()
        assert len(distances) == page.locator(".hit").count() > 0
        # Another place takes the place of one's own.
        typing(page, "Waar?", "Gent").press("Enter")
        page.wait_for_url("**waar=Gent**")
        assert "bij=" not in page.url


def test_a_position_that_is_refused_is_told(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.go("/")
        page.get_by_label("Waar?").click()
        options(page).first.click()
        expect(page.get_by_text("We kregen je plaats niet. Vul een gemeente in.")).to_be_visible()
        assert page.url == f"{address}/"
