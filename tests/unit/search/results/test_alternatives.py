"""Did-you-mean and what lies just over the border: offered only where they give clearly more."""

from __future__ import annotations

import pytest

from directory.search.criteria.criteria import Criteria
from directory.search.results.alternatives import did_you_mean, suggested_criteria, wider_query
from tests.unit.search.results.sample_queries import interpreted, results

MISSPELT = Criteria(q="volleybal klup")
OTHER = Criteria(q="volleybal club")


@pytest.mark.parametrize(
    ("total", "other_total", "is_offered"),
    [(1, 4, False), (1, 5, True), (3, 14, False), (3, 15, True), (9, 44, False), (9, 45, True)],
)
def test_other_words_are_offered_when_they_give_five_times_more_and_at_least_five(
    total: int, other_total: int, is_offered: bool
) -> None:
    offer = did_you_mean(results(total), OTHER, other_total)
    assert (offer is not None) == is_offered
    assert offer is None or offer == (OTHER, other_total)


def test_other_words_that_could_not_be_counted_are_not_offered() -> None:
    assert did_you_mean(results(1), OTHER, None) is None


@pytest.mark.parametrize(("total", "is_suggested"), [(0, False), (1, True), (9, True), (10, False), (None, False)])
def test_other_words_are_suggested_where_there_are_few_results(total: int | None, is_suggested: bool) -> None:
    assert (suggested_criteria(interpreted(MISSPELT), results(total)) is not None) == is_suggested


def test_no_other_words_are_suggested_where_a_result_is_called_so() -> None:
    query = interpreted(MISSPELT)
    assert suggested_criteria(query, results(1, is_exact=True)) is None
    assert suggested_criteria(query, results(1, is_exact=True, is_loose=True)) == OTHER


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria(q="koor"),
        Criteria(where="Vlaams-Brabant"),
        Criteria(where="Leuven", radius_km=3),
        Criteria(where="nergens"),
    ],
)
def test_nothing_lies_over_a_border_that_the_query_does_not_have(criteria: Criteria) -> None:
    assert wider_query(interpreted(criteria)) is None


def test_a_place_widens_to_what_lies_within_five_kilometres() -> None:
    wider = wider_query(interpreted(Criteria(where="Leuven", page=3)))
    assert wider
    assert wider.criteria == Criteria(where="Leuven", radius_km=5)
