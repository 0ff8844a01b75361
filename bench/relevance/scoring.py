"""The metrics: right first, right among five, mean reciprocal rank, nDCG at ten, and how often there was nothing."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, NamedTuple

from bench.relevance.corpus import RIGHT
from bench.relevance.query import Expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.relevance.asking import Answer
    from bench.relevance.query import Query

_DEPTH = 10


class Score(NamedTuple):
    """How good one answer is, or the mean of several."""

    first: float
    among_five: float
    reciprocal: float
    ndcg: float
    nothing: float


class Summary(NamedTuple):
    """How many queries, and their mean."""

    number: int
    score: Score


def score(query: Query, answer: Answer) -> Score:
    """Judge one answer."""
    if query.expect is not Expect.RIGHT:
        good = float(_is_good(query, answer))
        return Score(good, good, good, good, 0.0)
    grades = [query.right.get(vcode, 0) for vcode in answer.vcodes[:_DEPTH]]
    rank = next((number for number, grade in enumerate(grades, 1) if grade >= RIGHT), 0)
    ideal = _gain(sorted(query.right.values(), reverse=True)[:_DEPTH])
    return Score(
        float(rank == 1), float(1 <= rank <= 5), 1 / rank if rank else 0.0, _gain(grades) / ideal, float(not grades)
    )


def _is_good(query: Query, answer: Answer) -> bool:
    if answer.failed:
        return False
    return query.expect is Expect.CALM or answer.is_guess or not answer.vcodes


def _gain(grades: Iterable[int]) -> float:
    return sum((float(1 << grade) - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def summary(scores: Sequence[Score]) -> Summary:
    """Return the mean."""
    count = len(scores)
    return Summary(count, Score(*(sum(column) / count for column in zip(*scores, strict=True))))
