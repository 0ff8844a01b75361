"""An installation with a name, a logo and a colour of its own, in both schemes, on paper, and its menu on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import served, visiting
from tests.pages import world
from tests.pages.conftest import patient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from directory.settings import Settings

ACCENT, ACCENT_DARK = "#8a1538", "#f09ab4"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 84 28"><path d="M0 0h84v28H0z" fill="#a00"/></svg>'
CHOIR = f"/vereniging/{world.CHOIR}/gemengd-koor-cantate"
_COLOUR = "(item, name) => getComputedStyle(item)[name]"


@pytest.fixture(scope="module")
def branded(site_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site that looks like its installation."""
    drawing: Path = tmp_path_factory.mktemp("brand") / "logo.svg"
    drawing.write_text(DRAWING, encoding="utf-8")
    own = {"site_name": "Stadsgids", "logo": drawing, "accent": ACCENT, "accent_dark": ACCENT_DARK}
    with served(patient(site_settings.model_copy(update=own))) as found:
        yield found


def colour_of(page: Page, selector: str, name: str) -> str:
    """Return a colour that is drawn, as `#rrggbb`."""
    drawn: str = page.locator(selector).first.evaluate(_COLOUR, name)
    parts = drawn.removeprefix("rgb(").removesuffix(")").split(",")
    return "#" + "".join(f"{int(part):02x}" for part in parts)


@pytest.mark.parametrize(("scheme", "accent"), [("light", ACCENT), ("dark", ACCENT_DARK)])
def test_links_and_buttons_have_the_colour_of_the_installation(
    browser: Browser, branded: str, scheme: str, accent: str
) -> None:
    with visiting(browser, branded, 1280, color_scheme=scheme) as visit:
        page = visit.go("/zoeken?q=koor")
        assert colour_of(page, ".search button", "background-color") == accent
        assert colour_of(page, ".chips .all, .after a", "color") == accent


def test_the_logo_stands_beside_the_name_and_moves_nothing(browser: Browser, branded: str) -> None:
    with visiting(browser, branded, 1280) as visit:
        page = visit.go("/")
        logo = page.locator(".brand img")
        assert logo.evaluate("(item) => item.complete && item.naturalWidth > 0")
        assert logo.bounding_box()["width"] == 84  # type: ignore[index]  # it is in sight
        expect(page.locator(".brand")).to_have_text("Stadsgids")
        assert page.evaluate("window.shifted") < 0.02


@pytest.mark.parametrize("script", [True, False])
def test_the_menu_of_a_phone_opens_without_a_script(browser: Browser, address: str, script: bool) -> None:
    with visiting(browser, address, 375, script=script) as visit:
        page = visit.page
        page.goto(address + "/")
        link = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Gemeenten")
        expect(link).to_be_hidden()
        page.get_by_role("button", name="Menu").click()
        expect(link).to_be_visible()
        page.keyboard.press("Escape")
        expect(link).to_be_hidden()
        page.get_by_role("button", name="Menu").click()
        link.click()
        assert page.url == address + "/gemeenten"


def test_a_wide_screen_shows_the_menu_and_no_button(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        page = visit.go("/")
        expect(page.get_by_role("link", name="Gemeenten", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Menu")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/zoeken?q=koor", CHOIR])
def test_on_paper_there_is_dark_ink_and_no_chrome(browser: Browser, address: str, path: str, scheme: str) -> None:
    with visiting(browser, address, 1280, color_scheme=scheme) as visit:
        page = visit.go(path)
        page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]  # one of the two it knows
        for selector in ("header.site nav", "footer.site ul", ".skip", "form.search", ".filters"):
            for item in page.locator(selector).all():
                expect(item).to_be_hidden()
        assert colour_of(page, "h1", "color") == "#000000"
        assert colour_of(page, "body", "background-color") == "#ffffff"
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_linked_data_is_no_script_to_the_policy(browser: Browser, address: str) -> None:
    """What the policy refuses, the browser writes to its console, which `visiting` looks at."""
    for path in ("/", CHOIR):
        with visiting(browser, address, 1280) as visit:
            page = visit.go(path)
            told = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)")
            assert told["@context"] == "https://schema.org"


def test_the_site_can_be_installed(browser: Browser, address: str) -> None:
    """The browser itself reads the manifest, and has nothing to say about it."""
    with visiting(browser, address, 1280) as visit:
        page = visit.go("/")
        found = visit.context.new_cdp_session(page).send("Page.getAppManifest")
        assert found["url"].endswith(".webmanifest")
        assert found["errors"] == []
