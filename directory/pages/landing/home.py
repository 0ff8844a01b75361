"""What the home page shows: live counts of activities and municipalities, and the municipalities as dots."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from directory.geography.points import Point
from directory.pages.landing.counts import Counts
from directory.pages.landing.index import all_activities
from directory.pages.landing.page import Link, ranked
from directory.pages.map.frame import Frame, dots, flat
from directory.platform import i18n
from directory.search.criteria.choices import FacetName
from directory.urls.contact_links import search_path
from directory.urls.landing_pages import municipality_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.geography.gazetteer import Gazetteer, Place
    from directory.search.results.model import Results
    from directory.search.understanding.reference import Reference

_ = i18n._

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
    """What the site offers beside searching; shown where this installation has it."""

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
    """Arrange the counts of all associations; without the engine there are no counts and no order by them."""
    places = reference.gazetteer
    known = not results.degraded
    return HomePage(
        results=results,
        activities=all_activities(reference, results)[:IN_SIGHT] if known else (),
        municipalities=_largest(places, results)[:IN_SIGHT] if known else (),
        activity_count=len(reference.activities),
        municipality_count=len(places.municipalities),
        dots=_dots(places.municipalities),
        offers=tuple(offers),
    )


def _largest(places: Gazetteer, results: Results) -> tuple[Link, ...]:
    counts = Counts(results)
    return ranked(
        Link(place.name, municipality_path(place), counts.of(FacetName.AREA, place.areas[0]))
        for place in places.municipalities
    )


# The drawing: two units to a kilometre, with all of Flanders below and right of its corner.
_FRAME = Frame(490, 190, 2, *flat(Point(lat=51.52, lon=2.5)))
DRAWING_SIZE = (_FRAME.width, _FRAME.height)
_SMALLEST, _LARGEST, _STEPS = 1.4, 10.0, 8
_FAINTEST, _CLEAREST = 0.4, 0.85


@dataclass(frozen=True, slots=True)
class Dots:
    """The dots of one size, as one path of lines without length whose round ends are the dots."""

    width: float
    opacity: float
    path: str


def _dots(municipalities: Sequence[Place]) -> tuple[Dots, ...]:
    """Draw every municipality as a dot; its area follows the number of people.

    A few sizes only, so that a few paths hold all of them.
    """
    most = max((place.population for place in municipalities), default=1) or 1
    points: dict[int, list[Point]] = defaultdict(list)
    for place in municipalities:
        if place.point is not None:
            points[round(math.sqrt(place.population / most) * _STEPS)].append(place.point)
    return tuple(_sized(step / _STEPS, dots(points[step], _FRAME)) for step in sorted(points))


def _sized(share: float, path: str) -> Dots:
    return Dots(
        width=round(_SMALLEST + (_LARGEST - _SMALLEST) * share, 1),
        opacity=round(min(_CLEAREST, _FAINTEST + share), 2),
        path=path,
    )
