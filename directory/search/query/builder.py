"""Turns a question into the body of one request to the engine. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.search.criteria.choices import Sort
from directory.search.index import schema
from directory.search.query import ranking
from directory.search.query.dsl import NOTHING, Clause, all_of, best_of, none_of
from directory.search.query.facet_aggregations import aggregations
from directory.search.query.filters import facet_filters, fixed_filters
from directory.search.query.place_tiers import ranked_place, tiers_of_query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.geography.points import Point
    from directory.search.query.place_tiers import PlaceTiers
    from directory.search.understanding.interpretation import InterpretedQuery

# What a hit shows; nothing else is fetched.
SOURCE = (
    schema.VCODE, schema.ACTIVITIES, schema.AGE_GROUPS, schema.RECOGNISED, schema.ADDRESS_AREAS, schema.DISTRICTS,
    schema.POSTCODES, schema.WORKS_IN, schema.WORKS_ALL_OVER, schema.POINTS, schema.SHOWN,
)  # fmt: skip
# Ends every order, so that no two results are ever equal.
_LAST_KEYS: tuple[dict[str, Any], ...] = (
    {schema.COMPLETENESS: "desc"},
    {schema.NAME_SORT: "asc"},
    {schema.VCODE: "asc"},
)
TOP_SCORE = "top_score"


def body(  # noqa: PLR0913 - one request
    interpreted: InterpretedQuery,
    *,
    loose: bool,
    size: int,
    offset: int = 0,
    after: Sequence[Any] | None = None,
    facets: bool = True,
) -> dict[str, Any]:
    """Return the request for `size` results from `offset` on, or after the sort values `after`, and for all facets."""
    chosen = facet_filters(interpreted.criteria)
    found: dict[str, Any] = {
        "size": size,
        "track_total_hits": True,
        "_source": list(SOURCE),
        "query": query(interpreted, loose=loose),
        "sort": order(interpreted),
        "aggs": aggregations(interpreted, chosen) if facets else {},
    }
    if chosen:
        found["post_filter"] = all_of(chosen.values())
    if after is not None:
        found["search_after"] = list(after)
    elif offset:
        found["from"] = offset
    starts_at_top = size > 0 and offset == 0 and after is None
    if interpreted.question.words and not (starts_at_top and _begins_with_best(interpreted)):
        found["aggs"][TOP_SCORE] = {"max": {"script": "_score"}}
    return found


def count(interpreted: InterpretedQuery, *, loose: bool) -> dict[str, Any]:
    """Return the request that only counts the results of a question."""
    found: dict[str, Any] = {"size": 0, "track_total_hits": True, "query": query(interpreted, loose=loose)}
    chosen = facet_filters(interpreted.criteria)
    if chosen:
        found["post_filter"] = all_of(chosen.values())
    if interpreted.question.words:
        found["aggs"] = {TOP_SCORE: {"max": {"script": "_score"}}}
    return found


def scope_clause(interpreted: InterpretedQuery) -> Clause:
    """Return what lies within the place and all filters of a question, whatever its words: a filter without a score."""
    filters = fixed_filters(interpreted.criteria, interpreted.question, interpreted.centre)
    where = tiers_of_query(interpreted)
    if where:
        filters.append(where.address if interpreted.criteria.address_only else where.all)
    return all_of([*filters, *facet_filters(interpreted.criteria).values()])


def _begins_with_best(interpreted: InterpretedQuery) -> bool:
    """Tell whether the first hit is the best one: if not, the best score has to be asked for."""
    return interpreted.order is Sort.BEST and not facet_filters(interpreted.criteria)


def query(interpreted: InterpretedQuery, *, loose: bool) -> Clause:
    """Return what matches the words, the place and all that is not a facet, with its score."""
    interpreted = interpreted.with_corrected_place() if loose else interpreted
    filters = fixed_filters(interpreted.criteria, interpreted.question, interpreted.centre)
    where = tiers_of_query(interpreted)
    if where:
        filters.append(where.address if interpreted.criteria.address_only else where.all)
    found: dict[str, Any] = {"must": [_words(interpreted, where, loose=loose)]}
    if filters:
        found["filter"] = filters
    if where:
        found["should"] = where.scores()
    return {"bool": found}


def _words(interpreted: InterpretedQuery, where: PlaceTiers | None, *, loose: bool) -> Clause:
    ranked = ranking.build_ranked_clauses(
        interpreted.question, loose=loose, place_match=ranked_place(interpreted), as_typed=interpreted.as_typed
    )
    if not ranked:
        return NOTHING
    if not interpreted.question.words:
        return _province_last(ranking.combine(ranked)[0], where)
    exact = ranking.combine(one for one in ranked if one.rule.is_exact)
    others = ranking.combine(one for one in ranked if not one.rule.is_exact)
    return best_of([*exact, *([_province_last(best_of(others), where)] if others else ())])


def _province_last(clause: Clause, where: PlaceTiers | None) -> Clause:
    """Put what only works all over the province after all that is there or names the place itself."""
    if where is None or where.province is None:
        return clause
    wide_only = none_of([where.local])
    return {"boosting": {"positive": clause, "negative": wide_only, "negative_boost": ranking.PROVINCE_WIDE_FACTOR}}


def order(interpreted: InterpretedQuery) -> list[dict[str, Any]]:
    """Return the sort; it ends in the vCode, so that the order is whole and the same at every request."""
    distance = _distance(interpreted.centre)
    first: dict[Sort, list[dict[str, Any]]] = {
        Sort.BEST: [{"_score": "desc"}, *distance, *_closeness(interpreted)],
        Sort.DISTANCE: distance,
        Sort.NAME: [{schema.NAME_SORT: "asc"}],
        Sort.NEWEST: [{schema.VCODE: "desc"}],
        Sort.MODIFIED: [{schema.MODIFIED_ON: "desc"}],
    }
    keys = first[interpreted.order]
    named = {name for key in keys for name in key}
    if schema.VCODE in named:
        return keys  # complete already; later keys could change between two pages
    return [*keys, *(key for key in _LAST_KEYS if not named & set(key))]


def _closeness(interpreted: InterpretedQuery) -> list[dict[str, Any]]:
    """Of two names by the same rule the shorter is nearer to what was typed."""
    return [{schema.NAME_LENGTH: "asc"}] if interpreted.question.words else []


def _distance(middle: Point | None) -> list[dict[str, Any]]:
    if middle is None:
        return []
    point = {"lat": middle.lat, "lon": middle.lon}
    return [{"_geo_distance": {schema.POINTS: point, "order": "asc", "unit": "m", "mode": "min"}}]


def halves(whole: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split a request in its hits and its counts.

    Counting everything costs ten times what the hits do, and the engine keeps answers to requests without hits until
    the index changes: without words, where the same few questions return all day, two requests are quicker than one.
    """
    hits = {name: part for name, part in whole.items() if name != "aggs"}
    return hits, {"size": 0, "track_total_hits": False, "query": whole["query"], "aggs": whole["aggs"]}
