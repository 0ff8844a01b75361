"""The maker with a script: the example and the code follow the fields, and what is shown is the real thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.checkers import checkers
from tests.browser.conftest import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.running_parts import RunningParts

LOOK = "/widget/maken?stap=3&gemeente=44021"


def test_the_example_the_code_and_the_address_follow_the_fields(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        page = visit.go(LOOK)
        expect(page.frame_locator("#voorbeeld iframe").get_by_role("listitem").first).to_be_visible()
        page.get_by_label("Kleur van je site").fill("#ffe615")
        expect(page.locator("#kleurraad")).to_contain_text("Dat leest niet goed.")
        page.get_by_label("Kleur van je site").fill("#8a1f4b")
        expect(page.locator("#kleurraad")).to_contain_text("Goed leesbaar.")
        expect(page.locator("#code")).to_contain_text('accent="#8a1f4b"')
        expect(page.locator("#voorbeeld iframe")).to_have_attribute("src", re.compile("accent=%238a1f4b"))
        expect(page.get_by_label("Kleur van je site")).to_be_focused()
        expect(page).to_have_url(re.compile("accent=%238a1f4b"))
        page.get_by_role("radio", name="320").check()
        expect(page.locator("#voorbeeld iframe")).to_have_css("width", "320px")
        expect(page.get_by_role("button", name="Toon voorbeeld")).to_be_hidden()


def test_the_element_in_the_example_is_the_real_one(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        page = visit.go(f"{LOOK}&accent=8a1f4b")
        page.get_by_role("radio", name="Element").check()
        expect(page.locator("verenigingen-zoeker").get_by_role("listitem").first).to_be_visible()
        element = page.locator("verenigingen-zoeker")
        expect(element).to_have_attribute("accent", "#8a1f4b")
        button = element.get_by_role("button", name="Zoek").first
        expect(button).to_have_css("background-color", "rgb(138, 31, 75)")


def test_the_code_is_copied_by_a_button(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.go(LOOK)
        page.get_by_role("button", name="Kopieer de code").click()
        expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
        assert "<verenigingen-zoeker" in page.evaluate("navigator.clipboard.readText()")


def test_without_a_script_a_button_shows_the_example(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375, script=False) as visit:
        page = visit.go("/widget/maken")
        page.get_by_label("Gemeente").fill("Gent")
        page.get_by_role("button", name="Voeg toe").click()
        page.get_by_role("button", name="Volgende").click()
        page.get_by_role("button", name="Jeugd").click()
        page.get_by_role("button", name="Volgende").click()
        page.get_by_label("Kleur van je site").fill("8a1f4b")
        page.get_by_role("button", name="Toon voorbeeld").click()
        expect(page.locator("#voorbeeld iframe")).to_have_attribute("src", re.compile("gemeente=44021.*accent"))
        expect(page.frame_locator("#voorbeeld iframe").get_by_role("searchbox")).to_be_visible()


def test_no_page_of_the_maker_is_wider_than_a_small_screen(browser: Browser, address: str) -> None:
    with visiting(browser, address, 320) as visit:
        for path in (*(f"/widget/maken?stap={step}&gemeente=44021" for step in (1, 2, 3, 4)), "/widget/controleren"):
            page = visit.go(path)
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_the_pages_of_a_saved_widget_are_accessible_and_do_not_leak_its_link(
    browser: Browser, address: str, parts: RunningParts
) -> None:
    tools = checkers(parts.place.cache)
    with visiting(browser, address, 1280, bypass_csp=True) as visit:
        page = visit.go("/widget/maken?stap=4&gemeente=44021")
        page.get_by_role("button", name="Bewaar deze widget").click()
        page.get_by_label("Titel").wait_for()
        found = tools.barriers(page)
        page.get_by_role("button", name="Bewaar", exact=True).click()
        link = page.locator("#geheime-link").text_content() or ""
        found += tools.barriers(page)
        path = link[link.index("/widget/bewaard/") :]
        for query in ("?toon=cijfers", "?toon=maken&stap=4&gemeente=44021", ""):
            visit.go(path + query)
            found += tools.barriers(page)
        assert found == []
        with page.expect_request("**/privacy") as asked:
            page.get_by_role("link", name="Privacy").click()
        assert "referer" not in asked.value.all_headers()
