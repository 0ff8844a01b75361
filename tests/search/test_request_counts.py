"""What an answer costs: requests to the engine, and searches in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from directory.geography.points import Point
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.window import Want, Window
from directory.search.results.nearby import Likeness
from tests.recording_engine import recording_engine
from tests.search.conftest import asking, indexed, settings
from tests.search.corpus import invented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.recording_engine import RecordingEngine
    from tests.running_parts import Database
    from tests.search.conftest import Asker

CORPUS = invented(150, seed=4)
ALIAS = "search-request-counts"


class Recorded(NamedTuple):
    """A search, and what it asked the engine."""

    asker: Asker
    engine: RecordingEngine

    def cost_of(self, criteria: Criteria, window: Window, want: Want) -> list[int]:
        """Return the number of searches in each request for a page that has results."""
        self.engine.searches_per_request()
        assert self.asker.run(self.asker.search.page(criteria, window, want)).total
        return self.engine.searches_per_request()


@pytest.fixture(scope="module")
def recorded(module_database: Database, opensearch_url: str) -> Iterator[Recorded]:
    with (
        indexed(opensearch_url, ALIAS, CORPUS),
        recording_engine(opensearch_url) as engine,
        asking(settings(module_database, engine.address, ALIAS)) as asker,
    ):
        yield Recorded(asker, engine)


@pytest.mark.parametrize("size", [1, 10, 50, 500])
@pytest.mark.parametrize("want", [Want.HITS, Want.FACETS, Want.BOTH], ids=["hits", "facets", "both"])
def test_words_that_fit_surely_cost_one_search_whatever_the_size(recorded: Recorded, size: int, want: Want) -> None:
    assert recorded.cost_of(Criteria(q="koor"), Window(size), want) == [1]


@pytest.mark.parametrize("size", [10, 50, 500])
def test_without_words_hits_and_facets_come_in_one_request(recorded: Recorded, size: int) -> None:
    assert recorded.cost_of(Criteria(activities=("SPRT",)), Window(size), Want.BOTH) == [2]
    assert recorded.cost_of(Criteria(activities=("SPRT",)), Window(size), Want.HITS) == [1]


def test_words_that_fit_nothing_surely_cost_a_second_request(recorded: Recorded) -> None:
    """The second one asks for what fits by the loose rules and for what only looks alike, of which one is the list."""
    assert recorded.cost_of(Criteria(q="toneelgroap"), Window(10), Want.BOTH) == [1, 2]


def test_a_page_with_all_advice_costs_no_more_when_there_are_further_pages(recorded: Recorded) -> None:
    assert recorded.cost_of(Criteria(q="koor"), Window(1), Want.EVERYTHING) == [1]


def test_any_number_of_totals_comes_in_one_request(recorded: Recorded) -> None:
    questions = [Criteria(activities=(code,)) for code in ("SPRT", "KECU", "JGDW")]
    recorded.engine.searches_per_request()
    assert None not in recorded.asker.counts(questions)
    assert recorded.engine.searches_per_request() == [3]


def test_suggestions_cost_one_request(recorded: Recorded) -> None:
    recorded.engine.searches_per_request()
    assert recorded.asker.suggest("koor").associations
    (searches,) = recorded.engine.searches_per_request()
    assert searches >= 1


def test_what_is_near_costs_one_request(recorded: Recorded) -> None:
    recorded.engine.searches_per_request()
    recorded.asker.search.near_seconds = 30.0
    assert recorded.asker.run(recorded.asker.search.near(Point(50.88, 4.7), Likeness(activities=["SPRT"]), []))
    assert len(recorded.engine.searches_per_request()) == 1
