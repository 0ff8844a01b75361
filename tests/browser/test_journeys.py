"""What people come for, with and without JavaScript, on a telephone and on a desk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (375, 1280)


def heading(page: Page) -> str:
    """Return the one heading of the first level."""
    return page.locator("h1").inner_text()


def count_in(text: str) -> int:
    """Return the first number of a text."""
    return int(re.sub(r"\D", "", re.split(r"[^\d.]", text.strip())[0]))


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("width", WIDTHS)
def test_finding_a_choir_narrowing_and_opening_it(browser: Browser, address: str, width: int, *, script: bool) -> None:
    with visiting(browser, address, width, script=script) as visit:
        page = visit.page
        page.goto(address)
        page.get_by_label("Wat zoek je?").fill("gemengd koor")
        page.get_by_label("Waar?").fill("Leuven")
        page.get_by_label("Waar?").press("Enter")
        first = page.locator(".hit h2").first
        assert first.inner_text() == "Gemengd koor Cantate"

        if width < 800:
            page.get_by_role("link", name="Filters").click()
        box = page.get_by_role("checkbox", name=re.compile(r"^Kunsten, Erfgoed & Cultuur"))
        promised = count_in(page.locator("label", has=box).locator(".count").inner_text())
        box.check()
        page.get_by_role("button", name="Toon resultaten").click()
        page.wait_for_url("**activiteit=KECU**")
        assert count_in(heading(page)) == promised
        assert page.get_by_role("link", name="Verwijder filter Kunsten, Erfgoed & Cultuur").count() == 1

        page.locator(".hit h2 a").first.click()
        page.wait_for_url("**/vereniging/**")
        assert heading(page) == "Gemengd koor Cantate"
        page.go_back()
        assert count_in(heading(page)) == promised


def test_a_keyboard_alone_is_enough(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        page = visit.page
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhoud"
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type("cantate")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=cantate**")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.hit h2 a')"):
                break
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 3
        page.keyboard.press("Enter")
        page.wait_for_url("**/vereniging/**")


def test_a_slash_in_a_field_is_a_slash(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        visit.go("/")
        visit.page.get_by_label("Waar?").press("/")
        assert visit.page.get_by_label("Waar?").input_value() == "/"


def test_filters_open_over_a_small_page_and_close_again(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375) as visit:
        page = visit.go("/zoeken")
        opener = page.get_by_role("link", name="Filters")
        opener.click()
        dialog = page.get_by_role("dialog", name="Filters")
        dialog.get_by_role("checkbox").first.check()
        page.keyboard.press("Escape")
        assert dialog.count() == 0
        assert page.evaluate("document.activeElement.dataset.opens") == "filters"
        assert page.locator("#filters input:checked").count() == 1


def test_a_filter_is_cleared_by_its_chip(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        page = visit.go("/zoeken?q=koor&activiteit=KECU")
        page.get_by_role("link", name="Verwijder filter Kunsten, Erfgoed & Cultuur").click()
        page.wait_for_url("**/zoeken?q=koor")
        assert page.locator(".chip").count() == 0


def test_nothing_found_leads_to_something(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375) as visit:
        page = visit.go("/zoeken?q=koor+xyzzyxyzzy&waar=Leuven")
        step = page.locator(".ladder li").first
        promised = count_in(step.locator(".count").inner_text())
        step.get_by_role("link").click()
        page.wait_for_load_state()
        assert count_in(heading(page)) == promised > 0
