"""What is offered beside the results, with its number: what lies just over the border, and other words. Pure.

It is counted only where the results end, and words only where there are few. Counted beside every page of results it
made all of them a fifth slower, for the one in thirty that shows it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from directory.geography.gazetteer import PlaceKind
from directory.search.query.builder import count
from directory.search.query.dsl import all_of, none_of
from directory.search.query.filters import facet_filters
from directory.search.query.place_tiers import tiers_of_query
from directory.search.results.model import DidYouMean, Nearby, PlaceProposal
from directory.search.understanding.query_correction import suggested_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.search.criteria.criteria import Criteria
    from directory.search.query.builder import Stage
    from directory.search.results.model import Results
    from directory.search.understanding.interpretation import InterpretedQuery

NEARBY_KM = 5
# Other words are offered when they give so many times more, and more than a few.
_MANY_TIMES_MORE = 5
_FEWEST_OFFERED = 5
# Fewer results than this are few.
_FEW = 10
_MORE = "more"


def suggested_criteria(interpreted: InterpretedQuery, found: Results) -> Criteria | None:
    """Return the question as it was probably meant, where few results fit and none of them is called so."""
    is_called_so = found.is_exact and not found.is_loose
    few = found.total is not None and 0 < found.total < _FEW
    return suggested_query(interpreted) if few and not is_called_so and not interpreted.criteria.after else None


def did_you_mean(found: Results, criteria: Criteria, total: int | None) -> DidYouMean | None:
    """Return the offer of other words; None when they do not give clearly more."""
    enough = max(_FEWEST_OFFERED, _MANY_TIMES_MORE * (found.total or 0))
    return DidYouMean(criteria, total) if total is not None and total >= enough else None


def proposed_places(interpreted: InterpretedQuery) -> tuple[PlaceProposal, ...]:
    """Return the question in each of the places that an unknown name may mean, not counted yet."""
    criteria = interpreted.criteria
    return tuple(PlaceProposal(place.label, criteria.in_place(place.label)) for place in interpreted.proposals)


def wider_query(interpreted: InterpretedQuery) -> InterpretedQuery | None:
    """Return the same question for everything near the middle of its place, whatever the border; None without one."""
    criteria = interpreted.criteria
    place = interpreted.place
    is_bounded = criteria.radius_km or criteria.near or criteria.after
    if is_bounded or place is None or place.point is None or place.kind is PlaceKind.PROVINCE:
        return None
    return replace(interpreted, criteria=replace(criteria.first_page(), radius_km=NEARBY_KM))


def count_around(interpreted: InterpretedQuery, wider: InterpretedQuery, stage: Stage) -> dict[str, Any]:
    """Return the request that counts what lies around, and how much of it does not belong to the place itself."""
    found = count(wider, stage)
    where = tiers_of_query(interpreted)
    if where:
        belongs = where.address if interpreted.criteria.address_only else where.local
        beyond = all_of([*facet_filters(wider.criteria).values(), none_of([belongs])])
        found["aggs"] = {**found.get("aggs", {}), _MORE: {"filter": beyond}}
    return found


def nearby_offer(wider: InterpretedQuery, answer: Mapping[str, Any]) -> Nearby | None:
    """Return the offer; None when nothing more lies around."""
    more = answer.get("aggregations", {}).get(_MORE, {}).get("doc_count", 0)
    return Nearby(NEARBY_KM, more, answer["hits"]["total"]["value"], wider.criteria) if more else None
