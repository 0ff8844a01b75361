"""Every state of every page: nothing in anybody's way, no mistake in its HTML, and a picture for people to look at."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import accessibility_summary
from tests.browser.checkers import Checkers, checkers
from tests.browser.conftest import visiting
from tests.browser.states import STATES, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.running_parts import RunningParts

REPOSITORY = Path(__file__).resolve().parents[2]
PICTURES = REPOSITORY / ".state" / "screens"
NARROWEST, TELEPHONE, DESK = 320, 375, 1280
PICTURED = 4_000  # pixels of height: more of a long page tells nothing new


@pytest.fixture(scope="module")
def tools(parts: RunningParts) -> Checkers:
    """Return the checkers."""
    return checkers(parts.place.cache)


@pytest.fixture(scope="module")
def seen(request: pytest.FixtureRequest, tools: Checkers) -> Iterator[dict[str, list[str]]]:
    """Gather what was found in each state; written down only when `--write-accessibility` asks and all were seen."""
    found: dict[str, list[str]] = {}
    yield found
    if request.config.getoption("--write-accessibility", default=False) and len(found) == len(STATES):
        summary = {
            "date": datetime.now(UTC).date().isoformat(),
            "tools": tools.versions[:2],
            "states": len(found),
            "violations": sum(map(len, found.values())),
        }
        accessibility_summary.write(summary)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_nothing_stands_in_anybodys_way(  # noqa: PLR0913, PLR0917 - fixtures
    browser: Browser,
    address: str,
    address_without_engine: str,
    tools: Checkers,
    seen: dict[str, list[str]],
    state: State,
) -> None:
    start = address_without_engine if state.is_away else address
    # The checkers are scripts of others: what the site itself may run is watched in all other tests.
    with visiting(browser, start, TELEPHONE if state.is_narrow else DESK, bypass_csp=True) as visit:
        page = visit.go(state.path)
        assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == state.status
        state.act(page)
        found = tools.barriers(page)
        page.emulate_media(reduced_motion="reduce")  # no colour may still be on its way when it is looked at
        page.emulate_media(reduced_motion="reduce", color_scheme="dark")
        found += [f"dark: {text}" for text in tools.contrast(page)]
        if state.is_pictured:
            picture(page, state)
        page.set_viewport_size({"width": NARROWEST, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > NARROWEST:
            found.append("wider than 320 px")
        visit.complaints[:] = [text for text in visit.complaints if "ERR_FAILED" not in text]
    seen[state.name] = found
    assert found == []


def picture(page: Page, state: State) -> None:
    """Take a picture on a telephone and on a desk, dark and light."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width in (TELEPHONE,) if state.is_narrow else (DESK, TELEPHONE):
        page.set_viewport_size({"width": width, "height": 800})
        whole = page.evaluate("document.documentElement.scrollHeight") < PICTURED
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=PICTURES / f"{state.name}-{width}-{scheme}.png", full_page=whole)


def test_no_page_has_a_mistake_in_its_html(
    browser: Browser, address: str, address_without_engine: str, tools: Checkers, tmp_path: Path
) -> None:
    context = browser.new_context(locale="nl-BE")
    texts: dict[str, str] = {}
    for state in STATES:
        if state.is_plain:
            start = address_without_engine if state.is_away else address
            texts[state.name] = context.request.get(start + state.path).text()
    context.close()
    assert len(texts) > 20
    assert tools.mistakes(texts, tmp_path) == []


@pytest.mark.parametrize("is_away", [False, True], ids=["whole", "engine away"])
def test_no_page_gives_the_browser_anything_to_complain_of(
    browser: Browser, address: str, address_without_engine: str, *, is_away: bool
) -> None:
    """Policies, console, cookies, storage and other hosts: what a visit watches, over every state in one session."""
    with visiting(browser, address_without_engine if is_away else address, DESK) as visit:
        for state in (state for state in STATES if state.is_away == is_away):
            state.act(visit.go(state.path))
            visit.page.unroute_all()
        visit.complaints[:] = [text for text in visit.complaints if "ERR_FAILED" not in text]
