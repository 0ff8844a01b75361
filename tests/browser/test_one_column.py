"""In one column: suggestions leave what is next in reach, long words stay within the page, failures are told nearby."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting
from tests.pages import world

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

SIZES = [(375, 812), (320, 256)]  # a telephone, and 400 % of a screen of 1280 by 1024
WORD = "W" * 200
PAGES = (
    f"/zoeken?q={WORD}", f"/zoeken?waar={WORD[:80]}", f"/zoeken?q=koor&waar={WORD[:80]}", f"/zoeken?q=koor&{WORD}=1",
    f"/zoeken?q={WORD}&weergave=kaart", f"/zoeken?q={WORD}&uitleg=1", f"/vereniging/{world.CHOIR}/melding", f"/{WORD}",
    f"/gemeente/{WORD[:80]}", f"/widget/maken?waar={WORD[:80]}", f"/widget/maken?{WORD}=1", f"/embed?q={WORD}",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_word_without_end_stays_within_the_page(browser: Browser, address: str, path: str) -> None:
    with visiting(browser, address, 320) as visit:
        page = visit.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def seen(element: Locator) -> bool:
    """Tell whether what stands in the middle of an element is that element, once it is in view."""
    element.scroll_into_view_if_needed()
    return bool(
        element.evaluate(
            "(item) => { const box = item.getBoundingClientRect();"
            " return item.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)); }"
        )
    )


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_suggestions_leave_the_next_field_and_the_button_in_reach(
    browser: Browser, address: str, width: int, height: int
) -> None:
    with visiting(browser, address, width, has_touch=True) as visit:
        page = visit.go("/")
        page.set_viewport_size({"width": width, "height": height})
        field = page.get_by_label("Wat zoek je?")
        field.focus()
        page.wait_for_selector("#q[role=combobox]")
        field.press_sequentially("koor")
        options = page.locator("#q-lijst").get_by_role("option")
        expect(options.first).to_have_text("Zoek op “koor”")
        assert 1 < options.count() <= 3
        assert page.locator("#q-lijst").bounding_box()["height"] <= 3 * 60  # type: ignore[index]  # it is visible
        assert seen(page.get_by_label("Waar?"))
        assert seen(page.get_by_role("button", name="Zoeken"))
        page.get_by_label("Waar?").tap()
        expect(page.get_by_label("Waar?")).to_be_focused()
        expect(page.locator("#q-lijst")).to_be_hidden()


def test_the_list_can_be_closed_and_its_first_line_searches(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375, has_touch=True) as visit:
        page = visit.go("/")
        field = page.get_by_label("Wat zoek je?")
        field.focus()
        page.wait_for_selector("#q[role=combobox]")
        field.press_sequentially("koor")
        expect(page.locator("#q-lijst")).to_be_visible()
        page.get_by_role("button", name="Sluit de suggesties").first.tap()
        expect(page.locator("#q-lijst")).to_be_hidden()
        expect(field).to_be_focused()
        field.press("ArrowDown")
        page.get_by_role("option", name="Zoek op “koor”").tap()
        page.wait_for_url("**/zoeken?q=koor*")


def test_a_press_on_the_button_below_an_open_list_searches(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375, has_touch=True) as visit:
        page = visit.go("/")
        field = page.get_by_label("Wat zoek je?")
        field.focus()
        page.wait_for_selector("#q[role=combobox]")
        field.press_sequentially("koor")
        expect(page.locator("#q-lijst")).to_be_visible()
        page.get_by_role("button", name="Zoeken").tap()
        page.wait_for_url("**/zoeken?q=koor*")


@pytest.mark.parametrize("width", [375, 1280])
def test_a_page_that_does_not_come_is_told_beside_what_was_pressed(browser: Browser, address: str, width: int) -> None:
    with visiting(browser, address, width) as visit:
        page = visit.go("/zoeken")
        page.wait_for_function("document.querySelector('#filters .live')")
        page.route("**/zoeken?pagina=2", lambda route: route.abort())
        page.get_by_role("link", name="Volgende").click()
        told = page.get_by_role("alert")
        expect(told).to_be_visible()
        expect(told).to_be_in_viewport()
        visit.complaints[:] = [text for text in visit.complaints if "ERR_FAILED" not in text]


def test_a_choice_that_fails_in_the_dialog_is_told_there_and_set_back(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375) as visit:
        page = visit.go("/zoeken")
        page.wait_for_function("document.querySelector('#filters .live')")
        page.route("**/zoeken?type=VZW", lambda route: route.abort())
        page.get_by_role("link", name="Filters").click()
        dialog = page.get_by_role("dialog", name="Filters")
        box = dialog.locator("input[name=type][value=VZW]")
        box.click()
        expect(dialog.get_by_role("alert")).to_be_in_viewport()
        expect(box).not_to_be_checked()
        page.unroute("**/zoeken?type=VZW")
        box.check()
        expect(page.get_by_role("alert")).to_have_count(0)
        visit.complaints[:] = [text for text in visit.complaints if "ERR_FAILED" not in text]
