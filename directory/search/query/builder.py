"""Turns a question into the body of one request to the engine. Pure.

An answer is split in groups, each with a number of its own: what fits surely, which is what headings and facets count,
and beside it what only might fit. An association stands in the first group that it fits (`GROUPS`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from directory.search.criteria.choices import FacetName, ResultGroup, Sort
from directory.search.index import schema
from directory.search.query import ranking
from directory.search.query.dsl import NOTHING, Clause, all_of, best_of
from directory.search.query.facet_aggregations import aggregations
from directory.search.query.filters import facet_filters, fixed_filters
from directory.search.query.place_tiers import asked_tiers, chosen_place, ranked_place, tiers_of_query
from directory.search.query.wish_clauses import wish_scores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.geography.points import Point
    from directory.search.query.ranking import RankedClause
    from directory.search.understanding.interpretation import InterpretedQuery
    from directory.search.understanding.place_detection import PlaceMatch

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
GROUPS = tuple(ResultGroup)
# Whose words fit surely, but that belong to the place by a wider area only.
BY_TIER = (ResultGroup.MUNICIPALITY, ResultGroup.PROVINCE)


class Stage(NamedTuple):
    """Which request of a search: with the loose rules or without, and for which group of the results."""

    loose: bool
    group: ResultGroup = ResultGroup.SURE


def body(  # noqa: PLR0913 - one request
    interpreted: InterpretedQuery,
    stage: Stage,
    *,
    size: int,
    offset: int = 0,
    after: Sequence[Any] | None = None,
    facets: bool = True,
) -> dict[str, Any]:
    """Return the request for `size` results from `offset` on, or after the sort values `after`, and for all facets."""
    chosen = chosen_filters(interpreted, stage.group)
    found: dict[str, Any] = {
        "size": size,
        "track_total_hits": True,
        "_source": list(SOURCE),
        "query": query(interpreted, stage),
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


def count(interpreted: InterpretedQuery, stage: Stage) -> dict[str, Any]:
    """Return the request that only counts the results of a question."""
    found: dict[str, Any] = {"size": 0, "track_total_hits": True, "query": query(interpreted, stage)}
    chosen = chosen_filters(interpreted, stage.group)
    if chosen:
        found["post_filter"] = all_of(chosen.values())
    if interpreted.question.words:
        found["aggs"] = {TOP_SCORE: {"max": {"script": "_score"}}}
    return found


def scope_clause(interpreted: InterpretedQuery) -> Clause:
    """Return what lies within the place and all filters of a question, whatever its words: a filter without a score."""
    filters = fixed_filters(interpreted.criteria, interpreted.question, interpreted.centre)
    tiers = asked_tiers(interpreted)
    if tiers_of_query(interpreted) and tiers:
        filters.append(tiers.local)
    return all_of([*filters, *chosen_filters(interpreted, ResultGroup.SURE).values()])


def chosen_filters(interpreted: InterpretedQuery, group: ResultGroup) -> dict[FacetName, Clause]:
    """Return the clause of each facet in which something is chosen; areas give the tier of the group."""
    chosen = facet_filters(interpreted.criteria)
    tiers = asked_tiers(interpreted)
    if FacetName.AREA in chosen and tiers and tiers_of_query(interpreted) is None:
        chosen[FacetName.AREA] = tiers.of_group(group)
    return chosen


def _begins_with_best(interpreted: InterpretedQuery) -> bool:
    """Tell whether the first hit is the best one: if not, the best score has to be asked for."""
    return interpreted.order is Sort.BEST and not facet_filters(interpreted.criteria)


def query(interpreted: InterpretedQuery, stage: Stage) -> Clause:
    """Return what of a group matches the words, the place and all that is not a facet, with its score."""
    interpreted = interpreted.with_corrected_place() if stage.loose else interpreted
    filters = fixed_filters(interpreted.criteria, interpreted.question, interpreted.centre)
    given = tiers_of_query(interpreted)
    tiers = asked_tiers(interpreted)
    if given and tiers:
        filters.append(tiers.of_group(stage.group))
    words = matching_words(interpreted, stage)
    found: dict[str, Any] = {"must": [best_of(ranking.combine(words.fitting)) if words.fitting else NOTHING]}
    if filters:
        found["filter"] = filters
    if words.surer:
        found["must_not"] = [best_of(ranking.combine(words.surer))]
    should = [*(given.scores() if given else ()), *wish_scores(interpreted)]
    if should:
        found["should"] = should
    return {"bool": found}


class MatchingWords(NamedTuple):
    """How the words of a group match, and what stands in a surer group already."""

    fitting: list[RankedClause]
    surer: list[RankedClause]


def matching_words(interpreted: InterpretedQuery, stage: Stage) -> MatchingWords:
    """Return the clauses of a group; `interpreted` has its place corrected already in the loose stage.

    With a place or areas given, who only works in the whole municipality or province fits by the same words as who is
    there; a place among the words has clauses of its own for them.
    """
    return _matching(interpreted, stage, _ranked(interpreted, ranked_place(interpreted), loose=stage.loose))


def _matching(interpreted: InterpretedQuery, stage: Stage, ranked: Sequence[RankedClause]) -> MatchingWords:
    if stage.group in BY_TIER and asked_tiers(interpreted):
        return MatchingWords([one for one in ranked if one.group in {ResultGroup.SURE, stage.group}], [])
    before = GROUPS[: GROUPS.index(stage.group)]
    if asked_tiers(interpreted):  # these go by the place: nobody who is there stands in them
        before = tuple(group for group in before if group not in BY_TIER)
    surer = [one for one in ranked if one.group in before]
    fitting = [one for one in ranked if one.group is stage.group]
    if stage.group is ResultGroup.ACTIVITY and not fitting and (chosen := chosen_place(interpreted)):
        ranked = _ranked(interpreted, chosen, loose=stage.loose)
        fitting = [one for one in ranked if one.group is stage.group]
    return MatchingWords(fitting, surer)


def _ranked(interpreted: InterpretedQuery, place_match: PlaceMatch | None, *, loose: bool) -> list[RankedClause]:
    return ranking.build_ranked_clauses(
        interpreted.question, loose=loose, place_match=place_match, as_typed=interpreted.as_typed
    )


def groups_beside(interpreted: InterpretedQuery, *, loose: bool) -> tuple[ResultGroup, ...]:
    """Return the groups that may hold something beside what fits surely; `interpreted` as for `matching_words`."""
    ranked = _ranked(interpreted, ranked_place(interpreted), loose=loose)

    def is_fitted(group: ResultGroup) -> bool:
        return bool(_matching(interpreted, Stage(loose, group), ranked).fitting)

    tiers = asked_tiers(interpreted)
    by_place = [group for group in BY_TIER if (tiers.of_group(group) != NOTHING if tiers else is_fitted(group))]
    guesses = (ResultGroup.ALIKE, ResultGroup.ACTIVITY) if interpreted.question.words else ()
    return (*by_place, *filter(is_fitted, guesses))


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
