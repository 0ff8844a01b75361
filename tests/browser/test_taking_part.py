"""Taking part in an association: at hand on a telephone, in the way of nothing, shared as the system can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting
from tests.pages import world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHOIR = f"/vereniging/{world.CHOIR}/gemengd-koor-cantate"
_SHEET = "navigator.share = (shared) => { window.shared = shared; return Promise.resolve(); };"
_CLOSED = "navigator.share = () => Promise.reject(new DOMException('closed', 'AbortError'));"
_NO_SHEET = "delete Navigator.prototype.share;"
_CLIPBOARD = """Object.defineProperty(navigator, "clipboard", {
  value: { writeText: (text) => { window.copied = text; return Promise.resolve(); } } });"""


def test_on_a_telephone_the_ways_stay_at_the_foot_of_the_screen(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375) as visit:
        page = visit.go(CHOIR)
        bar = page.get_by_role("region", name="Meedoen")
        for at in ("0", "document.body.scrollHeight"):
            page.evaluate(f"scrollTo(0, {at})")
            for name in ("Mail", "Bel", "Website", "Route"):
                expect(bar.get_by_role("link", name=name)).to_be_in_viewport(ratio=1)
        # Nothing of the page is lost below the bar.
        last, foot = page.locator("footer .page").bounding_box(), bar.bounding_box()
        assert last is not None
        assert foot is not None
        assert last["y"] + last["height"] <= foot["y"]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 256), (800, 375)])
def test_elsewhere_they_stand_in_the_text(browser: Browser, address: str, width: int, height: int) -> None:
    with visiting(browser, address, width) as visit:
        visit.page.set_viewport_size({"width": width, "height": height})
        page = visit.go(CHOIR)
        assert page.locator(".join").evaluate("(item) => getComputedStyle(item).position") == "static"
        expect(page.get_by_role("heading", name="Meedoen")).to_be_visible()


def test_sharing_opens_the_sheet_of_the_system(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375) as visit:
        visit.page.add_init_script(_SHEET + _CLIPBOARD)
        page = visit.go(f"{CHOIR}#ligging")
        page.get_by_role("button", name="Deel").click()
        page.wait_for_function("window.shared")
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert page.evaluate("window.shared") == {"title": page.title(), "url": canonical}
        assert page.evaluate("window.copied") is None


def test_a_sheet_that_is_closed_copies_nothing(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375) as visit:
        visit.page.add_init_script(_CLOSED + _CLIPBOARD)
        page = visit.go(CHOIR)
        button = page.get_by_role("button", name="Deel")
        button.click()
        page.evaluate("new Promise((done) => setTimeout(done))")
        expect(button).to_have_text("Deel")
        assert page.evaluate("window.copied") is None


def test_without_a_sheet_the_address_is_copied_and_told(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        visit.page.add_init_script(_NO_SHEET + _CLIPBOARD)
        page = visit.go(CHOIR)
        page.get_by_role("button", name="Deel").click()
        expect(page.locator(".join [role=status]")).to_have_text("Gekopieerd")
        assert page.evaluate("window.copied") == page.locator("link[rel=canonical]").get_attribute("href")
        expect(page.locator(".join svg")).to_have_count(5)


@pytest.mark.parametrize("path", [CHOIR, "/widget/maken?stap=4&gemeente=44021"])
def test_without_a_script_no_button_is_shown_that_does_nothing(browser: Browser, address: str, path: str) -> None:
    with visiting(browser, address, 1280, script=False) as visit:
        page = visit.go(path)
        assert page.locator("[data-share], [data-copy]").count() > 0
        assert page.locator("[data-share]:visible, [data-copy]:visible").count() == 0
