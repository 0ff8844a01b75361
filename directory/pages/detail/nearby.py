"""Which associations stand under "Ook in de buurt" of one: near it, and not named on its page already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directory.geography.points import Point
from directory.geography.shown_place import best_first
from directory.pages.detail.page import POST
from directory.search.index.document import kinds_of
from directory.search.results.nearby import Likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.geography.gazetteer import Gazetteer
    from directory.publication.rows import Association, Location, Related
    from directory.search.results.model import Hit
    from directory.search.service import Search


async def near(search: Search, association: Association, related: Sequence[Related]) -> tuple[Hit, ...]:
    """Return the neighbours; nothing without a place or without the engine.

    From the middle of a municipality no distance is told: it is not that of the association.
    """
    point = next(_points(association), None)
    middle = point or _middle(association, search.reference.gazetteer)
    if middle is None:
        return ()
    likeness = Likeness(
        kinds=[told.code for told in kinds_of(association)],
        activities=[activity.code for activity in association.activities],
    )
    hits = await search.near(middle, likeness, _known(association, related))
    return hits if point else tuple(replace(hit, distance_m=None) for hit in hits)


def _points(association: Association) -> Iterator[Point]:
    """Give where it meets or has its seat; a correspondence address is told to the kilometre only."""
    for place in best_first(association.locations):
        point = point_of(place)
        if place.kind != POST and point is not None:
            yield point


def point_of(place: Location) -> Point | None:
    """Return where an address is, as far as that is public."""
    return None if place.lat is None or place.lon is None else Point(place.lat, place.lon)


def _middle(association: Association, places: Gazetteer) -> Point | None:
    codes = [
        *(place.nis for place in best_first(association.locations) if place.nis),
        *(area.code for area in association.areas),
    ]
    points = (place.point for code in codes if (place := places.by_code.get(code)))
    return next(filter(None, points), None)


def _known(association: Association, related: Sequence[Related]) -> list[str]:
    """Return whom the reader meets on this page already: itself, its umbrellas, its members and departments."""
    umbrellas = [association.parent_vcode, *(item.other_vcode for item in association.memberships)]
    return [association.vcode, *filter(None, umbrellas), *(item.vcode for item in related)]
