"""Ablation: what each ranking rule and each field of the index is worth, by asking everything again without it.

The ranking is changed from outside, by the labels of its rules and the fields that their clauses name. A query is only
asked again when what is left out had a part in it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

from bench.relevance import asking, run, scoring
from bench.relevance.query import Half
from directory.search.query import ranking
from directory.search.query.dsl import NOTHING
from directory.search.query.ranking import RuleScope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bench.relevance.query import Kind, Query
    from bench.relevance.run import Judge, Marks
    from directory.search.query.ranking import RankedClause

    Change = Callable[[RankedClause], RankedClause]
    Parts = frozenset[tuple[str, str]]

_LEAVES = frozenset({"term", "terms", "terms_set", "prefix", "match", "match_phrase", "fuzzy"})
RULE, FIELD = "rule", "field"


class Loss(NamedTuple):
    """What is lost without one part: in points of success@1 over all queries, and most in which kind."""

    sort: str
    name: str
    queries: int
    points: float
    worst: Kind | None
    worst_points: float


def losses(judged: Judge) -> list[Loss]:
    """Return what leaving out each part costs, the dearest first; measured on the tuning half."""
    queries = [query for query in judged.queries if query.half is Half.TUNING]
    parts, marks = _whole(judged, queries)
    rows = [
        _loss(judged, marks, part, {number for number, has in enumerate(parts) if part in has})
        for part in sorted(frozenset().union(*parts))
    ]
    return sorted(rows, key=lambda loss: loss.points)


def _whole(judged: Judge, queries: list[Query]) -> tuple[list[Parts], Marks]:
    """Ask with everything, and learn which parts each query needs."""
    noted: dict[str, set[tuple[str, str]]] = {}

    def note(ranked: RankedClause) -> RankedClause:
        noted.setdefault(asking.being_asked.get(), set()).update(_parts(ranked))
        return ranked

    with changed(note):
        marks = run.ours(judged, queries)
    return [frozenset(noted.get(query.typed, ())) for query in queries], marks


def _parts(ranked: RankedClause) -> Iterator[tuple[str, str]]:
    yield RULE, ranked.rule.label
    if ranked.rule.scope is RuleScope.IN_PLACE:
        yield RULE, "everything in place"
    yield from ((FIELD, field) for field in _fields(ranked.clause))


def _fields(clause: Any) -> Iterator[str]:
    if isinstance(clause, list):
        for item in clause:
            yield from _fields(item)
    elif isinstance(clause, dict):
        for name, inner in clause.items():
            yield from inner if name in _LEAVES and isinstance(inner, dict) else _fields(inner)


@contextmanager
def changed(change: Change) -> Iterator[None]:
    """Change every clause of the ranking before it is sent."""
    build = ranking.build_ranked_clauses

    def build_changed(question: Any, **how: Any) -> list[RankedClause]:
        return [change(ranked) for ranked in build(question, **how)]

    with mock.patch.object(ranking, "build_ranked_clauses", build_changed):
        yield


def without(sort: str, name: str) -> Change:
    """Return what makes a rule match nothing, by its label or by the field that it looks in."""

    def change(ranked: RankedClause) -> RankedClause:
        if sort == FIELD:
            return ranked._replace(clause=_without_field(ranked.clause, name))
        return ranked._replace(clause=NOTHING) if (RULE, name) in set(_parts(ranked)) else ranked

    return change


def _without_field(clause: Any, field: str) -> Any:
    if isinstance(clause, list):
        return [_without_field(item, field) for item in clause]
    if not isinstance(clause, dict):
        return clause
    if any(name in _LEAVES and isinstance(inner, dict) and field in inner for name, inner in clause.items()):
        return NOTHING
    return {name: _without_field(inner, field) for name, inner in clause.items()}


def _loss(judged: Judge, marks: Marks, part: tuple[str, str], numbers: set[int]) -> Loss:
    again = [marks.queries[number] for number in sorted(numbers)]
    with changed(without(*part)):
        answers = asking.ours(judged.stack, again)
    scores = [scoring.score(query, answer).first for query, answer in zip(again, answers, strict=True)]
    before = [marks.scores[number].first for number in sorted(numbers)]
    lost = [after - earlier for after, earlier in zip(scores, before, strict=True)]
    by_kind = _by_kind(marks.queries, again, lost)
    worst = min(by_kind, key=lambda kind: by_kind[kind], default=None)
    points = 100 * sum(lost) / len(marks.queries)
    return Loss(*part, len(again), points, worst, by_kind[worst] if worst is not None else 0.0)


def _by_kind(queries: Iterable[Query], again: Iterable[Query], lost: Iterable[float]) -> dict[Kind, float]:
    """Return the points that each kind loses."""
    totals: dict[Kind, int] = {}
    for query in queries:
        totals[query.kind] = totals.get(query.kind, 0) + 1
    points: dict[Kind, float] = {}
    for query, change in zip(again, lost, strict=True):
        points[query.kind] = points.get(query.kind, 0.0) + 100 * change / totals[query.kind]
    return points
