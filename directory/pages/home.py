"""What the home page shows: live counts of activities and municipalities, and the municipalities as dots."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.pages.results import path_of
from directory.search.areas import is_municipality
from directory.search.labels import FacetName
from directory.search.places import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.places import Place
    from directory.search.results import FacetValue, Results

IN_SIGHT = 9
EXAMPLES = (
    ("koor in Leuven", (("q", "koor"), ("waar", "Leuven"))),
    ("judo 9000", (("q", "judo"), ("waar", "9000"))),
    ("natuur in Hasselt", (("q", "natuur"), ("waar", "Hasselt"))),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Something to choose, with the number of associations that one gets."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The content of the home page; without the engine the counts are not there."""

    results: Results
    activities: tuple[Counted, ...]
    municipalities: tuple[Counted, ...]

    @property
    def by_name(self) -> list[Counted]:
        """All municipalities in the order of the alphabet."""
        return sorted(self.municipalities, key=lambda item: item.label)


def home(results: Results) -> HomePage:
    """Arrange the counts of everything there is."""
    values = {facet.name: facet.values for facet in results.facets}
    return HomePage(
        results=results,
        activities=_counted(values.get(FacetName.ACTIVITY, ())),
        municipalities=_counted(_municipalities(values.get(FacetName.AREA, ()))),
    )


def _counted(values: Iterable[FacetValue]) -> tuple[Counted, ...]:
    found = [Counted(value.label, value.count, path_of(value.toggled)) for value in values if value.count]
    return tuple(sorted(found, key=lambda item: (-item.count, item.label)))


def _municipalities(values: Iterable[FacetValue]) -> Iterable[FacetValue]:
    for value in values:
        if is_municipality(value.code):
            yield value
        else:
            yield from _municipalities(value.children)


# The drawing: two units to a kilometre around the middle of Flanders, where a degree east is 70 km and one north 111.
_WEST, _NORTH = 2.5, 51.52
_UNITS_EAST, _UNITS_SOUTH = 140, 222
DRAWING_SIZE = (490, 190)
_SMALLEST, _LARGEST, _STEPS = 1.4, 10.0, 8
_FAINTEST, _CLEAREST = 0.4, 0.85


@dataclass(frozen=True, slots=True)
class Dots:
    """The dots of one size, as one path of lines without length whose round ends are the dots."""

    width: float
    opacity: float
    path: str


def dots(places: Iterable[Place]) -> tuple[Dots, ...]:
    """Draw every municipality as a dot; its area follows the number of people.

    A few sizes only, so that a few paths hold all of them.
    """
    municipalities = [place for place in places if place.kind is PlaceKind.MUNICIPALITY]
    most = max((place.population for place in municipalities), default=1) or 1
    paths: dict[int, list[str]] = defaultdict(list)
    for place in municipalities:
        if place.point is not None:
            x = round((place.point.lon - _WEST) * _UNITS_EAST)
            y = round((_NORTH - place.point.lat) * _UNITS_SOUTH)
            paths[round(math.sqrt(place.population / most) * _STEPS)].append(f"M{x} {y}h0")
    return tuple(_sized(step / _STEPS, "".join(sorted(path))) for step, path in sorted(paths.items()))


def _sized(share: float, path: str) -> Dots:
    return Dots(
        width=round(_SMALLEST + (_LARGEST - _SMALLEST) * share, 1),
        opacity=round(min(_CLEAREST, _FAINTEST + share), 2),
        path=path,
    )
