"""Tab and Shift+Tab reach everything on a page that can be pressed or filled in, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directory.pages.about.accessibility import WalkKind
from tests.browser import accessibility_summary
from tests.browser.client import await_script
from tests.browser.conftest import visiting
from tests.browser.keyboard_scripts import NAMES as _NAMES
from tests.browser.keyboard_scripts import PREPARE as _PREPARE
from tests.browser.keyboard_scripts import STOP as _STOP
from tests.browser.states import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.states import State

DESK, TELEPHONE = 1280, 375
# What a frame or an element of ours holds is looked at by its own address; here it only takes some presses.
_IN_A_FRAME = 60
_FRAMES = "iframe, verenigingen-zoeker, verenigingen-kaart"
# Boxes that scroll and links of a drawing take presses beside the controls.
_BESIDE = 40


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


WALKED = [state for state in STATES if state.is_pictured]


@pytest.fixture(scope="module")
def walked(request: pytest.FixtureRequest) -> Iterator[dict[str, list[str]]]:
    """Gather what each walk missed; written down only when `--write-accessibility` asks and all were walked."""
    missed_by_walk: dict[str, list[str]] = {}
    yield missed_by_walk
    if request.config.getoption("--write-accessibility", default=False) and len(missed_by_walk) >= 2 * len(WALKED):
        accessibility_summary.write_walk(WalkKind.KEYBOARD, missed_by_walk)


@pytest.mark.parametrize("state", WALKED, ids=lambda state: state.name)
@pytest.mark.parametrize("width", [DESK, TELEPHONE])
def test_the_keyboard_reaches_every_control(  # noqa: PLR0913, PLR0917 - fixtures
    browser: Browser,
    address: str,
    address_without_engine: str,
    walked: dict[str, list[str]],
    width: int,
    state: State,
) -> None:
    with visiting(
        browser, address_without_engine if state.is_away else address, TELEPHONE if state.is_narrow else width
    ) as visit:
        page = visit.go(state.path)
        await_script(page)
        state.act(page)
        forwards, backwards = missed(page, "Tab"), missed(page, "Shift+Tab")
    walked[f"{state.name} {width}"] = [*forwards, *backwards]
    assert (forwards, backwards) == ([], [])


@pytest.mark.parametrize("path", ["/zoeken?q=koor&waar=Leuven", "/zoeken?weergave=kaart", "/", "/widget/maken?stap=3"])
@pytest.mark.parametrize("width", [DESK, TELEPHONE])
def test_the_keyboard_reaches_every_control_without_script(
    browser: Browser, address: str, walked: dict[str, list[str]], width: int, path: str
) -> None:
    with visiting(browser, address, width, script=False) as visit:
        page = visit.go(path)
        forwards, backwards = missed(page, "Tab"), missed(page, "Shift+Tab")
    walked[f"{path} {width}"] = [*forwards, *backwards]
    assert (forwards, backwards) == ([], [])


def test_the_keyboard_reaches_every_control_after_a_page_is_turned(browser: Browser, address: str) -> None:
    with visiting(browser, address, DESK) as visit:
        page = visit.go("/zoeken")
        page.get_by_role("link", name="Volgende").click()
        page.wait_for_function("() => document.activeElement.id === 'resultaten'")
        assert missed(page, "Tab") == []
