"""Reads the engine's counts into facets, chosen values first and always there. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.geography.nis import PROVINCES, is_municipality, municipality_of, province_of
from directory.language.kind_table import kind_name
from directory.search.criteria.choices import FacetName
from directory.search.criteria.facets import FACETS, FacetKind
from directory.search.query.facet_aggregations import DISTRICTS, is_counted
from directory.search.results.model import Facet, FacetValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from directory.search.criteria.facets import FacetDefinition
    from directory.search.understanding.interpretation import InterpretedQuery


def facets(interpreted: InterpretedQuery, counted: Mapping[str, Any]) -> tuple[Facet, ...]:
    """Return all facets from the aggregations of an answer."""
    return tuple(
        Facet(facet.name, _values(facet, interpreted, counted), interpreted.criteria.choosing(facet.name, ()))
        for facet in FACETS
        if is_counted(facet, interpreted.criteria)
    )


def _values(
    facet: FacetDefinition, interpreted: InterpretedQuery, counted: Mapping[str, Any]
) -> tuple[FacetValue, ...]:
    if facet.kind is FacetKind.AREAS:
        return _area_tree(interpreted, counted)
    counts, chosen = _counts(counted, facet.name), interpreted.criteria.chosen(facet.name)
    if facet.kind is FacetKind.FLAG:
        counts = dict.fromkeys(facet.codes, counts.get("true", 0))
    names = _names(facet, interpreted, (*counts, *chosen))
    values = [FacetValue(code, counts.get(code, 0), code in chosen, name) for code, name in names.items()]
    return tuple(sorted(values, key=_chosen_then_count) if facet.by_count else values)


def _names(facet: FacetDefinition, interpreted: InterpretedQuery, present: Iterable[str]) -> Mapping[str, str]:
    """Return the values to show with their names: all that there are, also at 0; of hundreds of kinds those present."""
    if facet.name is FacetName.SUBJECT:
        return {code: kind_name(code) for code in sorted(set(present))}
    return dict.fromkeys(facet.codes, "") or interpreted.activities


def _counts(counted: Mapping[str, Any], name: str) -> dict[str, int]:
    aggregation = counted.get(name, {})
    buckets = aggregation.get("values", aggregation).get("buckets", ())
    return {str(bucket.get("key_as_string", bucket["key"])): bucket["doc_count"] for bucket in buckets}


def _chosen_then_count(value: FacetValue) -> tuple[bool, int]:
    return (not value.is_open, -value.count)  # sorting keeps the order of the table among equals


def _area_tree(interpreted: InterpretedQuery, counted: Mapping[str, Any]) -> tuple[FacetValue, ...]:
    """Build the tree province, municipality, district from what was counted and what is chosen."""
    counts = _counts(counted, FacetName.AREA) | _counts(counted, DISTRICTS)
    chosen = {*interpreted.criteria.areas, *filter(None, (interpreted.area_of_place,))}
    codes = [*counts, *(code for code in sorted(chosen) if code not in counts)]
    districts = _grouped((code for code in codes if municipality_of(code) != code), municipality_of)
    wider = [code for code in codes if municipality_of(code) == code]
    named = dict.fromkeys((*filter(is_municipality, wider), *districts))
    below = districts | _grouped(named, lambda code: province_of(code) or "")

    label = interpreted.gazetteer.label

    def node(code: str) -> FacetValue:
        children = _sorted(map(node, below[code])) if code in below else ()
        return FacetValue(code, counts.get(code, 0), code in chosen, label(code), children)

    return _sorted(node(code) for code in PROVINCES if code in wider or code in below)


def _grouped(codes: Iterable[str], above: Callable[[str], str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(above(code), []).append(code)
    return groups


def _sorted(values: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(sorted(values, key=lambda value: (*_chosen_then_count(value), value.name)))
