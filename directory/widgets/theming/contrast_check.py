"""What the maker says of the colours that a webmaster chose: their contrast, and the nearest that can be read. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from directory.branding.contrast import BLACK, EDGE, TEXT, WHITE, nearest, ratio
from directory.platform.i18n import _
from directory.widgets.theming.palette import PRESETS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.widgets.settings.model import WidgetOptions


class ColourPair(NamedTuple):
    """Two colours that meet: the property of the one in front, that of the one behind, and the contrast needed."""

    front: str
    behind: str
    needed: float


PAIRS = (
    ColourPair("accent", "vlak", TEXT),
    ColourPair("accent-tekst", "accent", TEXT),
    ColourPair("tekst", "vlak", TEXT),
    ColourPair("tekst-zacht", "vlak", TEXT),
    ColourPair("rand", "vlak", EDGE),
    ColourPair("focus", "vlak", EDGE),
)


@dataclass(frozen=True, slots=True)
class ContrastCheck:
    """What the contrast of a chosen colour is, and what to take instead when that is too little."""

    name: str
    value: str
    against: str
    ratio: float
    proposal: str | None

    @property
    def against_name(self) -> str:
        """What the colour is compared with, in words where it has some."""
        return {WHITE: str(_("wit")), BLACK: str(_("zwart"))}.get(self.against, self.against)


def check_contrast(options: WidgetOptions) -> tuple[ContrastCheck, ...]:
    """Check each colour that was set against what it is drawn on; default colours are readable."""
    chosen = dict(options.theme)
    colours = {**PRESETS[options.preset], **chosen}
    return tuple(
        _check(pair, colours)
        for pair in PAIRS
        if {pair.front, pair.behind} <= colours.keys() and {pair.front, pair.behind} & chosen.keys()
    )


def with_readable_colours(options: WidgetOptions) -> WidgetOptions:
    """Return the same widget with the nearest colours that can be read."""
    for check in check_contrast(options):
        if check.proposal is not None:
            options = options.with_theme(check.name, check.proposal)
    return options


def _check(pair: ColourPair, colours: Mapping[str, str]) -> ContrastCheck:
    value, against = colours[pair.front], colours[pair.behind]
    passing = nearest(value, against, pair.needed)
    return ContrastCheck(pair.front, value, against, ratio(value, against), None if passing == value else passing)
