"""While somebody types: associations, activities and places in one answer, at most eight, each group with its total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.search.suggestions import MOST
from tests.search.corpus import activity, association, in_district, location

if TYPE_CHECKING:
    from tests.search.conftest import Asker

CORPUS = [
    association(1001, "Harmonie De Eendracht", locations=(location("44021"),), activities=(activity("KECU"),)),
    association(1002, "Harmonie Kessel", locations=(in_district("24062"),)),
    *(association(1100 + number, f"Okra {number}", locations=(location("44021"),)) for number in range(12)),
]


def test_associations_whose_name_begins_so_are_suggested(searching: Asker) -> None:
    found = searching.suggest("harm")
    assert {item.name for item in found.associations.items} == {"Harmonie De Eendracht", "Harmonie Kessel"}


def test_a_place_that_is_filled_in_orders_the_associations(searching: Asker) -> None:
    assert searching.suggest("harm", "Leuven").associations.items[0].name == "Harmonie Kessel"


def test_places_that_begin_so_are_suggested_large_ones_first(searching: Asker) -> None:
    assert searching.suggest("le").places.items[0].name == "Leuven"


def test_a_post_code_is_a_place(searching: Asker) -> None:
    assert [item.name for item in searching.suggest("3010").places.items] == ["3010 Kessel-Lo"]


def test_activities_are_suggested_by_a_word_of_their_name(searching: Asker) -> None:
    assert [item.code for item in searching.suggest("cult").activities.items] == ["KECU", "SOVO"]


def test_activities_are_suggested_by_the_kind_that_is_meant(searching: Asker) -> None:
    assert "SPRT" in {item.code for item in searching.suggest("pingpong").activities.items}


def test_each_group_tells_how_many_there_are(searching: Asker) -> None:
    assert searching.suggest("okra").associations.total == 12


@pytest.mark.parametrize("text", ["", " ", "((", "a" * 500])
def test_what_means_nothing_suggests_nothing(searching: Asker, text: str) -> None:
    assert searching.suggest(text).associations.items == ()


@given(text=st.text(max_size=20))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_there_are_never_more_than_eight(searching: Asker, text: str) -> None:
    found = searching.suggest(text)
    assert sum(len(group.items) for group in (found.associations, found.activities, found.places)) <= MOST
