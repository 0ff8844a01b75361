"""The whole judged set against the committed table: no kind of query may lose what it once found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.relevance import baseline, run
from bench.relevance.query import Expect, Half, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.relevance.run import Judge, Marks
    from tests.running_parts import Database

_RENEW = "If that is meant, write the table again with `python -m bench.relevance --renew` and commit it."


@pytest.fixture(scope="module")
def judged(module_database: Database, opensearch_url: str) -> Iterator[Judge]:
    with run.judge(module_database, opensearch_url) as filled:
        yield filled


@pytest.fixture(scope="module")
def marks(judged: Judge) -> Marks:
    return run.ours(judged)


def test_no_kind_of_query_loses_against_the_committed_table(marks: Marks) -> None:
    lost = list(baseline.losses(marks))
    assert not lost, "\n".join(("The search finds less than it did:", *lost, _RENEW))


def test_the_committed_table_is_of_these_very_queries(marks: Marks) -> None:
    assert baseline.was_asked(marks), f"The queries changed, so their figures cannot be compared. {_RENEW}"


def test_every_kind_has_at_least_twenty_queries_in_each_half(judged: Judge) -> None:
    fewest = min(
        sum(query.kind is kind and query.half is half for query in judged.queries) for kind in Kind for half in Half
    )
    assert fewest >= 20


def test_every_right_association_is_public(judged: Judge) -> None:
    right = {vcode for query in judged.queries for vcode in query.right}
    assert right <= judged.corpus.by_vcode.keys()


def test_no_query_is_asked_in_both_halves(judged: Judge) -> None:
    typed = {half: {(one.q, one.where) for one in judged.queries if one.half is half} for half in Half}
    assert not typed[Half.TUNING] & typed[Half.HOLD_OUT]


def test_a_query_for_something_has_something_right(judged: Judge) -> None:
    assert all(one.right for one in judged.queries if one.expect is Expect.RIGHT)
