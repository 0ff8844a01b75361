"""Which piece of the country a drawing shows, and where in it a point stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.geography.points import Point

# A degree in the middle of Flanders, in kilometres. Over so small a country a flat drawing is off by less than a line.
_KM_EAST, _KM_NORTH = 70.1, 111.2


class Spot(NamedTuple):
    """Where something stands, in units of the drawing: right of its left edge, below its upper edge."""

    x: int
    y: int


class Sheet(NamedTuple):
    """The paper: its width, the most that it is high, and how far its edges stay free, in units of the drawing."""

    width: int
    tallest: int
    edge: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of the country on paper: `scale` units to a kilometre; west and north edge in kilometres from 0° 0°."""

    width: int
    height: int
    scale: float
    west_km: float
    north_km: float

    def spot(self, point: Point) -> Spot:
        """Return where a point stands."""
        east, north = flat(point)
        return Spot(round((east - self.west_km) * self.scale), round((self.north_km - north) * self.scale))

    def holds(self, spot: Spot) -> bool:
        """Tell whether a spot is on the paper."""
        return 0 <= spot.x <= self.width and 0 <= spot.y <= self.height

    def length(self, kilometres: float) -> int:
        """Return how long a distance is drawn."""
        return round(kilometres * self.scale)


def flat(point: Point) -> tuple[float, float]:
    """Return how far a point lies east and north of 0° 0°, in kilometres."""
    return point.lon * _KM_EAST, point.lat * _KM_NORTH


def framed(points: Iterable[Point], sheet: Sheet, around_km: float = 0) -> Frame:
    """Return the frame that holds all points and, above and below each of them, so many kilometres more.

    Points that are spread wide give a lower drawing than the tallest one; there must be at least one point.
    """
    stood = [flat(point) for point in points]
    west, east = min(x for x, _ in stood), max(x for x, _ in stood)
    south, north = min(y for _, y in stood) - around_km, max(y for _, y in stood) + around_km
    free_width, free_height = sheet.width - 2 * sheet.edge, sheet.tallest - 2 * sheet.edge
    scale = min(free_width / max(east - west, 1), free_height / max(north - south, 1))
    height = min(sheet.tallest, round((north - south) * scale) + 2 * sheet.edge)
    return Frame(
        width=sheet.width,
        height=height,
        scale=scale,
        west_km=(west + east) / 2 - sheet.width / scale / 2,
        north_km=(south + north) / 2 + height / scale / 2,
    )


def dots(points: Iterable[Point], frame: Frame) -> str:
    """Draw points as one path of lines without length, whose round ends are the dots."""
    spots = sorted(spot for point in points if frame.holds(spot := frame.spot(point)))
    return "".join(f"M{spot.x} {spot.y}h0" for spot in spots)
