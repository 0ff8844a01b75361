"""What only ranks adds a score and is no condition."""

from __future__ import annotations

import pytest

from directory.search.criteria.choices import AGES, ALL_AGES
from directory.search.criteria.criteria import Criteria
from directory.search.query.wish_clauses import AIMED_AT_BONUS, wish_scores
from tests.unit.search.results.sample_queries import interpreted


@pytest.mark.parametrize("chosen", [AGES, AGES[:1], (*AGES[2:], ALL_AGES)])
def test_who_is_meant_for_a_chosen_age_gets_a_score(chosen: tuple[str, ...]) -> None:
    groups = [age for age in chosen if age != ALL_AGES]
    aimed_at = {"terms": {"aimed_at": groups}}
    found = wish_scores(interpreted(Criteria(q="koor", ages=chosen)))
    assert found == [{"constant_score": {"filter": aimed_at, "boost": AIMED_AT_BONUS}}]


@pytest.mark.parametrize("chosen", [(), (ALL_AGES,)])
def test_without_an_age_nothing_is_added(chosen: tuple[str, ...]) -> None:
    assert wish_scores(interpreted(Criteria(q="koor", ages=chosen))) == []
