"""The one accent colour of the site: whether it can be read, and what the style sheet makes of it. Pure.

The style sheet is written with the accent of the house; an installation with a colour of its own gets the same sheet
with other values, so that no page needs a style of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from directory.branding.contrast import TEXT, nearest, ratio

if TYPE_CHECKING:
    from collections.abc import Mapping

PATTERN = r"^#[0-9a-fA-F]{6}$"


class Ground(NamedTuple):
    """What the accent meets in a scheme: the text that stands on it, and the surfaces that it is text on."""

    text: str
    surfaces: Mapping[str, str]

    @property
    def hardest(self) -> str:
        """The surface on which the accent is hardest to read: the one in the middle between dark and light."""
        return self.surfaces["sunken"]


# As in static/site.css; a test compares.
LIGHT = Ground("#ffffff", {"paper": "#fbfaf6", "surface": "#ffffff", "sunken": "#f1efe7"})
DARK = Ground("#0b1512", {"paper": "#121816", "surface": "#1a2220", "sunken": "#202a27"})
_HERO_SOFT = "#cfdcd5"
# A colour that is derived, not set, gets a higher contrast than the minimum.
_EASY, _DEEP, _DEEPER = 7.0, 8.5, 11.0


@dataclass(frozen=True, slots=True)
class Accent:
    """The accent in both schemes, as `#rrggbb`; `deep` and `deeper` are the ground of the hero in light and in dark."""

    light: str = "#0a5a49"
    dark: str = "#7fd6bd"
    deep: str = "#06382e"
    deeper: str = "#0c2b24"


HOUSE = Accent()


def accent(light: str | None, dark: str | None) -> Accent:
    """Complete what was chosen; with nothing chosen it is the accent of the house."""
    bright = (light or HOUSE.light).lower()
    if bright == HOUSE.light:
        return replace(HOUSE, dark=(dark or HOUSE.dark).lower())
    return Accent(
        light=bright,
        dark=dark.lower() if dark else nearest(bright, DARK.hardest, _EASY),
        deep=nearest(bright, _HERO_SOFT, _DEEP),
        deeper=nearest(bright, _HERO_SOFT, _DEEPER),
    )


def refusal(setting: str, colour: str, ground: Ground) -> str | None:
    """Say in one sentence why a colour cannot be the accent, and which one can; None when it can."""
    behind = {f"{ground.text} (the text on it)": ground.text} | {
        f"{value} ({name})": value for name, value in ground.surfaces.items()
    }
    worst = min(behind, key=lambda name: ratio(colour, behind[name]))
    least = ratio(colour, behind[worst])
    if least >= TEXT:
        return None
    # Cut, not rounded: 4.49 is not 4.5.
    return (
        f"{setting}: {colour} has a contrast of {int(least * 100) / 100}:1 with {worst} and {TEXT}:1 is needed; "
        f"the nearest colour that has it is {nearest(colour, ground.hardest)}"
    )


def restyled(sheet: str, chosen: Accent) -> str:
    """Write the style sheet with another accent; each colour of the house stands in it exactly once as a token."""
    tokens = {
        f"--accent: {HOUSE.light};": f"--accent: {chosen.light};",
        f"--accent-deep: {HOUSE.deep};": f"--accent-deep: {chosen.deep};",
        f"--accent: {HOUSE.dark};": f"--accent: {chosen.dark};",
        f"--accent-deep: {HOUSE.deeper};": f"--accent-deep: {chosen.deeper};",
    }
    for token, replacement in tokens.items():
        if sheet.count(token) != 1:
            raise ValueError(f"the style sheet must say {token!r} once")
        sheet = sheet.replace(token, replacement)
    return sheet
