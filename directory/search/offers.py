"""What is offered beside the results, with the number that it would give: what lies just over the border. Pure.

It is counted only where the results end. Counted beside every page of results it made all of them a fifth slower, for
the one in thirty that shows it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from directory.search.clauses import all_of, none_of
from directory.search.filters import facet_filters
from directory.search.places import PlaceKind
from directory.search.query import count
from directory.search.results import Nearby

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.search.asked import Asked

NEARBY_KM = 5
_MORE = "more"


def around(asked: Asked) -> Asked | None:
    """Return the same question for everything near the middle of its place, whatever the border; None without one."""
    criteria = asked.criteria
    place = asked.place
    is_bounded = criteria.radius_km or criteria.near or criteria.after
    if is_bounded or place is None or place.point is None or place.kind is PlaceKind.PROVINCE:
        return None
    return replace(asked, criteria=replace(criteria.first_page(), radius_km=NEARBY_KM))


def more_around(asked: Asked, wider: Asked, *, loose: bool) -> dict[str, Any]:
    """Return the request that counts what lies around, and how much of it does not belong to the place itself."""
    found = count(wider, loose=loose)
    where = asked.tiers
    if where:
        belongs = where.address if asked.criteria.address_only else where.all
        beyond = all_of([*facet_filters(wider.criteria).values(), none_of([belongs])])
        found["aggs"] = {**found.get("aggs", {}), _MORE: {"filter": beyond}}
    return found


def nearby(wider: Asked, answer: Mapping[str, Any]) -> Nearby | None:
    """Return the offer; None when nothing more lies around."""
    more = answer.get("aggregations", {}).get(_MORE, {}).get("doc_count", 0)
    return Nearby(NEARBY_KM, more, answer["hits"]["total"]["value"], wider.criteria) if more else None
