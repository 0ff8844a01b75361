"""A query is interpreted with the reference lists: the given place, one among the words, and the order."""

from __future__ import annotations

import pytest

from directory.geography.points import Point
from directory.search.criteria.choices import Sort
from directory.search.criteria.criteria import Criteria
from directory.search.understanding.interpretation import InterpretedQuery, interpret
from directory.search.understanding.query_correction import suggested_query
from directory.search.understanding.reference import Reference
from directory.texts.problem_texts import problem_sentence
from tests.unit.geography.gazetteers import reference

LISTS = Reference(reference(), {"SPRT": "Sport"})


def interpreted(criteria: Criteria) -> InterpretedQuery:
    """Return the interpreted query alone."""
    return interpret(criteria, LISTS)[0]


def test_a_place_among_the_words_counts_while_none_is_given() -> None:
    query = interpreted(Criteria(q="koor in Gent"))
    assert query.place is None
    assert query.effective_place
    assert query.effective_place.label == "Gent"
    assert query.centre == query.effective_place.point


def test_a_given_place_takes_precedence_over_one_among_the_words() -> None:
    query = interpreted(Criteria(q="koor gent", where="Leuven"))
    assert query.place_match is None
    assert query.effective_place
    assert query.effective_place.label == "Leuven"


def test_words_that_repeat_the_given_place_are_recognised() -> None:
    query = interpreted(Criteria(q="koor leuven", where="Leuven"))
    assert query.place_match
    assert query.place_match.remaining_words == ("koor",)


@pytest.mark.parametrize("criteria", [Criteria(q="koor gent", literal=True), Criteria(q='"koor gent"')])
def test_literal_words_and_phrases_name_no_place(criteria: Criteria) -> None:
    assert interpreted(criteria).place_match is None


def test_a_given_position_is_the_centre() -> None:
    here = Point(50.88, 4.7)
    assert interpreted(Criteria(near=here)).centre == here


def test_without_a_centre_there_is_no_order_by_distance() -> None:
    assert interpreted(Criteria(q="koor", sort=Sort.DISTANCE)).order is Sort.BEST
    assert interpreted(Criteria(q="koor", where="Gent", sort=Sort.DISTANCE)).order is Sort.DISTANCE


def test_an_unknown_place_is_a_problem() -> None:
    _, problems = interpret(Criteria(where="Leuvn"), LISTS)
    assert [(problem.parameter, problem.value) for problem in problems] == [("waar", "Leuvn")]
    assert interpret(Criteria(where="Leuven"), LISTS)[1] == ()


def test_the_beginning_of_one_place_alone_is_that_place_and_told() -> None:
    query, problems = interpret(Criteria(q="koor", where="Meche"), LISTS)
    assert query.place
    assert (query.place.label, query.proposals) == ("Mechelen", ())
    assert [problem_sentence(problem) for problem in problems] == ["We lazen “Meche” als Mechelen."]


def test_a_misspelt_place_is_corrected_and_the_typed_words_are_kept() -> None:
    query = interpreted(Criteria(q="harmoni leuvn")).with_corrected_place()
    assert query.question.words == ("harmoni", "leuven")
    assert query.as_typed
    assert query.as_typed.words == ("harmoni", "leuvn")


def test_the_suggested_query_corrects_kinds_and_places() -> None:
    suggested = suggested_query(interpreted(Criteria(q="harmonei leuvn", page=3)))
    assert suggested == Criteria(q="harmonie leuven")


@pytest.mark.parametrize("typed", ["harmonie leuven", '"harmonei"', "harmonei -koor", "0123.456.749"])
def test_nothing_is_suggested_for_known_words_phrases_exclusions_and_identifiers(typed: str) -> None:
    assert suggested_query(interpreted(Criteria(q=typed))) is None
