"""Puts names beside circles so that none overlaps another, lies across another circle or leaves the drawing. Pure.

A drawing is shown at many widths and its letters grow and shrink with it, so each is lettered twice: small for a wide
screen and large for a narrow one. The sheet of styles shows one of the two. Widths of letters are taken too large
rather than too small: a name that stays away is in the list, one that hides another is nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Widths of letters of our font at its strong weight, in parts of the size of the type, rounded up.
_NARROW, _LOWER, _UPPER, _WIDE = 0.38, 0.6, 0.75, 0.89
_NARROW_LETTERS = frozenset("'.,-() ijlfrt")
_WIDE_LETTERS = frozenset("mwMW")
# How far letters reach above and below the line that they stand on, with their halo; and how far the room of a line
# does above it, which browsers round up to whole pixels.
_ABOVE, _BELOW = 0.85, 0.32
_ASCENT = 1.0
# From the middle of a line of letters to the line that it stands on.
_MIDDLE = 0.32
_GAP = 0.2
# A name that takes more of the width than this would keep all others away.
_WIDEST = 0.6


class Lettering(NamedTuple):
    """How a drawing is lettered: size of the type, the most names, and how much larger its circles are shown."""

    size: float
    most: int
    swell: float = 1.0
    counts: bool = True


class Labelled(NamedTuple):
    """A circle that has a name, and what is told after it; in units of the drawing."""

    x: int
    y: int
    radius: float
    name: str
    count_text: str = ""


class Box(NamedTuple):
    """The room that a name takes."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Box) -> float:
        """Return how much room two boxes share."""
        if not self.meets(other):
            return 0
        wide = min(self.right, other.right) - max(self.left, other.left)
        return wide * (min(self.bottom, other.bottom) - max(self.top, other.top))

    def holds(self, circle: Labelled) -> bool:
        """Tell whether the middle of a circle lies in it: a name there would be read as that circle's."""
        return self.left < circle.x < self.right and self.top < circle.y < self.bottom

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


class Name(NamedTuple):
    """A name in its place: the point that it is anchored at (start, middle or end of its line) and its room."""

    name: str
    count_text: str
    x: int
    y: int
    anchor: str
    box: Box


def lettered(
    wanted: Iterable[Labelled], lettering: Lettering, width: int, height: int, *, marks: Sequence[Labelled] = ()
) -> tuple[Name, ...]:
    """Name as many circles as there is room for, those that come first first; marks get no name and are kept clear."""
    circles = tuple(wanted)
    rooms = [_around(circle, lettering) for circle in (*circles, *marks)]
    large = [circle for circle in circles if _is_large(circle, lettering)]
    paper = Box(0, 0, width, height)
    placed: list[Name] = []
    for circle in circles:
        if text_width(circle.name) * lettering.size > width * _WIDEST:
            continue
        if len(placed) == lettering.most:
            break
        fitting = [
            name
            for name in _candidates(circle, lettering)
            if _within(name.box, paper)
            and not any(name.box.meets(other.box) for other in placed)
            and not any(name.box.holds(other) for other in large if other is not circle)
        ]
        if fitting:
            placed.append(min(fitting, key=lambda name: _hidden(name.box, rooms)))
    return tuple(placed)


def text_width(text: str) -> float:
    """Return at most how wide a text is, in parts of the size of the type."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _WIDE_LETTERS:
        return _WIDE
    if letter in _NARROW_LETTERS:
        return _NARROW
    return _LOWER if letter.islower() else _UPPER


def _is_large(circle: Labelled, lettering: Lettering) -> bool:
    """Tell whether a circle is as high as the letters: a smaller one below a name is no circle that has a name."""
    return 2 * circle.radius * lettering.swell >= lettering.size


def _around(circle: Labelled, lettering: Lettering) -> Box:
    reach = circle.radius * lettering.swell
    return Box(circle.x - reach, circle.y - reach, circle.x + reach, circle.y + reach)


def _within(box: Box, paper: Box) -> bool:
    inside = box.left >= paper.left and box.top >= paper.top
    return inside and box.right <= paper.right and box.bottom <= paper.bottom


def _hidden(box: Box, rooms: Sequence[Box]) -> float:
    """How much of the circles a name would lie over."""
    return sum(box.shared(room) for room in rooms)


def _candidates(circle: Labelled, lettering: Lettering) -> Iterable[Name]:
    """Give the places for a name, best first: below the circle, above it, right and left of it."""
    size = lettering.size
    count_text = circle.count_text if lettering.counts else ""
    wide = text_width(f"{circle.name} {count_text}".strip()) * size
    reach = circle.radius * lettering.swell + _GAP * size
    below, above = circle.y + reach + _ABOVE * size, circle.y - reach - _BELOW * size
    beside = circle.y + _MIDDLE * size
    places = (
        ("middle", float(circle.x), below),
        ("middle", float(circle.x), above),
        ("start", circle.x + reach, beside),
        ("end", circle.x - reach, beside),
    )
    for anchor, x, y in places:
        at, line = round(x), round(y)
        left = {"middle": at - wide / 2, "start": at, "end": at - wide}[anchor]
        yield Name(
            circle.name,
            count_text,
            at,
            line,
            anchor,
            Box(left, line - _ASCENT * size, left + wide, line + _BELOW * size),
        )
