"""In Firefox too, Tab and Shift+Tab reach everything on a page that can be pressed or filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import marionette
from tests.browser.keyboard_scripts import NAMES, PREPARE, STOP
from tests.browser.states import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.marionette import Firefox
    from tests.browser.states import State

WIDTHS = (1280, 375)
HEIGHT = 900
# Boxes that scroll take presses beside the controls.
_BESIDE = 60
# What is done on a page to bring it in a state is done by another driver: these are looked at as they were sent.
_BEGIN = """
  window.beginning = document.createElement("span");
  window.beginning.tabIndex = 0;
  document.body[arguments[0] ? "append" : "prepend"](window.beginning);
  window.beginning.focus();
"""
PLAIN = [state for state in STATES if state.is_pictured and state.is_plain and not state.name.startswith("maker-")]
WITHOUT_SCRIPT = ("/zoeken?q=koor&waar=Leuven", "/zoeken?weergave=kaart", "/", "/widget/maken?stap=3")


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Start the Firefox of the system, for one module."""
    with marionette.started(marionette.firefox(), tmp_path_factory.mktemp("firefox")) as running:
        yield running


def missed(firefox: Firefox, *keys: str) -> list[str]:
    """Press a key until the focus was everywhere; return the controls it missed, and what it hit instead.

    Beyond its ends the page gives the focus to the browser, which keeps it: a walk begins at the end where it comes in.
    """
    count = firefox.run(f"return ({PREPARE})()")
    assert count > 0
    firefox.run(_BEGIN, "Shift" in keys)
    stops: set[int | str] = set()
    for _press in range(count + _BESIDE):
        firefox.press(*keys)
        stops.add(firefox.run(f"return ({STOP})()"))
        if set(range(count)) <= stops:
            break
    firefox.run("window.beginning.remove()")
    left = [number for number in range(count) if number not in stops]
    named = firefox.run(f"return ({NAMES})(arguments[0])", left)
    return [*named, *(stop for stop in stops if isinstance(stop, str))]


@pytest.mark.parametrize("state", PLAIN, ids=lambda state: state.name)
def test_the_keyboard_reaches_every_control_in_firefox(
    firefox: Firefox, address: str, address_without_engine: str, state: State
) -> None:
    firefox.send("WebDriver:Navigate", url=(address_without_engine if state.is_away else address) + state.path)
    for width in WIDTHS:
        firefox.resize(width, HEIGHT)
        assert (width, missed(firefox, "Tab"), missed(firefox, "Shift", "Tab")) == (width, [], [])


@pytest.mark.parametrize("path", WITHOUT_SCRIPT)
def test_the_keyboard_reaches_every_control_in_firefox_without_script(
    firefox: Firefox, address: str, path: str
) -> None:
    firefox.allow_scripts(allowed=False)
    try:
        firefox.send("WebDriver:Navigate", url=address + path)
        for width in WIDTHS:
            firefox.resize(width, HEIGHT)
            assert (width, missed(firefox, "Tab"), missed(firefox, "Shift", "Tab")) == (width, [], [])
    finally:
        firefox.allow_scripts(allowed=True)
