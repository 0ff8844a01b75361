"""Tab and Shift+Tab reach everything on a page that can be pressed or filled in, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import visiting
from tests.browser.states import STATES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.states import State

DESK, TELEPHONE = 1280, 375
# What a frame or an element of ours holds is looked at by its own address; here it only takes some presses.
_IN_A_FRAME = 60
_FRAMES = "iframe, verenigingen-zoeker, verenigingen-kaart"
# Boxes that scroll and links of a drawing take presses beside the controls.
_BESIDE = 40
# Keeps the controls that a person sees, and returns how many.
_PREPARE = """() => {
  const root = document.querySelector("dialog:modal") ?? document;
  // Of radio buttons of one name the chosen one stands for all; without a choice, the first.
  window.stopOf = (item) => item.type !== "radio" ? item
    : root.querySelector(`input[name="${item.name}"]:checked`) ?? root.querySelector(`input[name="${item.name}"]`);
  window.controls = [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((item) => item.tabIndex >= 0 && !item.disabled && item.type !== "hidden"
      && item.checkVisibility({ visibilityProperty: true })
      && (item.type !== "radio" || item === window.stopOf(item)));
  document.activeElement?.blur();
  return window.controls.length;
}"""
# The number of the control that has the focus; -1 for what may have it too (the page, a frame, a box that scrolls), or
# the element itself where it should not have it.
_STOP = """() => {
  const item = document.activeElement ?? document.body;
  const number = window.controls.indexOf(window.stopOf(item));
  const scrolls = item.scrollHeight > item.clientHeight || item.scrollWidth > item.clientWidth;
  const holds = item.localName === "iframe" || item.shadowRoot;  // what is inside is looked at by its own address
  const may = number >= 0 || scrolls || item === document.body || holds;
  return may ? number : item.outerHTML.slice(0, 120);
}"""
_NAMES = "(numbers) => numbers.map((number) => window.controls[number].outerHTML.slice(0, 120))"


def missed(page: Page, key: str) -> list[str]:
    """Press a key until the focus comes round again; return the controls it missed, and what it hit instead."""
    count = page.evaluate(_PREPARE)
    assert count > 0
    stops: list[int | str] = []
    for _press in range(2 * count + _BESIDE + _IN_A_FRAME * page.locator(_FRAMES).count()):
        page.keyboard.press(key)
        stops.append(page.evaluate(_STOP))
        if stops[-1] == stops[0] and set(range(count)) <= set(stops):
            break  # round, and everywhere
    left = [number for number in range(count) if number not in stops]
    return [*page.evaluate(_NAMES, left), *{stop for stop in stops if isinstance(stop, str)}]


@pytest.mark.parametrize("state", [state for state in STATES if state.is_pictured], ids=lambda state: state.name)
@pytest.mark.parametrize("width", [DESK, TELEPHONE])
def test_the_keyboard_reaches_every_control(
    browser: Browser, address: str, address_without_engine: str, width: int, state: State
) -> None:
    with visiting(
        browser, address_without_engine if state.is_away else address, TELEPHONE if state.is_narrow else width
    ) as visit:
        page = visit.go(state.path)
        state.act(page)
        assert (missed(page, "Tab"), missed(page, "Shift+Tab")) == ([], [])


@pytest.mark.parametrize("path", ["/zoeken?q=koor&waar=Leuven", "/zoeken?weergave=kaart", "/", "/widget/maken?stap=3"])
@pytest.mark.parametrize("width", [DESK, TELEPHONE])
def test_the_keyboard_reaches_every_control_without_script(
    browser: Browser, address: str, width: int, path: str
) -> None:
    with visiting(browser, address, width, script=False) as visit:
        page = visit.go(path)
        assert (missed(page, "Tab"), missed(page, "Shift+Tab")) == ([], [])


def test_the_keyboard_reaches_every_control_after_a_page_is_turned(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.go("/zoeken")
        page.get_by_role("link", name="Volgende").click()
        page.wait_for_function("() => document.activeElement.id === 'resultaten'")
        assert missed(page, "Tab") == []
