"""Reporting a mistake in a real browser, with and without a script, from the page of an association to the thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directory.app import create_app
from directory.platform import csrf
from tests.browser.conftest import browser, served, visiting
from tests.pages import world
from tests.reports.conftest import path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from directory.settings import Settings
    from tests.reports.conftest import Box

__all__ = ["browser"]

PHONE, DESK = 375, 1280


@pytest.fixture(scope="module")
def address(web_settings: Settings) -> Iterator[str]:
    """Serve the site to people who type as fast as a test does."""
    with pytest.MonkeyPatch.context() as patched, served(create_app(web_settings)) as found:
        patched.setattr(csrf, "MIN_AGE_SECONDS", 0)
        yield found


@pytest.mark.parametrize("script", [True, False])
def test_a_mistake_is_reported_and_thanked_for(browser: Browser, address: str, box: Box, script: bool) -> None:
    with visiting(browser, address, PHONE, script=script) as visit:
        page = visit.page
        page.goto(f"{address}/vereniging/{world.CHOIR}")
        page.get_by_role("link", name="Klopt er iets niet?").click()
        page.get_by_label("De contactgegevens").check()
        page.get_by_label("Wat klopt er niet?", exact=True).fill("Dit nummer bestaat niet meer. 🎈 مرحبا")
        page.get_by_role("button", name="Verstuur je melding").click()

        assert page.get_by_role("heading", level=1).inner_text() == (
            "Bedankt. We geven het door aan de beheerders van de Verenigingsgids."
        )
        page.reload()
        page.get_by_role("link", name="Terug naar Gemengd koor Cantate").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Gemengd koor Cantate"
    assert box.row("kind", "message", "contact") == ("contact", "Dit nummer bestaat niet meer. 🎈 مرحبا", "")


@pytest.mark.parametrize("script", [True, False])
def test_a_form_that_is_not_right_says_so_with_the_focus_on_what_is_to_be_mended(
    browser: Browser, address: str, box: Box, script: bool
) -> None:
    with visiting(browser, address, DESK, script=script) as visit:
        page = visit.page
        page.goto(address + path())
        page.get_by_label("Wat klopt er niet?", exact=True).fill("a" * 2001)
        page.get_by_label("Waar kunnen we je bereiken?").fill("an@")
        page.get_by_role("button", name="Verstuur je melding").click()
        page.wait_for_selector(".mistakes")

        assert page.locator(":focus").get_attribute("class") == "mistakes"
        assert page.get_by_label("Wat klopt er niet?", exact=True).input_value() == "a" * 2001
        for label, near in (("Dit telt", "bericht"), ("Dit e-mailadres", "contact"), ("Kies waarover", "waarover")):
            page.locator(".mistakes").get_by_role("link", name=label).click()
            assert page.evaluate("location.hash") == f"#{near}"
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")
            assert page.locator(":focus").get_attribute("name") == near
    assert box.rows("id") == []


def test_the_form_is_filled_in_and_sent_by_keyboard_alone(browser: Browser, address: str, box: Box) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.page
        page.goto(address + path())
        page.get_by_label("De naam of de omschrijving").focus()
        for key in ("ArrowDown", "Tab"):
            page.keyboard.press(key)
        page.keyboard.type("Zaal De Kring is afgebroken.")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Verstuur je melding"
        page.keyboard.press("Enter")
        page.wait_for_url("**/bedankt?*")
    assert box.row("kind", "message") == ("plaats", "Zaal De Kring is afgebroken.")


def test_the_honeypot_is_invisible(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        visit.page.goto(address + path())
        honeypot = visit.page.locator("#website")
        area = honeypot.evaluate("(item) => item.parentElement.getBoundingClientRect().width")

        assert area <= 1
        assert honeypot.get_attribute("tabindex") == "-1"


@pytest.mark.parametrize("width", [320, DESK])
def test_the_form_lies_well_and_what_is_pressed_is_large_enough(
    browser: Browser, address: str, box: Box, width: int
) -> None:
    with visiting(browser, address, width, has_touch=width < DESK) as visit:
        page = visit.go(path())
        pressed = page.evaluate(
            "[...document.querySelectorAll('main button, .option label, .entry:not(.trap) :is(input, textarea)')]"
            ".map((item) => item.getBoundingClientRect().height)"
        )
        assert len(pressed) == 9
        assert min(pressed) >= 44
        page.get_by_label("Waar kunnen we je bereiken?").fill("an@" + "a" * 300)
        page.get_by_role("button", name="Verstuur je melding").click()
        page.wait_for_selector(".mistakes")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
