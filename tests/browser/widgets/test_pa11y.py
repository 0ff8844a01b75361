"""pa11y over widgets on the pages of others, and over what stands in their frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directory.widgets.settings.enums import ThemePreset, WidgetView
from tests.browser.pa11y import Sight, Told, told
from tests.pages.world import CHOIR

if TYPE_CHECKING:
    from tests.running_parts import RunningParts

LIST = "verenigingen-zoeker >>> li h2 a"
# The page of another site, and what must be shown before it is checked.
PAGES = {
    "bare": LIST,
    "rtl": LIST,
    "narrow": LIST,
    "dark": LIST,
    "two": LIST,
    "panel": LIST,
    "names": "verenigingen-zoeker >>> li a",
    "counter": "verenigingen-zoeker >>> [part=status]",
    "card": "verenigingen-kaart >>> a",
    "framed": "iframe",
}
FRAMES = {
    **{f"view {view.value}": f"gemeente=24062&weergave={view.value}" for view in WidgetView},
    **{f"look {look.value}": f"gemeente=24062&thema={look.value}" for look in ThemePreset},
    "chosen": "provincie=vlaams-brabant&kies=act.KECU&pagina=2",
    "own colours": "gemeente=24062&accent=ffe615&vlak=222222",
    "French": "gemeente=24062&taal=fr",
    "card": f"vcode={CHOIR}",
    "nothing": "gemeente=24062&q=xyzzyxyzzy",
    "whole": "",
}


@pytest.fixture(scope="module")
def seen(address: str, hosts: str, parts: RunningParts) -> dict[str, Told]:
    """Let pa11y look at each once."""
    pages = {f"page {name}": Sight(f"{hosts}/{name}", ready) for name, ready in PAGES.items()}
    frames = {f"frame {name}": Sight(f"{address}/embed?{asked}") for name, asked in FRAMES.items()}
    return told(pages | frames, parts.place.cache)


@pytest.mark.parametrize("name", [*(f"page {name}" for name in PAGES), *(f"frame {name}" for name in FRAMES)])
def test_pa11y_calls_nothing_of_a_widget_an_error(seen: dict[str, Told], name: str) -> None:
    assert seen[name] == Told(200, [])
