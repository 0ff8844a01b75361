"""A stream and pages of any size give every result exactly once, in one order."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

import opensearchpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.search.criteria.choices import AGES, KINDS, Sort
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.window import LARGEST_WINDOW, Want, Window
from directory.search.query import streaming
from directory.search.service import StreamInterrupted
from tests.search.corpus import ACTIVITIES, TOWNS, invented

if TYPE_CHECKING:
    from directory.search.query.streaming import StreamedHit
    from directory.search.results.model import Results
    from tests.search.conftest import Asker

CORPUS = invented(150, seed=4)
questions = st.builds(
    Criteria,
    q=st.sampled_from(("", "koor", "eendracht", "wandelen", "harmoni vooruti", "xyzzy")),
    where=st.sampled_from(("", "", *TOWNS)),
    activities=st.sampled_from(((), ("SPRT",), tuple(sorted(ACTIVITIES)))),
    kinds=st.sampled_from(((), ("VZW",), tuple(sorted(KINDS)))),
    ages=st.sampled_from(((), tuple(sorted(AGES)))),
    sort=st.sampled_from(Sort),
)
real_engine = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True
)


def page(asker: Asker, criteria: Criteria, window: Window, want: Want = Want.BOTH) -> Results:
    return asker.run(asker.search.page(criteria, window, want))


def whole(asker: Asker, criteria: Criteria) -> list[str]:
    """Return all vCodes from one large page."""
    return [hit.vcode for hit in page(asker, criteria, Window(LARGEST_WINDOW)).hits]


def streamed(asker: Asker, criteria: Criteria) -> list[StreamedHit]:
    async def collect() -> list[StreamedHit]:
        return [hit async for hit in asker.search.stream(criteria)]

    return asker.run(collect())


@given(criteria=questions, batch=st.integers(1, 60))
@real_engine
def test_a_stream_gives_each_result_once_in_the_order_of_the_page(
    searching: Asker, criteria: Criteria, batch: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streaming, "BATCH", batch)
        hits = streamed(searching, criteria)
    assert [hit.vcode for hit in hits] == whole(searching, criteria)


@given(criteria=questions, size=st.integers(1, 70))
@real_engine
def test_pages_of_any_size_by_offset_give_each_result_once(searching: Asker, criteria: Criteria, size: int) -> None:
    total = page(searching, criteria, Window(1)).total or 0
    pages = [page(searching, criteria, Window(size, offset)) for offset in range(0, total, size)]
    assert [hit.vcode for one in pages for hit in one.hits] == whole(searching, criteria)


@given(criteria=questions, size=st.integers(7, 70))
@real_engine
def test_pages_of_any_size_by_cursor_give_each_result_once(searching: Asker, criteria: Criteria, size: int) -> None:
    window = Window(size)
    found: list[str] = []
    while True:
        results = page(searching, criteria, window)
        assert not results.problems
        found += [hit.vcode for hit in results.hits]
        if results.paging.onwards is None:
            break
        window = Window(size, cursor=results.paging.onwards.after)
    assert found == whole(searching, criteria)


@given(criteria=questions)
@real_engine
def test_hits_and_facets_asked_apart_are_those_asked_together(searching: Asker, criteria: Criteria) -> None:
    both = page(searching, criteria, Window(20))
    hits = page(searching, criteria, Window(20), Want.HITS)
    facets = page(searching, criteria, Window(20), Want.FACETS)
    assert (hits.hits, hits.total, hits.is_loose, hits.facets) == (both.hits, both.total, both.is_loose, ())
    assert (facets.facets, facets.total, facets.hits) == (both.facets, both.total, ())


def test_a_stream_tells_when_all_of_it_is_a_guess(searching: Asker) -> None:
    assert {hit.is_loose for hit in streamed(searching, Criteria(q="koor"))} == {False}
    assert {hit.is_loose for hit in streamed(searching, Criteria(q="toneelgroap"))} == {True}


def test_a_stream_in_another_order_has_no_scores(searching: Asker) -> None:
    criteria = Criteria(q="koor")
    scores = [hit.score for hit in streamed(searching, criteria)]
    assert scores == sorted((score for score in scores if score), reverse=True)
    assert {hit.score for hit in streamed(searching, replace(criteria, sort=Sort.NAME))} == {None}


def test_a_stream_that_loses_the_engine_ends_with_an_error(
    searching: Asker, opensearch_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "BATCH", 40)

    async def lose_the_engine_after(count: int) -> int:
        seen = 0
        async with aclosing(searching.search.stream(Criteria())) as stream:
            async for _hit in stream:
                seen += 1
                if seen == count:
                    with opensearchpy.OpenSearch(opensearch_url) as operator:
                        operator.delete_all_pits()  # as a restart does
        return seen

    with pytest.raises(StreamInterrupted) as interrupted:
        searching.run(lose_the_engine_after(3))
    assert interrupted.value.sent == 40


def test_a_stream_that_is_left_early_frees_the_engine(searching: Asker, opensearch_url: str) -> None:
    async def leave_after_one() -> None:
        async with aclosing(searching.search.stream(Criteria())) as stream:
            async for _hit in stream:
                break

    searching.run(leave_after_one())
    with opensearchpy.OpenSearch(opensearch_url) as operator:
        assert operator.get_all_pits()["pits"] == []
