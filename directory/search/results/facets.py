"""Reads the engine's counts into facets with labels, chosen values first and always there. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.geography.nis import PROVINCES, is_municipality, municipality_of, province_of
from directory.search.criteria import choices
from directory.search.criteria.choices import FacetName
from directory.search.query.facet_aggregations import DISTRICTS
from directory.search.results.model import Facet, FacetValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from directory.search.understanding.interpretation import InterpretedQuery


def facets(interpreted: InterpretedQuery, counted: Mapping[str, Any]) -> tuple[Facet, ...]:
    """Return all facets from the aggregations of an answer."""
    return tuple(
        Facet(facet, choices.FACETS[facet], values(interpreted, counted), interpreted.criteria.choosing(facet, ()))
        for facet, values in _READERS.items()
    )


def _counts(counted: Mapping[str, Any], name: str) -> dict[str, int]:
    found = counted.get(name, {})
    buckets = found.get("values", found).get("buckets", ())
    return {str(bucket.get("key_as_string", bucket["key"])): bucket["doc_count"] for bucket in buckets}


def _fixed(facet: FacetName, names: Callable[[InterpretedQuery], Mapping[str, str]], *, by_count: bool) -> _Reader:
    """Make the reader of a facet whose values are known beforehand: all are shown, also at 0."""

    def read(interpreted: InterpretedQuery, counted: Mapping[str, Any]) -> tuple[FacetValue, ...]:
        counts, chosen = _counts(counted, facet), interpreted.criteria.chosen(facet)
        found = [
            FacetValue(code, label, counts.get(code, 0), code in chosen) for code, label in names(interpreted).items()
        ]
        return tuple(sorted(found, key=_chosen_then_count) if by_count else found)

    return read


def _chosen_then_count(value: FacetValue) -> tuple[bool, int]:
    return (not value.is_open, -value.count)  # sorting keeps the order of the labels among equals


def _recognised(interpreted: InterpretedQuery, counted: Mapping[str, Any]) -> tuple[FacetValue, ...]:
    count, chosen = _counts(counted, FacetName.RECOGNISED).get("true", 0), interpreted.criteria.recognised
    return tuple(FacetValue(code, name, count, code in chosen) for code, name in choices.RECOGNISED.items())


def _areas(interpreted: InterpretedQuery, counted: Mapping[str, Any]) -> tuple[FacetValue, ...]:
    """Build the tree province, municipality, district from what was counted and what is chosen."""
    counts = _counts(counted, FacetName.AREA) | _counts(counted, DISTRICTS)
    codes = [*counts, *(code for code in interpreted.criteria.areas if code not in counts)]
    districts = _grouped((code for code in codes if municipality_of(code) != code), municipality_of)
    wider = [code for code in codes if municipality_of(code) == code]
    named = dict.fromkeys((*filter(is_municipality, wider), *districts))
    below = districts | _grouped(named, lambda code: province_of(code) or "")

    chosen, label = frozenset(interpreted.criteria.areas), interpreted.gazetteer.label

    def node(code: str) -> FacetValue:
        children = _sorted(map(node, below[code])) if code in below else ()
        return FacetValue(code, label(code), counts.get(code, 0), code in chosen, children)

    return _sorted(node(code) for code in PROVINCES if code in wider or code in below)


def _grouped(codes: Iterable[str], above: Callable[[str], str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(above(code), []).append(code)
    return found


def _sorted(values: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(sorted(values, key=lambda value: (*_chosen_then_count(value), value.label)))


if TYPE_CHECKING:
    _Reader = Callable[[InterpretedQuery, Mapping[str, Any]], tuple[FacetValue, ...]]

_READERS: dict[FacetName, _Reader] = {
    FacetName.ACTIVITY: _fixed(FacetName.ACTIVITY, lambda interpreted: interpreted.activities, by_count=True),
    FacetName.AREA: _areas,
    FacetName.AGE: _fixed(FacetName.AGE, lambda _: choices.AGES, by_count=False),
    FacetName.KIND: _fixed(FacetName.KIND, lambda _: choices.KINDS, by_count=True),
    FacetName.RECOGNISED: _recognised,
    FacetName.HAS: _fixed(FacetName.HAS, lambda _: choices.HAS, by_count=False),
    FacetName.CHANGED: _fixed(FacetName.CHANGED, lambda _: choices.CHANGED, by_count=False),
}
