"""Explains an answer: which ranking rules a result matches, what its place adds, and what keeps an association out.

The page itself is searched as always. One request more asks the engine, for these few associations, which clauses
match: each rule, bonus and filter on its own, as named queries (`_name`). What matched is added up here as the ranking
does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from directory.search.criteria.choices import ResultGroup, Sort
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.window import NUMBERED_RESULTS
from directory.search.explain.interpretation_view import InterpretationView, interpretation_view
from directory.search.index import schema
from directory.search.query.builder import Stage, body, chosen_filters, matching_words
from directory.search.query.dsl import Clause, all_of, any_of, scored, terms
from directory.search.query.filters import fixed_filters
from directory.search.query.place_tiers import asked_tiers, tiers_of_query
from directory.search.results.active_filters import active_filters
from directory.search.understanding.query_parser import ParsedQuery

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from directory.search.query.ranking import PlaceScope, RankedClause, RankingRule
    from directory.search.results.model import ActiveFilter
    from directory.search.understanding.interpretation import InterpretedQuery

_WORDS_PARAMETER, _PLACE_PARAMETER = "q", "waar"


class MatchedRule(NamedTuple):
    """One ranking rule that an association matches: its score, and the bonus for an address in the place."""

    rule: RankingRule
    score: float
    bonus: float
    counts: bool  # whether it is the highest one, which gives the association its score

    @property
    def total(self) -> float:
        """The score with the bonus."""
        return self.score + self.bonus


class ExplainedScore(NamedTuple):
    """The score of one association: the rules that it matches, highest first, and the bonus for the given place."""

    vcode: str
    rules: tuple[MatchedRule, ...]
    place_bonus: float
    is_province_wide_only: bool  # works in the whole province of the place, not in the place itself

    @property
    def score(self) -> float:
        """The score by which it is sorted."""
        return (self.rules[0].total if self.rules else 0.0) + self.place_bonus


class ExcludingPart(NamedTuple):
    """One part of the query that keeps an association out: its URL parameter and the choices made in it."""

    parameter: str
    filters: tuple[ActiveFilter, ...] = ()
    words: str = ""  # of the query, as typed


class ExplainedAssociation(NamedTuple):
    """Where the one association that an explanation is asked for comes in the order, or what keeps it out."""

    score: ExplainedScore
    results_before: int | None  # None when it is kept out or comes after the numbered results
    first_score: float | None  # the score of the first result; None when the order does not go by score
    excluded_by: tuple[ExcludingPart, ...]
    loose_rules: tuple[RankingRule, ...]  # of the loose stage that would match, when the words keep it out


class Explanation(NamedTuple):
    """The explanation of one page of results."""

    interpretation: InterpretationView
    scores: Mapping[str, ExplainedScore]  # by vCode
    asks_association: bool  # whether one association was asked for
    association: ExplainedAssociation | None  # None too when it is hidden: that it exists is not told


@dataclass(frozen=True, slots=True)
class NamedFilter:
    """A filter of the query on its own, with the part that it stands for."""

    part: ExcludingPart
    clause: Clause


@dataclass(frozen=True, slots=True)
class ExplanationPlan:
    """What the engine is asked to explain the results that are shown and, with `vcode`, one association more."""

    interpreted: InterpretedQuery
    stage: Stage
    shown: tuple[str, ...]
    vcode: str | None
    ranked: Mapping[str, RankedClause]  # by the name of its clause in the request
    loose_ranked: Mapping[str, RankedClause]
    filters: tuple[NamedFilter, ...]

    def requests(self) -> list[dict[str, Any]]:
        """Return the requests: as many for an association that is shown as for one that is not."""
        vcodes = [*self.shown, *([] if self.vcode is None else [self.vcode])]
        probe = {
            "size": len(vcodes),
            "_source": [schema.VCODE],
            "query": {"bool": {"filter": [terms(schema.VCODE, vcodes)], "should": self._named_clauses()}},
        }
        return [probe] if self.vcode is None else [probe, self._order()]

    def explanation(self, answers: Sequence[Mapping[str, Any]]) -> Explanation:
        """Read the answers to the requests."""
        matched = {
            hit["_source"][schema.VCODE]: frozenset(hit.get("matched_queries", ()))
            for hit in answers[0]["hits"]["hits"]
        }
        vcode = self.vcode
        is_public = vcode is not None and vcode in matched
        return Explanation(
            interpretation=interpretation_view(self.interpreted, loose=self.stage.loose),
            scores={shown: self._score(shown, matched[shown]) for shown in self.shown if shown in matched},
            asks_association=vcode is not None,
            association=self._association(vcode, matched[vcode], answers[1]) if vcode and is_public else None,
        )

    def _named_clauses(self) -> list[Clause]:
        clauses = {name: _whole_clause(one) for name, one in self.ranked.items()}
        clauses |= {f"loose: {name}": _whole_clause(one) for name, one in self.loose_ranked.items()}
        for place in {one.place.name: one.place for one in self.ranked.values() if one.place}.values():
            clauses |= {_bonus_name(place, number): clause for number, (clause, _) in enumerate(place.bonuses)}
        clauses |= {f"filter {number}": one.clause for number, one in enumerate(self.filters)}
        tiers = tiers_of_query(self.interpreted)
        if tiers:
            tier_clauses = enumerate(tiers.scores())
            clauses |= {f"tier {number}": tier["constant_score"]["filter"] for number, tier in tier_clauses}
        asked = asked_tiers(self.interpreted)
        if asked and asked.province is not None:
            clauses["province-wide only"] = asked.of_group(ResultGroup.PROVINCE)
        return [_with_name(name, clause) for name, clause in clauses.items()]

    def _order(self) -> dict[str, Any]:
        """Return the request for the sort keys of all numbered results."""
        first_page = replace(self.interpreted, criteria=self.interpreted.criteria.first_page())
        request = body(first_page, self.stage, size=NUMBERED_RESULTS, facets=False)
        return {**{name: part for name, part in request.items() if name != "aggs"}, "_source": False}

    def _score(self, vcode: str, matched: frozenset[str]) -> ExplainedScore:
        is_wide_only = "province-wide only" in matched
        rules = [_matched_rule(one, matched) for name, one in self.ranked.items() if name in matched]
        rules.sort(key=lambda rule: -rule.total)
        tiers = tiers_of_query(self.interpreted)
        bonuses = enumerate(tiers.scores() if tiers else ())
        place_bonus = sum(tier["constant_score"]["boost"] for number, tier in bonuses if f"tier {number}" in matched)
        counted = (rule._replace(counts=number == 0) for number, rule in enumerate(rules))
        return ExplainedScore(vcode, tuple(counted), float(place_bonus), is_wide_only)

    def _association(self, vcode: str, matched: frozenset[str], order: Mapping[str, Any]) -> ExplainedAssociation:
        score = self._score(vcode, matched)
        rows = [hit["sort"] for hit in order["hits"]["hits"]]
        # Every order ends in the vCode.
        results_before = next((number for number, row in enumerate(rows) if row[-1] == vcode), None)
        goes_by_score = rows and self.interpreted.order is Sort.BEST
        excluded_by = [one.part for number, one in enumerate(self.filters) if f"filter {number}" not in matched]
        loose_rules: dict[str, RankingRule] = {}
        if not score.rules:
            excluded_by.insert(0, ExcludingPart(_WORDS_PARAMETER))
            fitting = (one.rule for name, one in self.loose_ranked.items() if f"loose: {name}" in matched)
            loose_rules = {rule.id: rule for rule in fitting}
        first_score = float(rows[0][0]) if goes_by_score else None
        return ExplainedAssociation(score, results_before, first_score, tuple(excluded_by), tuple(loose_rules.values()))


def plan_explanation(
    interpreted: InterpretedQuery, shown: Iterable[str], vcode: str | None, stage: Stage
) -> ExplanationPlan:
    """Return what to ask to explain the results that are shown, and one association when `vcode` is given."""
    tries_loose = vcode is not None and not stage.loose and interpreted.question.words
    return ExplanationPlan(
        interpreted=interpreted,
        stage=stage,
        shown=tuple(shown),
        vcode=vcode,
        ranked=_ranked_by_name(interpreted, stage),
        loose_ranked=_all_loose(interpreted) if tries_loose else {},
        filters=() if vcode is None else tuple(_named_filters(interpreted, stage.group)),
    )


def _ranked_by_name(interpreted: InterpretedQuery, stage: Stage) -> dict[str, RankedClause]:
    """Return the clauses of the ranking by the id of their rule, with the place where there are several.

    A rule that is tried with the corrected words and with those that were typed is one clause here.
    """
    interpreted = interpreted.with_corrected_place() if stage.loose else interpreted
    ranked: dict[str, RankedClause] = {}
    for one in matching_words(interpreted, stage).fitting:
        name = f"{one.rule.id}: {one.place.name}" if one.place else one.rule.id
        earlier = ranked.get(name)
        ranked[name] = one._replace(clause=any_of((earlier.clause, one.clause))) if earlier else one
    return ranked


def _all_loose(interpreted: InterpretedQuery) -> dict[str, RankedClause]:
    """Return the rules by which the words would fit with mistakes allowed."""
    sure, alike = Stage(loose=True), Stage(loose=True, group=ResultGroup.ALIKE)
    return _ranked_by_name(interpreted, sure) | _ranked_by_name(interpreted, alike)


def _whole_clause(one: RankedClause) -> Clause:
    return all_of((one.place.clause, one.clause)) if one.place else one.clause


def _bonus_name(place: PlaceScope, number: int) -> str:
    return f"bonus {number}: {place.name}"


def _with_name(name: str, clause: Clause) -> Clause:
    named = scored(clause, 1)
    named["constant_score"]["_name"] = name
    return named


def _matched_rule(one: RankedClause, matched: frozenset[str]) -> MatchedRule:
    bonuses = enumerate(one.place.bonuses if one.place else ())
    bonus = sum(score for number, (_, score) in bonuses if one.place and _bonus_name(one.place, number) in matched)
    return MatchedRule(one.rule, float(one.rule.score), float(bonus), counts=False)


def _named_filters(interpreted: InterpretedQuery, group: ResultGroup) -> Iterator[NamedFilter]:
    """Yield everything that narrows the results, each on its own, in the clauses that the search itself uses."""
    criteria, tiers, no_words = interpreted.criteria, tiers_of_query(interpreted), ParsedQuery("")
    filters: dict[str, tuple[ActiveFilter, ...]] = {}
    for active in active_filters(interpreted):
        filters[active.parameter] = (*filters.get(active.parameter, ()), active)
    for facet, clause in chosen_filters(interpreted, group).items():
        yield NamedFilter(ExcludingPart(facet.value, filters.get(facet.value, ())), clause)
    if tiers and (asked := asked_tiers(interpreted)):
        yield NamedFilter(ExcludingPart(_PLACE_PARAMETER, filters.get(_PLACE_PARAMETER, ())), asked.of_group(group))
    single = {
        "subtype": Criteria(subtypes=criteria.subtypes),
        "gewijzigd_sinds": Criteria(modified_since=criteria.modified_since),
        "straal": Criteria(radius_km=criteria.radius_km),
    }
    for parameter, one in single.items():
        for clause in fixed_filters(one, no_words, interpreted.centre):
            yield NamedFilter(ExcludingPart(parameter, filters.get(parameter, ())), clause)
    for words in interpreted.question.phrases:
        (clause,) = fixed_filters(Criteria(), replace(no_words, phrases=(words,)), None)
        yield NamedFilter(ExcludingPart(_WORDS_PARAMETER, words=f'"{" ".join(words)}"'), clause)
    for words in interpreted.question.excluded:
        (clause,) = fixed_filters(Criteria(), replace(no_words, excluded=(words,)), None)
        yield NamedFilter(ExcludingPart(_WORDS_PARAMETER, words=f"-{' '.join(words)}"), clause)
