"""Whether colours can be read on each other (WCAG 2.2, 1.4.3 and 1.4.11), and the nearest one that can. Pure."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT, EDGE = 4.5, 3.0
WHITE, BLACK = "#ffffff", "#000000"
_STEPS = 200


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours as `#rrggbb`: from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nearest(colour: str, on: str, least: float = TEXT) -> str:
    """Return the colour of the same hue that is nearest in lightness and can be read; the same one if it can."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    for step in range(_STEPS + 1):
        for moved in _moved(lightness, step / _STEPS):
            tried = colour if step == 0 else _written(colorsys.hls_to_rgb(hue, moved, saturation))
            if ratio(tried, on) >= least:
                return tried
    return max((BLACK, WHITE), key=lambda extreme: ratio(extreme, on))


def best_on(colour: str) -> str:
    """Return black or white, whichever reads best on a colour."""
    return max((WHITE, BLACK), key=lambda extreme: ratio(extreme, colour))


def _moved(lightness: float, by: float) -> Iterable[float]:
    return (moved for moved in (lightness - by, lightness + by) if 0 <= moved <= 1)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of the definition of sRGB
