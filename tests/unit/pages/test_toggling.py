"""The addresses behind the values of a facet, written all at once, are those of the questions that they ask."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from directory.pages.results.page import path_of, toggling
from directory.search.criteria.choices import FacetName
from directory.search.criteria.criteria import parse
from tests.unit.search.criteria.sample_criteria import CODES, pairs


@given(pairs, st.sampled_from(FacetName), st.sampled_from(["ja", "website", "SPRT", "24062-kessel-lo", "BE24", "é&=+"]))
def test_each_value_leads_to_the_question_with_it_chosen_or_no_longer(
    asked: list[tuple[str, str]], facet: FacetName, value: str
) -> None:
    criteria = parse(asked, CODES).criteria

    toggled = toggling(criteria, facet, "/zoeken.json")

    assert toggled(value) == path_of(criteria.toggled(facet, value), "/zoeken.json")
