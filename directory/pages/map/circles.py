"""The map of the results: a circle for each municipality, as large as its number, and the same as a list.

The numbers are those of the area facet: what choosing the municipality gives. Choosing is how one zooms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from directory.geography.gazetteer import PlaceKind
from directory.geography.nis import BRUSSELS, municipality_of, province_of
from directory.pages.map.frame import Frame, Sheet, Spot, dots, framed
from directory.pages.map.names import Labelled, Lettering, Name, lettered
from directory.pages.results.page import path_of, toggling
from directory.platform import i18n
from directory.search.criteria.choices import FacetName, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from directory.geography.gazetteer import Gazetteer
    from directory.geography.points import Point
    from directory.search.criteria.criteria import Criteria
    from directory.search.results.model import FacetValue, OnMap, Results

_ = i18n._

_COUNTRY = Sheet(width=840, tallest=400, edge=34)
_REGION = Sheet(width=840, tallest=540, edge=44)
# What lies around a chosen municipality, so that one sees where it is and can step aside.
_AROUND_KM = 12
_BEYOND_RADIUS = 1.08

# The largest circle, on paper and in the country; where even that one stands for a few only, it is smaller.
_LARGEST, _LARGEST_KM, _SMALLEST = 44.0, 7.5, 1.6
_LARGEST_OF_ONE = 6.0

WIDE = Lettering(size=14.5, most=14)
# On a narrow screen the drawing is shown at a third of its size, and its circles are swollen by the sheet of styles.
NARROW = Lettering(size=38, most=8, swell=1.35, counts=False)
# Beyond so many there is no room left, and no need to look.
_NAMED = 28

IN_SIGHT = 24
_CITY_OF_BRUSSELS = "21004"


@dataclass(frozen=True, slots=True)
class Circle:
    """A municipality with the number of associations that choosing it gives; lengths in units of the drawing."""

    code: str
    name: str
    count: int
    href: str
    x: int
    y: int
    radius: float
    is_chosen: bool
    is_within: bool  # in the area that the map shows, not beside it

    @property
    def count_text(self) -> str:
        """Its number as people write it."""
        return i18n.number(self.count)

    @property
    def title(self) -> str:
        """What is read of it: `Leuven, 48 verenigingen`."""
        title = i18n.ngettext("%(name)s, %(count)s vereniging", "%(name)s, %(count)s verenigingen", self.count)
        return title % {"name": self.name, "count": self.count_text}


class Ring(NamedTuple):
    """The circle of the radius that was asked for."""

    x: int
    y: int
    radius: int


@dataclass(frozen=True, slots=True)
class Zoom:
    """A piece of the country to look at, with its number; the one in view is current."""

    label: str
    count: int
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class MapPage:
    """The map with its list. What lies in the area stands first, from most to fewest associations, in both."""

    width: int
    height: int
    dots: str
    circles: tuple[Circle, ...]
    ring: Ring | None
    middle: Spot | None
    wide: tuple[Name, ...]
    narrow: tuple[Name, ...]
    zooms: tuple[Zoom, ...]
    whole: str | None
    listed: str
    outside: int
    nowhere: int
    in_sight: int = IN_SIGHT


class _Counted(NamedTuple):
    value: FacetValue
    name: str
    point: Point


def drawn(results: Results, places: Gazetteer) -> MapPage | None:
    """Draw the map of an answer; None when it was not asked for or the engine gave no numbers."""
    on_map = results.on_map
    municipalities = _municipalities(places) if on_map else {}
    if on_map is None or not municipalities:
        return None
    criteria = results.criteria
    areas = next((facet.values for facet in results.facets if facet.name is FacetName.AREA), ())
    frame = _frame(criteria, on_map, places, municipalities)
    counted = tuple(_counted(areas, on_map, places))
    circles = _circles(criteria, counted, frame, on_map)
    return MapPage(
        width=frame.width,
        height=frame.height,
        dots=dots(_without_circle(municipalities, counted), frame),
        circles=circles,
        ring=_ring(criteria, on_map.middle, frame),
        middle=frame.spot(on_map.middle) if on_map.middle and criteria.has_place else None,
        wide=_names(circles, WIDE, frame),
        narrow=_names(circles, NARROW, frame),
        zooms=tuple(_zoom(criteria, value) for value in areas),
        whole=path_of(criteria.choosing(FacetName.AREA, ())) if criteria.areas else None,
        listed=path_of(criteria.shown_as(View.LIST)),
        outside=len(counted) - len(circles),
        nowhere=on_map.nowhere,
    )


def _without_circle(municipalities: dict[str, Point], counted: Sequence[_Counted]) -> Iterable[Point]:
    """Return where nothing was found: quiet dots there keep the country recognisable."""
    circles = {one.value.code for one in counted}
    return (point for code, point in municipalities.items() if code not in circles and province_of(code) not in circles)


def _municipalities(places: Gazetteer) -> dict[str, Point]:
    return {place.areas[0]: place.point for place in places.municipalities if place.point}


def _frame(criteria: Criteria, on_map: OnMap, places: Gazetteer, municipalities: dict[str, Point]) -> Frame:
    """Frame what was asked for: the radius, the chosen areas, the place, else everything."""
    if on_map.middle and criteria.radius_km:
        return framed([on_map.middle], _REGION, criteria.radius_km * _BEYOND_RADIUS)
    codes = criteria.areas or on_map.areas
    points = [point for code in codes for point in _points(code, places, municipalities)]
    if not points and on_map.middle:
        points = [on_map.middle]
    if not points:
        return framed(municipalities.values(), _COUNTRY)
    is_wide = any(places.by_code[code].kind is PlaceKind.PROVINCE for code in codes if code in places.by_code)
    return framed(points, _REGION, 0 if is_wide else _AROUND_KM)


def _points(code: str, places: Gazetteer, municipalities: dict[str, Point]) -> Iterable[Point]:
    """Return the point of a municipality or a district, or those of a province."""
    place = places.by_code.get(code)
    if place and place.kind is PlaceKind.PROVINCE:
        return [point for nis, point in municipalities.items() if province_of(nis) == code]
    point = place.point if place else None
    return [point] if point else []


def _counted(areas: Sequence[FacetValue], on_map: OnMap, places: Gazetteer) -> Iterable[_Counted]:
    """Return the municipalities that count something; those of Brussels count as one until the map is zoomed in."""
    for area in areas:
        if area.code == BRUSSELS and not on_map.opens_brussels:
            named: Iterable[tuple[FacetValue, str, str]] = [(area, _("Brussel"), _CITY_OF_BRUSSELS)]
        else:
            named = [(value, value.name, value.code) for value in area.children]
        for value, name, code in named:
            place = places.by_code.get(code)
            if place and place.point and (value.count or value.is_open):
                yield _Counted(value, name, place.point)


def _circles(criteria: Criteria, counted: Sequence[_Counted], frame: Frame, on_map: OnMap) -> tuple[Circle, ...]:
    """Draw the circles in the frame; the area of each follows its number."""
    placed = [(frame.spot(one.point), one) for one in counted]
    seen = [(spot, one) for spot, one in placed if frame.holds(spot)]
    most = max((one.value.count for _spot, one in seen), default=0)
    of_one = min(min(_LARGEST, _LARGEST_KM * frame.scale) / math.sqrt(max(most, 1)), _LARGEST_OF_ONE)
    href = _zooming(criteria)
    chosen = {municipality_of(code) for code in (*criteria.areas, *on_map.areas)}
    circles = [
        Circle(
            code=one.value.code,
            name=one.name,
            count=one.value.count,
            href=href(one.value.code),
            x=spot.x,
            y=spot.y,
            radius=round(max(_SMALLEST, of_one * math.sqrt(one.value.count)), 1),
            is_chosen=one.value.code in chosen,
            is_within=not chosen or one.value.code in chosen or province_of(one.value.code) in chosen,
        )
        for spot, one in seen
    ]
    return tuple(sorted(circles, key=lambda circle: (not circle.is_within, -circle.count, circle.name)))


def _zooming(criteria: Criteria) -> Callable[[str], str]:
    """Return what gives the address that zooms in on an area; where one is already, the way on is the list."""
    zoomed = toggling(criteria.choosing(FacetName.AREA, ()), FacetName.AREA)
    listed = path_of(criteria.shown_as(View.LIST))
    return lambda code: listed if criteria.areas == (code,) else zoomed(code)


def _ring(criteria: Criteria, middle: Point | None, frame: Frame) -> Ring | None:
    if middle is None or criteria.radius_km is None:
        return None
    return Ring(*frame.spot(middle), frame.length(criteria.radius_km))


def _names(circles: Sequence[Circle], lettering: Lettering, frame: Frame) -> tuple[Name, ...]:
    """Name the chosen circles first, then those within the area, then the largest."""
    first = sorted(circles, key=lambda circle: (not circle.is_chosen, not circle.is_within, -circle.count))[:_NAMED]
    wanted = (Labelled(one.x, one.y, one.radius, one.name, one.count_text) for one in first)
    return lettered(wanted, lettering, frame.width, frame.height)


def _zoom(criteria: Criteria, value: FacetValue) -> Zoom:
    chosen = criteria.choosing(FacetName.AREA, (value.code,))
    return Zoom(value.name, value.count, path_of(chosen), value.is_open)
