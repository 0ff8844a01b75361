"""The newest releases of the scripts, for whoever pins one; an installation may have none of its own."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from directory.widgets import scripts

if TYPE_CHECKING:
    from directory.widgets.snippets import Pinned


def newest() -> dict[str, Pinned]:
    """Return the newest release of each element, by the name of its script."""
    found = {}
    for name in ("zoeker", "kaart"):
        with suppress(ValueError):  # none of it was released yet
            found[name] = scripts.pinned(name)
    return found
