"""How pages lie on the screen: nothing beside it, nothing that jumps, everything large enough, in every scheme."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting
from tests.pages import world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = {
    "home": "/",
    "results": "/zoeken?q=koor&waar=Leuven",
    "all": "/zoeken",
    "explained": f"/zoeken?q=koor+leuven&uitleg=1&uitleg_van={world.EVIL}",
    "nothing": "/zoeken?q=xyzzyxyzzy",
    "association": f"/vereniging/{world.CHOIR}/gemengd-koor-cantate",
    "awkward": f"/vereniging/{world.EVIL}",
    "gone": f"/vereniging/{world.STOPPED}",
    "unknown": "/nergens",
}
# Height of what is pressed: links within text may be lower than controls.
_CONTROLS = "button, .search input, label.choice, .button, body > header a, .order > summary"
_HEIGHTS = """(selector) => [...document.querySelectorAll(selector)]
  .filter((item) => item.checkVisibility({ visibilityProperty: true }) && !item.closest(".unseen, .skip"))
  .map((item) => [item.outerHTML.slice(0, 80), item.getBoundingClientRect().height])"""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_lies_beside_the_screen_and_nothing_jumps(
    browser: Browser, address: str, width: int, name: str
) -> None:
    with visiting(browser, address, width) as visit:
        page = visit.go(PAGES[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.mouse.wheel(0, 2000)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("window.shifted") < 0.02


@pytest.mark.parametrize("name", ["home", "results", "association", "unknown"])
def test_what_is_pressed_is_large_enough(browser: Browser, address: str, name: str) -> None:
    with visiting(browser, address, 375, has_touch=True) as visit:
        page = visit.go(PAGES[name])
        controls = page.evaluate(_HEIGHTS, _CONTROLS)
        assert [item for item in controls if item[1] < 44] == []
        # A link within a sentence is as high as its line.
        targets = page.evaluate(_HEIGHTS, "a:not(p > a:not(.button)), summary")
        assert [item for item in targets if item[1] < 24] == []


def test_the_font_is_ours_and_comes_once(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))
        page = visit.go("/zoeken?q=koor")
        assert page.evaluate("document.fonts.check('700 1rem \"Atkinson Hyperlegible Next\"')")
        assert len([url for url in asked if url.endswith(".woff2")]) == 1
        assert len(asked) <= 6


def test_the_dark_scheme_follows_the_reader(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280, color_scheme="dark") as visit:
        page = visit.go("/zoeken?q=koor")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 22)"


def test_who_wants_no_motion_gets_none(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280, reduced_motion="reduce") as visit:
        page = visit.go("/zoeken?q=koor")
        durations = page.evaluate(
            "[...document.querySelectorAll('*')].map((item) => getComputedStyle(item).transitionDuration)"
        )
        assert set(durations) <= {"0s"}


def test_with_forced_colours_a_box_is_the_systems_own(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280, forced_colors="active") as visit:
        page = visit.go("/zoeken?activiteit=KECU")
        assert page.evaluate("getComputedStyle(document.querySelector('input:checked')).appearance") == "auto"


def test_on_paper_there_is_only_what_one_reads(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        page = visit.go("/zoeken?q=koor")
        page.emulate_media(media="print")
        hidden = page.evaluate(
            "[...document.querySelectorAll('.search, .filters, header nav')].filter((item) => item.checkVisibility())"
            ".length"
        )
        assert hidden == 0


@pytest.mark.parametrize("zoom", [4])
def test_enlarged_four_times_it_still_fits(browser: Browser, address: str, zoom: int) -> None:
    with visiting(browser, address, 1280 // zoom, device_scale_factor=zoom) as visit:
        page = visit.go(PAGES["results"])
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280 // zoom


def test_the_picture_of_the_readme_can_be_made(browser: Browser, address: str, tmp_path: Path) -> None:
    """Written into the repository only when DIRECTORY_SCREENSHOTS asks: pixels differ from machine to machine."""
    folder = REPOSITORY / "docs" / "screenshots" if os.environ.get("DIRECTORY_SCREENSHOTS") else tmp_path
    folder.mkdir(exist_ok=True, parents=True)
    with visiting(browser, address, 1280) as visit:
        visit.go("/zoeken?q=koor&activiteit=KECU").screenshot(path=folder / "results.png")
    assert (folder / "results.png").stat().st_size > 20_000


def test_on_paper_links_of_the_site_have_its_address_and_no_controls_are_left(browser: Browser, address: str) -> None:
    with visiting(browser, address, 800) as visit:
        page = visit.go(PAGES["association"])
        page.emulate_media(media="print")
        for selector in (".join", ".on-screen", ".situation", ".crumbs"):
            assert page.locator(selector).count() > 0
            assert page.locator(f"{selector}:visible").count() == 0
        page = visit.go(PAGES["results"])
        page.emulate_media(media="print")
        assert page.locator(".views:visible, .order:visible").count() == 0
        written = page.evaluate("getComputedStyle(document.querySelector('.hit h2 a'), '::after').content")
        assert "127.0.0.1:8000" in written
        assert "/vereniging/V" in written or "attr(href)" in written


@pytest.mark.parametrize("name", ["association", "awkward"])
def test_no_line_of_the_crumbs_begins_with_its_mark(browser: Browser, address: str, name: str) -> None:
    with visiting(browser, address, 320) as visit:
        page = visit.go(PAGES[name])
        marks = page.evaluate(
            "[...document.querySelectorAll('.crumbs li')].map((item) => [getComputedStyle(item, '::before').content,"
            " getComputedStyle(item, '::after').content])"
        )
        assert {before for before, _after in marks} == {"none"}
        assert [after != "none" for _before, after in marks] == [True] * (len(marks) - 1) + [False]


def test_the_numbered_pages_stand_on_one_line_on_a_telephone(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375) as visit:
        page = visit.go("/zoeken")
        tops = page.evaluate(
            "[...document.querySelectorAll('.paging li')].map((item) => Math.round(item.getBoundingClientRect().top))"
        )
        assert len(tops) > 5
        assert len(set(tops)) == 1


def test_the_lines_of_a_row_of_the_map_list_stand_at_one_height(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        page = visit.go("/zoeken?weergave=kaart")
        rows = page.evaluate(
            "Object.values(Object.groupBy([...document.querySelectorAll('.map-list:not(details *) li')]"
            ".map((item) => item.getBoundingClientRect()), (box) => Math.round(box.top)))"
            ".map((boxes) => new Set(boxes.map((box) => Math.round(box.bottom))).size)"
        )
        assert set(rows) == {1}


def test_back_from_the_thanks_after_a_mistake_leads_to_the_form(browser: Browser, address: str) -> None:
    with visiting(browser, address, 375) as visit:
        page = visit.go(f"/vereniging/{world.CHOIR}/melding")
        page.locator("main form button").last.click()
        page.locator(".mistakes").wait_for()
        page.goto(address + "/privacy")
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Klopt er iets niet?")
        visit.complaints.clear()
