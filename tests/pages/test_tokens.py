"""The colours can be read: the contrast of every pair that the style sheet makes, by the formula of WCAG 2."""

from __future__ import annotations

import re

import pytest

from directory.platform.assets import STATIC_FOLDER

STYLE = (STATIC_FOLDER / "site.css").read_text()
TEXT, CONTROL = 4.5, 3.0
PAIRS = (
    ("ink", "paper", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "sunken", TEXT),
    ("ink-soft", "paper", TEXT),
    ("ink-soft", "surface", TEXT),
    ("ink-soft", "sunken", TEXT),
    ("ink-faint", "paper", TEXT),
    ("ink-faint", "surface", TEXT),
    ("accent", "paper", TEXT),
    ("accent", "surface", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-marker", "marker", TEXT),
    ("ink", "warm-surface", TEXT),
    ("warm", "paper", CONTROL),
    ("edge", "paper", CONTROL),
    ("edge", "surface", CONTROL),
    ("focus", "paper", CONTROL),
    ("paper", "ink", TEXT),
    ("hero-text", "accent-deep", TEXT),
    ("hero-soft", "accent-deep", TEXT),
)


def schemes() -> dict[str, dict[str, str]]:
    """Return the colours of the light and of the dark scheme."""
    first, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", first))
    return {"light": light, "dark": light | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))}


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_a_pair_of_colours_can_be_told_apart(scheme: str, front: str, back: str, least: float) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[front], colours[back]) >= least


def test_the_style_sheet_loads_nothing_from_another_host() -> None:
    assert re.findall(r'url\((?!"fonts/)', STYLE) == []
    assert "@import" not in STYLE
