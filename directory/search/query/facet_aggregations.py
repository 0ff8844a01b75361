"""What the engine has to count for the facets. Pure.

A facet's counts leave out its own choice but keep all others, so that the number beside a value is what choosing it
gives. They are counted over the words and the place; the choices themselves work as a filter after the counting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.geography.nis import BRUSSELS, is_municipality, municipality_of, province_of
from directory.search.criteria.choices import FacetName, View
from directory.search.criteria.facets import FACETS, FacetKind
from directory.search.criteria.periods import since, today
from directory.search.index import schema
from directory.search.query.dsl import Clause, all_of
from directory.search.query.filters import area_field, area_filter, in_no_area
from directory.search.query.place_tiers import tiers_of_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.search.criteria.criteria import Criteria
    from directory.search.criteria.facets import FacetDefinition
    from directory.search.understanding.interpretation import InterpretedQuery

DISTRICTS = "districts"
NOWHERE = "nowhere"
ADDRESS = "address"

# More than there are.
_MOST_AREAS = 500


def aggregations(interpreted: InterpretedQuery, chosen: Mapping[FacetName, Clause]) -> dict[str, Any]:
    """Return the aggregations of all facets."""
    address_only = interpreted.criteria.address_only
    found = {
        facet.name.value: _beside(facet.name, chosen, _values(facet, address_only=address_only))
        for facet in FACETS
        if is_counted(facet, interpreted.criteria)
    }
    districts = open_districts(interpreted)
    if districts:
        # Without `include` the engine would count all districts to show a handful.
        counted = {"terms": {"field": schema.DISTRICTS, "include": districts, "size": len(districts)}}
        found[DISTRICTS] = _beside(FacetName.AREA, chosen, counted)
    if interpreted.criteria.view is View.MAP:
        circles = () if opens_brussels(interpreted) else (BRUSSELS,)
        nowhere = in_no_area(circles, address_only=address_only)
        found[NOWHERE] = {"filter": all_of([*chosen.values(), nowhere])}
    by_address = _by_address(interpreted)
    if by_address:
        found[ADDRESS] = {"filter": all_of([*_others(FacetName.AREA, chosen), *by_address])}
    return found


def is_counted(facet: FacetDefinition, criteria: Criteria) -> bool:
    """Tell whether a facet takes part: one that stands beside another waits until something is chosen there."""
    return facet.beside is None or bool(criteria.chosen(facet.beside) or criteria.chosen(facet.name))


def _beside(facet: FacetName, chosen: Mapping[FacetName, Clause], counted: dict[str, Any]) -> dict[str, Any]:
    others = _others(facet, chosen)
    return {"filter": all_of(others), "aggs": {"values": counted}} if others else counted


def _others(facet: FacetName, chosen: Mapping[FacetName, Clause]) -> list[Clause]:
    return [clause for name, clause in chosen.items() if name is not facet]


def _values(facet: FacetDefinition, *, address_only: bool) -> dict[str, Any]:
    """Return the aggregation that counts the values of one facet."""
    match facet.kind:
        case FacetKind.CODES | FacetKind.FLAG:
            return {"terms": {"field": facet.document_field, "size": facet.most_values}}
        case FacetKind.AREAS:
            return {"terms": {"field": area_field(address_only=address_only), "size": _MOST_AREAS}}
        case FacetKind.PERIODS:
            # They begin on a written day: the engine keeps no answer to a request that says "now".
            day = today()
            periods = [{"key": code, "from": since(code, day).isoformat()} for code in facet.codes]
            return {"date_range": {"field": facet.document_field, "ranges": periods}}


def open_municipalities(interpreted: InterpretedQuery) -> list[str]:
    """Return the municipalities whose districts are shown: those chosen, or with a chosen district, or asked for."""
    codes = [municipality_of(code) for code in interpreted.criteria.areas]
    codes += interpreted.effective_place.areas if interpreted.effective_place else ()
    return [code for code in dict.fromkeys(codes) if is_municipality(code)]


def opens_brussels(interpreted: InterpretedQuery) -> bool:
    """Tell whether the map shows the municipalities of Brussels apart, because the question is about one of them."""
    codes = (*interpreted.criteria.areas, *(interpreted.effective_place.areas if interpreted.effective_place else ()))
    return any(code == BRUSSELS or province_of(code) == BRUSSELS for code in codes)


def open_districts(interpreted: InterpretedQuery) -> list[str]:
    """Return the districts to count."""
    known = interpreted.gazetteer.districts_of
    districts = [district for code in open_municipalities(interpreted) for district in known.get(code, ())]
    chosen = [code for code in interpreted.criteria.areas if municipality_of(code) != code]
    return list(dict.fromkeys((*districts, *chosen)))


def _by_address(interpreted: InterpretedQuery) -> list[Clause]:
    """Return what an address must satisfy, where an area or a place is asked for."""
    found = [area_filter(interpreted.criteria.areas, address_only=True)] if interpreted.criteria.areas else []
    tiers = tiers_of_query(interpreted)
    return [*found, tiers.address] if tiers else found
