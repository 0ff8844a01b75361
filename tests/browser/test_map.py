"""The map as a browser draws it: names that never overlap, circles to reach by keyboard, nothing beside the screen."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WHOLE = "/zoeken?weergave=kaart"
ZOOMED = "/zoeken?gebied=24062&weergave=kaart"
# The room of each name that is shown, halo left out, and that of the drawing.
_ROOMS = """() => {
  const room = (element) => { const { left, top, right, bottom } = element.getBoundingClientRect();
                              return [left, top, right, bottom]; };
  const shown = [...document.querySelectorAll(".names text")].filter((text) => text.getClientRects().length
    && getComputedStyle(text.parentElement).display !== "none");
  return [room(document.querySelector(".map svg")), ...shown.map(room)];
}"""


def _overlap(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("width", [320, 375, 640, 860, 1280])
@pytest.mark.parametrize("path", [WHOLE, ZOOMED])
def test_names_are_legible_and_never_overlap_or_leave_the_map(
    browser: Browser, address: str, width: int, path: str
) -> None:
    with visiting(browser, address, width) as visit:
        page = visit.go(path)
        (left, _top, right, _bottom), *rooms = page.evaluate(_ROOMS)
        sideways = page.evaluate("document.documentElement.scrollWidth")
    assert len(rooms) > 2
    assert [pair for pair in combinations(rooms, 2) if _overlap(*pair)] == []
    assert all(left <= room[0] and room[2] <= right for room in rooms)
    assert min(room[3] - room[1] for room in rooms) >= 12
    assert sideways == width


@pytest.mark.parametrize("script", [True, False])
def test_the_keyboard_reaches_the_largest_circle_first_and_zooms(
    browser: Browser, address: str, *, script: bool
) -> None:
    with visiting(browser, address, 1280, script=script) as visit:
        page = visit.go(WHOLE)
        page.locator(".past a").focus()
        page.keyboard.press("Tab")
        first = page.locator(".map svg a").first
        assert first.evaluate("(link) => link === document.activeElement")
        label = first.locator("title").text_content()
        page.keyboard.press("Enter")
        page.wait_for_url("**gebied=**")
        chosen = page.locator(".map svg a[aria-current]").first
        assert chosen.locator("title").text_content() == label


def test_skipping_the_map_leads_to_the_list(browser: Browser, address: str) -> None:
    with visiting(browser, address, 1280) as visit:
        page = visit.go(WHOLE)
        page.locator(".past a").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**#gemeenten")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.map-list') !== null")


@pytest.mark.parametrize("script", [True, False])
def test_from_the_list_to_one_and_back_to_the_same_place(browser: Browser, address: str, *, script: bool) -> None:
    with visiting(browser, address, 375, script=script) as visit:
        page = visit.go("/zoeken?q=koor")
        link = page.locator(".hits h2 a").nth(6)
        name = link.text_content()
        link.click()
        page.locator(".back a").click()
        page.wait_for_url("**/zoeken?q=koor#V*")
        assert page.locator("li:target h2").text_content() == name
        box = page.locator("li:target").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 800
