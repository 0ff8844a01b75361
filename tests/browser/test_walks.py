"""What no rule checker sees: where the focus is, what a screen reader hears, how a page lies at 400 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directory.pages.about.accessibility import WalkKind
from tests.browser import accessibility_summary
from tests.browser.conftest import visiting
from tests.browser.states import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.states import State

DESK, TELEPHONE = 1280, 375
# A window of 1280 by 1024 at 400 %.
LARGE = {"width": 320, "height": 256}
_INTERACTIVE = {
    "button",
    "link",
    "textbox",
    "searchbox",
    "combobox",
    "checkbox",
    "radio",
    "listbox",
    "option",
    "DisclosureTriangle",
}
# Focuses each control as a key would (one was pressed before) and returns those whose focus cannot be seen: no ring on
# the control or on what stands for it, or something else lies over its middle.
_UNSEEN = """() => {
  const root = document.querySelector("dialog:modal") ?? document;
  const controls = [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((item) => item.tabIndex >= 0 && !item.disabled && item.type !== "hidden"
      && item.checkVisibility({ visibilityProperty: true }) && item.localName !== "iframe" && !item.shadowRoot);
  const drawn = (item) => {
    const style = item && getComputedStyle(item);
    return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || (item.localName === "circle" && parseFloat(style.strokeWidth) >= 3));
  };
  const free = (item) => {
    if (item.closest("svg")) return true;  // circles of a map overlap; the list beside it leads to the same places
    const boxes = [...item.getClientRects()].filter((box) => box.width && box.height);
    const whole = item.closest("label") ?? item;
    return !boxes.length || boxes.some((box) => {
      const [x, y] = [Math.min(box.width, innerWidth) / 2, Math.min(box.height, innerHeight) / 2];
      const hit = document.elementFromPoint(box.x + x, box.y + y);
      return hit && (whole.contains(hit) || hit.contains(item));
    });
  };
  return controls.flatMap((item) => {
    item.focus();
    if (document.activeElement !== item) return [];
    const ringed = [item, item.nextElementSibling, item.querySelector("circle")].some(drawn);
    const names = [ringed ? null : "no ring", free(item) ? null : "covered"].filter(Boolean);
    return names.map((name) => `${name}: ${item.outerHTML.slice(0, 120)}`);
  });
}"""


@pytest.fixture(scope="module")
def found(request: pytest.FixtureRequest) -> Iterator[dict[WalkKind, dict[str, list[str]]]]:
    """Gather what failed in each state; written down only when `--write-accessibility` asks and all were seen."""
    walks: dict[WalkKind, dict[str, list[str]]] = {kind: {} for kind in (WalkKind.FOCUS, WalkKind.NAMES, WalkKind.ZOOM)}
    yield walks
    if request.config.getoption("--write-accessibility", default=False):
        for kind, states in walks.items():
            if len(states) == len(STATES):
                accessibility_summary.write_walk(kind, states)


def nameless(page: Page) -> list[str]:
    """Return the controls that a screen reader would read without a name, from the browser's own accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        f"no name: {node['role']['value']} {node.get('backendDOMNodeId')}"
        for node in nodes
        if not node.get("ignored") and node.get("role", {}).get("value") in _INTERACTIVE
        if not str(node.get("name", {}).get("value", "")).strip()
    ]


def beside(page: Page) -> list[str]:
    """Return what makes the page wider than the screen at 400 %."""
    page.set_viewport_size(LARGE)  # type: ignore[arg-type]  # a literal would do
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide at {LARGE['width']}"] if width > LARGE["width"] else []


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_the_focus_is_seen_controls_have_names_and_the_page_fits_at_400_percent(
    browser: Browser,
    address: str,
    address_without_engine: str,
    found: dict[WalkKind, dict[str, list[str]]],
    state: State,
) -> None:
    start = address_without_engine if state.is_away else address
    failures: list[str] = []
    with visiting(browser, start, TELEPHONE if state.is_narrow else DESK) as visit:
        page = visit.go(state.path)
        state.act(page)
        found[WalkKind.NAMES][state.name] = nameless(page)
        page.keyboard.press("Tab")
        unseen = page.evaluate(_UNSEEN)
        if not state.is_narrow:
            page.set_viewport_size({"width": TELEPHONE, "height": 800})
            unseen += page.evaluate(_UNSEEN)
        found[WalkKind.FOCUS][state.name] = unseen
        found[WalkKind.ZOOM][state.name] = beside(page)
        visit.complaints[:] = [text for text in visit.complaints if "ERR_FAILED" not in text]
    for states in found.values():
        failures += states[state.name]
    assert failures == []
