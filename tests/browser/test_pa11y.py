"""pa11y over every page as it comes: no error of either of its runners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.pa11y import Sight, Told, told
from tests.browser.states import STATES, State

if TYPE_CHECKING:
    from pathlib import Path

    from tests.running_parts import RunningParts

PLAIN = [state for state in STATES if state.is_plain]
BARRED = (
    '<!DOCTYPE html><html><head><title>x</title></head><body><main><img src="data:,"><input>'
    '<p style="color:#999;background:#fff">Grijs</p></main></body></html>'
)


@pytest.fixture(scope="module")
def seen(address: str, address_without_engine: str, parts: RunningParts) -> dict[str, Told]:
    """Let pa11y look at every page once."""
    starts = {False: address, True: address_without_engine}
    return told({state.name: Sight(starts[state.is_away] + state.path) for state in PLAIN}, parts.place.cache)


@pytest.mark.parametrize("state", PLAIN, ids=lambda state: state.name)
def test_pa11y_calls_nothing_on_a_page_an_error(seen: dict[str, Told], state: State) -> None:
    assert seen[state.name] == Told(state.status, [])


def test_pa11y_tells_of_a_page_with_barriers_by_both_runners(parts: RunningParts, tmp_path: Path) -> None:
    page = tmp_path / "barred.html"
    page.write_text(BARRED, encoding="utf-8")
    errors = told({"barred": Sight(page.as_uri())}, parts.place.cache)["barred"].errors
    for expected in ("htmlcs WCAG2AA.Principle1.Guideline1_1.1_1_1.H37", "axe image-alt", "axe color-contrast"):
        assert any(error.startswith(expected) for error in errors), errors
