"""Fits words into a width: as large as they can be, over a few lines, cut as a last resort. Measured with the font."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from PIL import ImageFont

from directory.platform.assets import STATIC_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FONT = STATIC_FOLDER / "fonts" / "atkinson-hyperlegible-next.woff2"
REGULAR, STRONG = 400, 720
LEADING = 1.14
_ELLIPSIS = "…"
# Far more than fits.
_LONGEST = 300
# Letters whose stroke is no mark that can be taken off.
_STROKED = str.maketrans("ŁłĐđĦħŦŧ", "LlDdHhTt")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that fit, and the size of their letters in pixels."""

    lines: tuple[str, ...]
    size: int

    @property
    def height(self) -> int:
        """How high the lines are together."""
        return round(len(self.lines) * self.size * LEADING)


@lru_cache(maxsize=64)
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return the font of the site."""
    made = ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
    made.set_variation_by_axes([weight])
    return made


def _is_drawn(sign: str) -> bool:
    """Tell whether the font has a sign: one that it has not looks like the sign that nothing is."""
    drawn = font(32, REGULAR)
    return bytes(drawn.getmask(sign)) != bytes(drawn.getmask("\uffff"))


def drawable(text: str) -> str:
    """Return what the font can draw of a text, on one line: a letter without the mark that it lacks, else nothing."""
    return " ".join("".join(map(_drawable, text[:_LONGEST])).split())


@lru_cache(maxsize=1024)
def _drawable(sign: str) -> str:
    if sign.isspace():
        return " "
    bare = unicodedata.normalize("NFKD", sign)[0].translate(_STROKED)
    return next((tried for tried in (sign, bare) if tried.isprintable() and _is_drawn(tried)), "")


def fit(text: str, width: int, height: int, sizes: Sequence[int], weight: int) -> Fitted:
    """Return the largest lines that fit, trying sizes from large to small; at the last one what is left over is cut."""
    words = text.split()
    for size in sizes:
        measured = font(size, weight)
        # A word that is broken looks worse than one that is smaller.
        if any(measured.getlength(word) > width for word in words):
            continue
        fitted = Fitted(tuple(_wrapped(words, width, measured)), size)
        if fitted.height <= height:
            return fitted
    return _cut(words, width, height, sizes[-1], weight)


def _cut(words: Iterable[str], width: int, height: int, size: int, weight: int) -> Fitted:
    measured = font(size, weight)
    most = max(1, int(height / (size * LEADING)))
    lines = list(_wrapped(words, width, measured))
    if len(lines) > most:
        last = lines[most - 1]
        while last and measured.getlength(last + _ELLIPSIS) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip() + _ELLIPSIS]
    return Fitted(tuple(lines), size)


def _wrapped(words: Iterable[str], width: int, measured: ImageFont.FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in words:
        for part in _broken(word, width, measured):
            longer = f"{line} {part}" if line else part
            if line and measured.getlength(longer) > width:
                yield line
                line = part
            else:
                line = longer
    if line:
        yield line


def _broken(word: str, width: int, measured: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Break a word that is longer than a line."""
    while measured.getlength(word) > width:
        kept = max(1, bisect_right(range(1, len(word)), width, key=lambda end: ceil(measured.getlength(word[:end]))))
        yield word[:kept]
        word = word[kept:]
    yield word
