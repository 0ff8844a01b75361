"""An engine that refuses: a full queue costs one search its results, a query of ours that is wrong is an error."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest

from directory.search.engine.client import Engine, QueryRefused
from directory.search.results.nearby import Likeness
from tests.scripted_engine import scripted_engine
from tests.search.conftest import asking, indexed, settings

if TYPE_CHECKING:
    from tests.running_parts import Database


def test_a_full_queue_is_tried_again_and_the_engine_answers(module_database: Database) -> None:
    with scripted_engine(429, 200) as engine, asking(settings(module_database, engine.address, "x")) as asker:
        assert asker.counts([asker.search.parse([]).criteria]) == [0]
        assert engine.requests == 2


def test_a_queue_that_stays_full_sends_this_search_to_postgres_and_not_the_next(module_database: Database) -> None:
    with scripted_engine(429, 429, 200) as engine, asking(settings(module_database, engine.address, "x")) as asker:
        assert asker.suggest("koor").degraded
        assert asker.counts([asker.search.parse([]).criteria]) == [0]


def test_with_a_full_queue_postgres_answers(module_database: Database) -> None:
    with scripted_engine(429) as engine, asking(settings(module_database, engine.address, "x")) as asker:
        assert asker(q="koor").degraded


def test_a_query_that_is_refused_is_an_error_and_no_limited_answer(module_database: Database) -> None:
    with scripted_engine(400) as engine, asking(settings(module_database, engine.address, "x")) as asker:
        for _ in range(2):  # nor does it keep the next search from the engine
            with pytest.raises(QueryRefused):
                asker(q="koor")
        assert engine.requests == 2


def test_the_page_of_an_association_does_without_neighbours_when_their_query_is_refused(
    module_database: Database,
) -> None:
    with scripted_engine(400) as engine, asking(settings(module_database, engine.address, "x")) as asker:
        point = asker.search.reference.gazetteer.resolve("Leuven").place
        assert point
        assert point.point
        assert asker.run(asker.search.near(point.point, Likeness(), ())) == ()
        assert engine.requests == 1


def test_the_real_engine_refuses_a_query_that_is_wrong(module_database: Database, opensearch_url: str) -> None:
    alias = f"refusing-{os.getpid()}"

    async def ask() -> None:
        engine = Engine(settings(module_database, opensearch_url, alias), 60.0)
        try:
            await engine.search({"query": {"zoekwoord": {}}})
        finally:
            await engine.close()

    with indexed(opensearch_url, alias, ()), pytest.raises(QueryRefused, match="parsing_exception") as raised:
        asyncio.run(ask())
    assert "zoekwoord" not in str(raised.value)
