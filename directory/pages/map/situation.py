"""A small map that shows where an association is: its place between the municipalities around it.

Only from addresses that are public as a whole; a correspondence address of which only the place is told gives no map.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.geography.shown_place import best_first
from directory.pages.detail.nearby import point_of
from directory.pages.detail.page import POST
from directory.pages.map.frame import Frame, Sheet, Spot, dots, framed
from directory.pages.map.names import Labelled, Lettering, Name, lettered
from directory.urls import contact_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.geography.gazetteer import Gazetteer, Place
    from directory.publication.rows import Location

_SHEET = Sheet(width=336, tallest=216, edge=28)
_AROUND_KM = 9
_LETTERING = Lettering(size=13, most=7)
_DOT, _MARK = 3, 8
# Associations with an address in every town are found in the list, not on a small map.
_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Situation:
    """A drawing of the surroundings with a mark at each address, and what it shows in words."""

    width: int
    height: int
    dots: str
    marks: tuple[Spot, ...]
    names: tuple[Name, ...]
    place: str
    around: tuple[str, ...]
    href: str


def situation(locations: Sequence[Location], places: Gazetteer) -> Situation | None:
    """Draw where these addresses are; None when none of them is public or placed, or all are outside the country."""
    placed = [
        (place, around)
        for place in best_first(locations)
        if (place.kind != POST or place.street) and (around := places.by_code.get(place.nis or ""))
    ]
    points = dict.fromkeys(point for place, around in placed if (point := point_of(place) or around.point))
    if not points or len(points) > _MOST_PLACES:
        return None
    own = placed[0][1]
    frame = framed(points, _SHEET, _AROUND_KM)
    seen = list(_seen(frame, places))
    marks = tuple(frame.spot(point) for point in points)
    names = _names(own, seen, marks, frame)
    return Situation(
        width=frame.width,
        height=frame.height,
        dots=dots((place.point for place in seen if place.point), frame),
        marks=marks,
        names=names,
        place=own.name,
        around=tuple(name.name for name in names if name.name != own.name),
        href=contact_links.search_path(("gebied", own.areas[0]), ("weergave", "kaart")),
    )


def _seen(frame: Frame, places: Gazetteer) -> Iterable[Place]:
    """Give the municipalities in the frame, those with the most people first."""
    seen = (place for place in places.municipalities if place.point and frame.holds(frame.spot(place.point)))
    return sorted(seen, key=lambda place: -place.population)


def _names(own: Place, seen: Sequence[Place], marks: Sequence[Spot], frame: Frame) -> tuple[Name, ...]:
    """Name its own municipality, and those around it as far as there is room; a mark is kept free like a circle."""
    first = sorted(seen, key=lambda place: place is not own)
    named = [Labelled(*frame.spot(place.point), _DOT, place.name) for place in first if place.point]
    return lettered(named, _LETTERING, frame.width, frame.height, marks=[Labelled(*spot, _MARK, "") for spot in marks])
