"""The element in use: in narrow columns, with other scripts around it, when it is refused, and after Back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import served
from tests.browser.widgets.host_pages import ELEMENT, FRAME, SITE, Host, serving
from tests.browser.widgets.hosting import visiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.widgets.hosting import HostVisit

RESULT = "verenigingen-zoeker li h2 a"
FIELD = "[part=zoekveld]"


@contextmanager
def hosted(
    browser: Browser,
    address: str,
    body: str = ELEMENT,
    width: int = 1000,
    *,
    allowed: tuple[str, ...] = (),
    **more: str,
) -> Iterator[HostVisit]:
    host = Host(body=body, **more)  # type: ignore[arg-type]  # texts of the page
    with (
        served(serving({"page": host}, address)) as at,
        visiting(browser, f"{at}/page", width, allowed=allowed) as visit,
    ):
        yield visit


@pytest.mark.parametrize("width", [320, 340, 359])
def test_a_long_word_fits_in_the_field_of_a_narrow_column(browser: Browser, address: str, width: int) -> None:
    body = f'<div style="width:{width}px">{ELEMENT}</div>'
    with hosted(browser, address, body, 375, css="body{margin:0}") as visit:
        visit.page.locator(RESULT).first.wait_for()
        visit.page.locator(FIELD).fill("wandelvereniging")
        assert visit.page.locator(FIELD).evaluate("field => field.scrollWidth <= field.clientWidth")


@pytest.mark.parametrize(
    ("attribute", "says"), [('gemeente="99999"', "99999"), ('widget="aaaaaaaaaaaa"', ""), ('gemeente="Gent"', "Gent")]
)
def test_what_is_refused_for_good_is_the_link_alone_and_said_once(
    browser: Browser, address: str, attribute: str, says: str
) -> None:
    body = ELEMENT.replace('provincie="BE24"', attribute)
    with hosted(browser, address, body, allowed=("Failed to load", "verenigingen-zoeker:")) as visit:
        visit.page.wait_for_load_state("networkidle")
        warnings: list[str] = []
        visit.page.on("console", lambda one: warnings.append(one.text) if one.type == "warning" else None)
        asked: list[str] = []
        visit.page.on("request", lambda one: asked.append(one.url))
        visit.page.reload()
        element = visit.page.locator("verenigingen-zoeker")
        visit.page.wait_for_function("document.querySelector('verenigingen-zoeker').offsetHeight < 100")
        assert element.get_by_role("link", name="Alle verenigingen in Leuven").is_visible()
        assert element.get_by_role("searchbox").count() == 0
        assert element.get_by_role("button").count() == 0
        assert len([url for url in asked if "/widget/v1/zoek?" in url]) == 1
        assert len([text for text in warnings if says and says in text]) == bool(says)


def test_the_panel_opens_at_the_first_click_and_closes_at_the_second(browser: Browser, address: str) -> None:
    body = ELEMENT.replace('provincie="BE24"', 'provincie="BE24" detail="paneel" velden="plaats,beschrijving"')
    with hosted(browser, address, body) as visit:
        link = visit.page.locator(RESULT).first
        expect(link).to_have_attribute("aria-expanded", "false")
        link.click()
        expect(link).to_have_attribute("aria-expanded", "true")
        visit.page.locator("[data-paneel]").wait_for()
        link.click()
        expect(link).to_have_attribute("aria-expanded", "false")
        assert visit.page.locator("[data-paneel]").count() == 0


def test_back_brings_the_search_back(browser: Browser, address: str, hosts: str) -> None:
    with hosted(browser, address) as visit:
        page = visit.page
        page.locator(RESULT).first.wait_for()
        page.locator(FIELD).fill("koor")
        with page.expect_response("**/widget/v1/zoek?*q=koor*"):
            page.locator(FIELD).press("Enter")
        page.goto(f"{hosts}/bare")
        page.go_back()
        page.locator(RESULT).first.wait_for()
        expect(page.locator(FIELD)).to_have_value("koor")


def test_what_is_typed_is_no_hot_key_of_the_page(browser: Browser, address: str) -> None:
    script = """document.addEventListener("keydown", (event) => {
      if (event.target.tagName !== "INPUT" && event.key === "s") event.preventDefault();
    });"""
    with hosted(browser, address, script=script) as visit:
        visit.page.locator(RESULT).first.wait_for()
        visit.page.locator(FIELD).press_sequentially("sport")
        expect(visit.page.locator(FIELD)).to_have_value("sport")


@pytest.mark.parametrize("tag", ['<script src="{}"></script>', '<script type="module">import("{}")</script>'])
def test_the_script_starts_in_any_way(browser: Browser, address: str, tag: str) -> None:
    body = ELEMENT.split("<script")[0] + tag.format(f"{SITE}/widget/v1/zoeker.js")
    with hosted(browser, address, body) as visit:
        visit.page.locator(RESULT).first.wait_for()


def test_the_frame_is_known_by_its_window_when_its_address_has_no_scheme(browser: Browser, address: str) -> None:
    bare = address.removeprefix("http:")
    body = FRAME.replace(f'src="{SITE}/embed', f'src="{bare}/embed').replace("async", 'type="module"')
    with hosted(browser, address, body, 375) as visit:
        visit.page.wait_for_function("Math.abs(document.querySelector('iframe').offsetHeight - 900) > 8")


def test_suggestions_lie_over_everything_and_are_whole(browser: Browser, address: str) -> None:
    body = (
        f'<div style="overflow:hidden;height:80px">{ELEMENT}</div>'
        '<div style="position:relative;z-index:10;background:#fff;height:300px">Later</div>'
    )
    with hosted(browser, address, body) as visit:
        page = visit.page
        page.locator(RESULT).first.wait_for()
        page.locator(FIELD).focus()
        page.get_by_role("combobox").wait_for()
        page.locator(FIELD).press_sequentially("ko")
        options = page.get_by_role("option")
        options.first.wait_for()
        options.nth(options.count() - 1).click(trial=True)


def test_a_new_page_in_the_frame_comes_into_view(browser: Browser, address: str) -> None:
    body = f'<p style="height:400px">Hierboven</p>{FRAME}'
    with hosted(browser, address, body) as visit:
        frame = visit.page.frame_locator("iframe")
        frame.get_by_role("link", name="Volgende").scroll_into_view_if_needed()
        visit.page.wait_for_function("Math.abs(document.querySelector('iframe').offsetHeight - 900) > 8")
        frame.get_by_role("link", name="Volgende").click()
        frame.get_by_role("link", name="Vorige").wait_for()
        visit.page.wait_for_function("document.querySelector('iframe').getBoundingClientRect().top > -300")
        expect(frame.locator("#telling")).to_be_in_viewport()
