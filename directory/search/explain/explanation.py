"""Explains an answer: on which rungs a result stands, what the place adds, and what keeps an association out. Pure.

The page itself is asked as always. One request more asks the engine of every rung, every small score and every filter
apart whether it matches these few associations; what it says is added up here in the way the ladder does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from directory.search.criteria.choices import Sort
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.window import NUMBERED_RESULTS
from directory.search.explain.interpretation_view import Understood, understanding
from directory.search.index import schema
from directory.search.query import ranking
from directory.search.query.builder import PROVINCE_WIDE, body
from directory.search.query.dsl import EVERYTHING, Clause, all_of, none_of, scored, terms
from directory.search.query.filters import facet_filters, fixed_filters
from directory.search.query.place_tiers import ranked_place, tiers_of_query
from directory.search.query.rank_clauses import Rung
from directory.search.results.active_filters import chips
from directory.search.understanding.query_parser import ParsedQuery

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.search.understanding.interpretation import InterpretedQuery

# What everything stands on when no words are asked for.
NO_WORDS = "no words"
_WORDS = "q"


class Share(NamedTuple):
    """One rung that matched: the score it gives, and what an address nearer by adds to it."""

    rung: str
    score: float
    nearer: float
    counts: bool  # the highest one is the one that counts

    @property
    def total(self) -> float:
        """What an association gets for standing on this rung."""
        return self.score + self.nearer


class Explained(NamedTuple):
    """The score of one association, highest rung first."""

    vcode: str
    shares: tuple[Share, ...]
    place: float  # for the place that was given, on top of the rung that counts
    wide_only: bool  # only works all over the province: its rungs give a hundredth

    @property
    def score(self) -> float:
        """The score by which it is sorted."""
        return (self.shares[0].total if self.shares else 0.0) + self.place


class Barrier(NamedTuple):
    """One part of the question that keeps an association out: its URL parameter, and what was chosen in it."""

    parameter: str
    labels: tuple[str, ...]


class Sought(NamedTuple):
    """Where the association that was asked for stands, or what keeps it out."""

    explained: Explained
    before: int | None  # how many come before it; None when it is kept out or comes after the numbered results
    first_score: float | None  # the score of the first result, when the order goes by score
    barriers: tuple[Barrier, ...]
    loosely: tuple[str, ...]  # the rungs that would fit if mistakes were allowed, when the words keep it out


class Explanation(NamedTuple):
    """The explanation of one page of results."""

    understood: Understood
    hits: Mapping[str, Explained]  # by vCode
    asks_one: bool  # whether one association was asked for
    sought: Sought | None  # None too when there is none to show: that it is hidden is not told


@dataclass(frozen=True, slots=True)
class _Filter:
    parameter: str
    labels: tuple[str, ...]
    clause: Clause


@dataclass(frozen=True, slots=True)
class Plan:
    """What the engine is asked in order to explain a page and, when `vcode` is not None, one association."""

    interpreted: InterpretedQuery
    loose: bool
    shown: tuple[str, ...]
    vcode: str | None
    steps: tuple[Rung, ...]
    loose_steps: tuple[Rung, ...]
    filters: tuple[_Filter, ...]

    def requests(self) -> list[dict[str, Any]]:
        """Return the requests: as many for an association that is shown as for one that is not."""
        vcodes = [*self.shown, *([] if self.vcode is None else [self.vcode])]
        probe = {
            "size": len(vcodes),
            "_source": [schema.VCODE],
            "query": {"bool": {"filter": [terms(schema.VCODE, vcodes)], "should": self._named()}},
        }
        return [probe] if self.vcode is None else [probe, self._order()]

    def explanation(self, answers: Sequence[Mapping[str, Any]]) -> Explanation:
        """Read the answers."""
        found = {hit["_source"][schema.VCODE]: hit.get("matched_queries", ()) for hit in answers[0]["hits"]["hits"]}
        vcode = self.vcode
        return Explanation(
            understood=understanding(self.interpreted, loose=self.loose),
            hits={vcode: self._explained(vcode, found[vcode]) for vcode in self.shown if vcode in found},
            asks_one=vcode is not None,
            sought=self._sought(vcode, found[vcode], answers[1]) if vcode is not None and vcode in found else None,
        )

    def _named(self) -> list[Clause]:
        where = tiers_of_query(self.interpreted)
        clauses: dict[str, Clause] = {}
        for prefix, steps in (("rung", self.steps), ("loose", self.loose_steps)):
            clauses |= {f"{prefix} {number}": _whole(step) for number, step in enumerate(steps)}
        for number, step in enumerate(self.steps):
            near = step.where.nearer if step.where else ()
            clauses |= {f"near {number} {which}": clause for which, (clause, _) in enumerate(near)}
        clauses |= {f"filter {number}": one.clause for number, one in enumerate(self.filters)}
        if where:
            tiers = enumerate(where.scores())
            clauses |= {f"place {number}": tier["constant_score"]["filter"] for number, tier in tiers}
        if where and where.province is not None:
            clauses["wide only"] = all_of((where.province, none_of([where.local])))
        return [_with_name(name, clause) for name, clause in clauses.items()]

    def _order(self) -> dict[str, Any]:
        first = replace(self.interpreted, criteria=self.interpreted.criteria.first_page())
        whole = body(first, loose=self.loose, size=NUMBERED_RESULTS)
        return {**{name: part for name, part in whole.items() if name != "aggs"}, "_source": False}

    def _explained(self, vcode: str, matched: Iterable[str]) -> Explained:
        names = frozenset(matched)
        wide_only = "wide only" in names
        # The words as typed and as spelt well stand on rungs of the same names: told once.
        shares = dict.fromkeys(
            _share(number, step, names, wide_only=wide_only)
            for number, step in enumerate(self.steps)
            if f"rung {number}" in names
        )
        ordered = sorted(shares, key=lambda share: -share.total)
        where = tiers_of_query(self.interpreted)
        tiers = enumerate(where.scores() if where else ())
        place = sum(tier["constant_score"]["boost"] for number, tier in tiers if f"place {number}" in names)
        counted = (share._replace(counts=number == 0) for number, share in enumerate(ordered))
        return Explained(vcode, tuple(counted), float(place), wide_only)

    def _sought(self, vcode: str, matched: Iterable[str], order: Mapping[str, Any]) -> Sought:
        names = frozenset(matched)
        explained = self._explained(vcode, names)
        rows = [hit["sort"] for hit in order["hits"]["hits"]]
        # Every order ends in the vCode.
        before = next((number for number, row in enumerate(rows) if row[-1] == vcode), None)
        by_score = rows and self.interpreted.order is Sort.BEST
        barriers = [
            Barrier(one.parameter, one.labels)
            for number, one in enumerate(self.filters)
            if f"filter {number}" not in names
        ]
        fitting = (step.name for number, step in enumerate(self.loose_steps) if f"loose {number}" in names)
        if not explained.shares:
            barriers.insert(0, Barrier(_WORDS, ()))
        loosely = () if explained.shares else tuple(dict.fromkeys(fitting))
        return Sought(explained, before, float(rows[0][0]) if by_score else None, tuple(barriers), loosely)


def plan(interpreted: InterpretedQuery, shown: Iterable[str], vcode: str | None, *, loose: bool) -> Plan:
    """Return what to ask to explain the results that are shown, and one that was asked for."""
    return Plan(
        interpreted=interpreted,
        loose=loose,
        shown=tuple(shown),
        vcode=vcode,
        steps=_steps(interpreted, loose=loose),
        loose_steps=() if loose or vcode is None or not interpreted.question.words else _steps(interpreted, loose=True),
        filters=() if vcode is None else tuple(_filters(interpreted)),
    )


def _steps(interpreted: InterpretedQuery, *, loose: bool) -> tuple[Rung, ...]:
    interpreted = interpreted.with_corrected_place() if loose else interpreted
    question = interpreted.question
    if question.words:
        return tuple(
            ranking.rungs(question, loose=loose, reading=ranked_place(interpreted), typed=interpreted.as_typed)
        )
    finds_all = question.is_empty or question.is_only_exclusion
    return (Rung(NO_WORDS, 1, EVERYTHING),) if finds_all else ()


def _whole(step: Rung) -> Clause:
    return all_of((step.where.clause, step.clause)) if step.where else step.clause


def _with_name(name: str, clause: Clause) -> Clause:
    found = scored(clause, 1)
    found["constant_score"]["_name"] = name
    return found


def _share(number: int, step: Rung, names: frozenset[str], *, wide_only: bool) -> Share:
    near = step.where.nearer if step.where else ()
    nearer = sum(score for which, (_, score) in enumerate(near) if f"near {number} {which}" in names)
    names_itself = step.score >= ranking.EXACT and step.where is None
    part = PROVINCE_WIDE if wide_only and not names_itself else 1.0
    return Share(step.name, step.score * part, nearer * part, counts=False)


def _filters(interpreted: InterpretedQuery) -> Iterable[_Filter]:
    """Return all that narrows the results, each apart, in the clauses that the search itself uses."""
    labels: dict[str, tuple[str, ...]] = {}
    for chip in chips(interpreted):
        labels[chip.parameter] = (*labels.get(chip.parameter, ()), chip.label)
    for facet, clause in facet_filters(interpreted.criteria).items():
        yield _Filter(facet.value, labels.get(facet.value, ()), clause)
    where = tiers_of_query(interpreted)
    if where:
        place = where.address if interpreted.criteria.address_only else where.all
        yield _Filter("waar", labels.get("waar", ()), place)
    nothing, criteria = ParsedQuery(""), interpreted.criteria
    narrow = {
        "subtype": Criteria(subtypes=criteria.subtypes),
        "gewijzigd_sinds": Criteria(modified_since=criteria.modified_since),
        "straal": Criteria(radius_km=criteria.radius_km),
    }
    for parameter, one in narrow.items():
        for clause in fixed_filters(one, nothing, interpreted.centre):
            yield _Filter(parameter, labels.get(parameter, ()), clause)
    for words in interpreted.question.phrases:
        yield _Filter(
            _WORDS, (f'"{" ".join(words)}"',), *fixed_filters(Criteria(), replace(nothing, phrases=(words,)), None)
        )
    for words in interpreted.question.excluded:
        yield _Filter(
            _WORDS, (f"-{' '.join(words)}",), *fixed_filters(Criteria(), replace(nothing, excluded=(words,)), None)
        )
