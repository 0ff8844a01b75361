"""The look of a frame from its settings: presets, the webmaster's own colours, and those changed only where needed.

A frame cannot see the page around it, so it stands on a surface of its own; on that every colour must be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.branding.contrast import EDGE, TEXT, best_on, nearest, ratio
from directory.widgets.settings.enums import ThemePreset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.widgets.settings.model import WidgetOptions

PRESETS: dict[ThemePreset, dict[str, str]] = {
    ThemePreset.NEUTRAL: {
        "accent": "#0b5c4a", "tekst": "#1c2321", "tekst-zacht": "#4d5653", "rand": "#7d8683", "vlak": "#ffffff",
        "focus": "#0b5c4a",
    },
    ThemePreset.FLANDERS: {
        "accent": "#0055cc", "tekst": "#333332", "tekst-zacht": "#5b6673", "rand": "#687483", "vlak": "#ffffff",
        "focus": "#0055cc",
    },
    ThemePreset.CONTRAST: {
        "accent": "#000000", "tekst": "#000000", "tekst-zacht": "#000000", "rand": "#000000", "vlak": "#ffffff",
        "focus": "#0000c8",
    },
    ThemePreset.DARK: {
        "accent": "#8fd3bf", "tekst": "#eef2f0", "tekst-zacht": "#b9c4c0", "rand": "#7f8a86", "vlak": "#121816",
        "focus": "#8fd3bf",
    },
}  # fmt: skip


def readable_colours(options: WidgetOptions) -> dict[str, str]:
    """Return the colours in use: of the preset, then the webmaster's own, each moved until it can be read."""
    colours = {**PRESETS[options.preset], **{name: value for name, value in options.theme if value.startswith("#")}}
    surface = colours["vlak"]
    for name in ("accent", "tekst", "tekst-zacht"):
        colours[name] = nearest(colours[name], surface)
    for name in ("rand", "focus"):
        colours[name] = nearest(colours[name], surface, EDGE)
    on_accent = colours.get("accent-tekst")
    readable = on_accent is not None and ratio(on_accent, colours["accent"]) >= TEXT
    colours["accent-tekst"] = on_accent if on_accent and readable else best_on(colours["accent"])
    return colours


def theme_properties(options: WidgetOptions) -> Mapping[str, str]:
    """Return every custom property of the frame with its value."""
    return {**dict(options.theme), **readable_colours(options)}
