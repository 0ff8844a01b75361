"""What the home page shows: live counts of activities and municipalities, and the municipalities as dots."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from directory.pages.landing import Link, municipalities, ranked
from directory.pages.landing_addresses import municipality_path
from directory.pages.landing_counts import Counts
from directory.pages.landing_index import all_activities
from directory.platform import wording
from directory.search.labels import FacetName
from directory.search.links import search_path
from directory.search.places import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.places import Gazetteer, Place
    from directory.search.results import Results
    from directory.search.service import Reference

_ = wording._

IN_SIGHT = 9
EXAMPLES = tuple(
    (label, search_path(*pairs))
    for label, pairs in (
        (_("koor in Leuven"), (("q", "koor"), ("waar", "Leuven"))),
        (_("judo 9000"), (("q", "judo"), ("waar", "9000"))),
        (_("natuur in Hasselt"), (("q", "natuur"), ("waar", "Hasselt"))),
    )
)


class Offer(NamedTuple):
    """What the site does for somebody who does not search; shown where this installation has it."""

    title: str
    text: str
    action: str
    href: str


OFFERS = (
    Offer(
        _("Voor je gemeente"),
        _("Toon de verenigingen uit je gemeente op je eigen site. Zonder cookies, in twee minuten."),
        _("Maak een widget"),
        "/widget/maken",
    ),
    Offer(
        _("Voor je vereniging"),
        _("Zie welke diensten en subsidies bij je passen, en waarom."),
        _("Zoek een dienst"),
        "/diensten",
    ),
    Offer(
        _("Voor ontwikkelaars"),
        _("Alle publieke gegevens zijn open: zoeken, volgen, downloaden."),
        _("Bekijk de API"),
        "/api",
    ),
)


@dataclass(frozen=True, slots=True)
class HomePage:
    """The content of the home page; without the engine the counts are not there."""

    results: Results
    activities: tuple[Link, ...]
    municipalities: tuple[Link, ...]
    activity_count: int
    municipality_count: int
    dots: tuple[Dots, ...]
    offers: tuple[Offer, ...]
    examples: tuple[tuple[str, str], ...] = EXAMPLES


def home(reference: Reference, results: Results, offers: Iterable[Offer] = ()) -> HomePage:
    """Arrange the counts of everything there is; nothing stands first while nobody can count."""
    places = reference.gazetteer
    known = not results.degraded
    return HomePage(
        results=results,
        activities=all_activities(reference, results)[:IN_SIGHT] if known else (),
        municipalities=_largest(places, results)[:IN_SIGHT] if known else (),
        activity_count=len(reference.activities),
        municipality_count=sum(1 for _place in municipalities(places)),
        dots=dots(places.by_code.values()),
        offers=tuple(offers),
    )


def _largest(places: Gazetteer, results: Results) -> tuple[Link, ...]:
    counts = Counts(results)
    return ranked(
        Link(place.name, municipality_path(place), counts.of(FacetName.AREA, place.areas[0]))
        for place in municipalities(places)
    )


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
