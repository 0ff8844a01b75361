"""Contrast of the colours of a widget, and for one that cannot be read well the nearest that can. Pure.

Contrast is that of WCAG 2.2. Nearest is meant as people see it: only the lightness moves, in OKLab, so that the colour
of a house stays that colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from directory.platform.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What WCAG 2.2 AA asks: of text (1.4.3), and of what is no text but must be seen (1.4.11).
OF_TEXT, OF_SHAPES = 4.5, 3.0
WHITE, BLACK = "#ffffff", "#000000"
_STEPS = 1_000
_LINEAR_BELOW, _LINEAR_SLOPE = 0.04045, 12.92
_WEIGHTS = (0.2126, 0.7152, 0.0722)

# OKLab as Björn Ottosson defined it: linear sRGB to cone responses, their cube roots to lightness and two axes.
_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_CONES = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


class Pair(NamedTuple):
    """Two colours that meet: the property of the one in front, that of the one behind, and the contrast needed."""

    front: str
    behind: str
    needed: float


# What a widget draws on what, and the colours it has of its own while nobody sets them.
PAIRS = (
    Pair("accent", "vlak", OF_TEXT),
    Pair("accent-tekst", "accent", OF_TEXT),
    Pair("tekst", "vlak", OF_TEXT),
    Pair("tekst-zacht", "vlak", OF_TEXT),
    Pair("rand", "vlak", OF_SHAPES),
    Pair("focus", "vlak", OF_SHAPES),
)
_USUAL = {"vlak": WHITE, "accent-tekst": WHITE}


@dataclass(frozen=True, slots=True)
class Check:
    """What the contrast of a chosen colour is, and what to take instead when that is too little."""

    name: str
    value: str
    against: str
    ratio: float
    needed: float
    proposal: str | None

    @property
    def passes(self) -> bool:
        """Whether it can be read."""
        return self.proposal is None

    @property
    def against_name(self) -> str:
        """What the colour is compared with, in words where it has some."""
        return {WHITE: _("wit"), BLACK: _("zwart")}.get(self.against, self.against)


def checks(theme: Iterable[tuple[str, str]]) -> tuple[Check, ...]:
    """Check each colour of a theme against what it is drawn on."""
    chosen = dict(theme)
    colours = _USUAL | chosen
    asked = [pair for pair in PAIRS if pair.behind in colours and pair.front in colours and _is_set(pair, chosen)]
    return tuple(_check(pair, colours) for pair in asked)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours `#rrggbb`, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nearest(colour: str, against: str, needed: float) -> str:
    """Return the colour that is nearest to `colour` and has enough contrast; `colour` itself when it has."""
    if contrast(colour, against) >= needed:
        return colour
    lightness, *hue = _lab(colour)
    for step in range(1, _STEPS + 1):
        for moved in (lightness - step / _STEPS, lightness + step / _STEPS):
            found = _rgb((min(max(moved, 0.0), 1.0), hue[0], hue[1]))
            if 0 <= moved <= 1 and contrast(found, against) >= needed:
                return found
    return max(WHITE, BLACK, key=lambda extreme: contrast(extreme, against))


def _is_set(pair: Pair, chosen: Mapping[str, str]) -> bool:
    return pair.front in chosen or pair.behind in chosen


def _check(pair: Pair, colours: Mapping[str, str]) -> Check:
    value, against = colours[pair.front], colours[pair.behind]
    passing = nearest(value, against, pair.needed)
    proposal = None if passing == value else passing
    return Check(pair.front, value, against, contrast(value, against), pair.needed, proposal)


def _luminance(colour: str) -> float:
    return sum(weight * channel for weight, channel in zip(_WEIGHTS, _linear(colour), strict=True))


def _linear(colour: str) -> tuple[float, ...]:
    shares = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return tuple(
        share / _LINEAR_SLOPE if share <= _LINEAR_BELOW else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )


def _times(matrix: Iterable[Iterable[float]], values: Iterable[float]) -> tuple[float, ...]:
    given = tuple(values)
    return tuple(sum(factor * value for factor, value in zip(row, given, strict=True)) for row in matrix)


def _lab(colour: str) -> tuple[float, ...]:
    return _times(_TO_LAB, (cone ** (1 / 3) for cone in _times(_TO_CONES, _linear(colour))))


def _rgb(lab: Iterable[float]) -> str:
    linear = _times(_FROM_CONES, (root**3 for root in _times(_FROM_LAB, lab)))
    return "#" + "".join(f"{_channel(share):02x}" for share in linear)


def _channel(linear: float) -> int:
    share = min(max(linear, 0.0), 1.0)
    curved = share * _LINEAR_SLOPE if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055  # noqa: PLR2004 - sRGB's own
    return round(curved * 255)
