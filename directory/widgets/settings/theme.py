"""The look of a widget: the custom properties that a webmaster may set, each with the values that are taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from directory.search.criteria.url_codec import Refused
from directory.widgets.settings.problems import WidgetProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.ASCII)
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(px|rem|em)|0", re.ASCII)
# Names only: neither a function nor a quote can stand in it.
_FONT = re.compile(r"[a-z0-9][a-z0-9 ,_-]{0,119}", re.ASCII | re.IGNORECASE)
LONGEST = 120


def colour(text: str) -> str:
    """Return `#rrggbb`; raises `Refused`."""
    match = _HEX.fullmatch(text.strip().lower())
    if not match:
        raise Refused(WidgetProblemCode.NOT_A_COLOUR)
    digits = match[1]
    return "#" + (digits if len(digits) > 3 else "".join(digit * 2 for digit in digits))  # noqa: PLR2004 - the short form


def length(text: str) -> str:
    """Return a length in px, rem or em; raises `Refused`."""
    value = text.strip().lower()
    if not _LENGTH.fullmatch(value):
        raise Refused(WidgetProblemCode.NOT_A_LENGTH)
    return value


def font(text: str) -> str:
    """Return the names of fonts, separated by commas; raises `Refused`."""
    value = " ".join(text.replace('"', "").replace("'", "").split())
    if not _FONT.fullmatch(value):
        raise Refused(WidgetProblemCode.NOT_A_FONT)
    return value


# Attribute of the element, of the frame and of a saved configuration; the custom property has `--vz-` before it.
PROPERTIES: dict[str, Callable[[str], str]] = {
    "accent": colour,
    "accent-tekst": colour,
    "tekst": colour,
    "tekst-zacht": colour,
    "rand": colour,
    "vlak": colour,
    "focus": colour,
    "radius": length,
    "ruimte": length,
    "kaart": length,
    "lettertype": font,
    "kolom": length,
}
