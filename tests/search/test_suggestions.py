"""While typing: associations, activities and places in one answer, at most eight, each group with its total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.geography.gazetteer import PlaceKind
from directory.search.criteria.criteria import Criteria
from directory.search.suggest.suggestions import MAX_SUGGESTIONS
from tests.search.corpus import activity, association, in_district, location

if TYPE_CHECKING:
    from tests.search.conftest import Asker

CORPUS = [
    association(1001, "Harmonie De Eendracht", locations=(location("44021"),), activities=(activity("KECU"),)),
    association(1002, "Harmonie Kessel", locations=(in_district("24062"),)),
    association(1003, "Okra", locations=(in_district("44021"),)),
    association(1004, "Zangkoor Cantate", short_name="ZC", locations=(location("24062"), location("34022"))),
    association(1005, "Kultuurkring Otterpad Otegem", short_name="KOO"),
    association(1006, "Koorts Sint-Jozef"),
    *(association(1100 + number, f"Okra {number}", locations=(location("44021"),)) for number in range(12)),
]


def test_associations_whose_name_begins_so_are_suggested(searching: Asker) -> None:
    found = searching.suggest("harm")
    assert {item.name for item in found.associations.items} == {"Harmonie De Eendracht", "Harmonie Kessel"}


def test_a_place_that_is_filled_in_orders_the_associations(searching: Asker) -> None:
    assert searching.suggest("harm", "Leuven").associations.items[0].name == "Harmonie Kessel"


@pytest.mark.parametrize("where", ["Leuven", "3010", "Herent"])
def test_from_a_place_that_is_filled_in_the_nearest_comes_first(searching: Asker, where: str) -> None:
    assert searching.suggest("okra 1", where).associations.items[0].place == "Gent"
    assert [item.name for item in searching.suggest("harm", where).associations.items] == [
        "Harmonie Kessel",
        "Harmonie De Eendracht",
    ]


@pytest.mark.parametrize("typed", ["okra led", "okra ledeberg", "okra in lede", "okra 905", "ledeberg okra"])
def test_a_place_that_is_begun_finds_the_one_there(searching: Asker, typed: str) -> None:
    found = searching.suggest(typed).associations
    assert [(item.name, item.place) for item in found.items] == [("Okra", "Ledeberg, Gent")]


def test_part_of_a_compound_is_suggested_too(searching: Asker) -> None:
    names = [item.name for item in searching.suggest("koor").associations.items]
    assert names == ["Koorts Sint-Jozef", "Zangkoor Cantate"]  # what begins so comes first


def test_a_short_name_and_a_number_are_suggested(searching: Asker) -> None:
    assert [item.name for item in searching.suggest("V0001004").associations.items] == ["Zangkoor Cantate"]


def test_what_begins_a_known_word_comes_before_initials(searching: Asker) -> None:
    names = [item.name for item in searching.suggest("koo").associations.items]
    assert names.index("Koorts Sint-Jozef") < names.index("Kultuurkring Otterpad Otegem")


@pytest.mark.parametrize("typed", ["harmomi", "hamonie", "harmoniee"])
def test_a_typing_mistake_is_forgiven_and_told(searching: Asker, typed: str) -> None:
    found = searching.suggest(typed)
    assert found.is_loose
    assert {item.name for item in found.associations.items} == {"Harmonie De Eendracht", "Harmonie Kessel"}


def test_a_typing_mistake_in_a_place_is_forgiven(searching: Asker) -> None:
    assert "Leuven" in [item.name for item in searching.suggest("leuvem").places.items]


def test_a_typing_mistake_in_an_activity_is_forgiven(searching: Asker) -> None:
    assert "JGDW" in [item.code for item in searching.suggest("jeugdwrek").activities.items]


def test_a_word_for_a_kind_that_is_almost_typed_suggests_its_activity(searching: Asker) -> None:
    found = searching.suggest("voetbalklup")
    assert found.is_loose
    assert [item.code for item in found.activities.items] == ["SPRT"]


def test_a_known_word_is_not_taken_for_another(searching: Asker) -> None:
    assert not searching.suggest("vleermuiz").is_loose


def test_what_begins_so_is_never_mixed_with_what_looks_alike(searching: Asker) -> None:
    assert not searching.suggest("harmo").is_loose


def test_a_place_says_what_it_is(searching: Asker) -> None:
    first = searching.suggest("kessel-l").places.items[0]
    assert (first.name, first.place_kind, first.provinces) == (
        "Kessel-Lo, Leuven",
        PlaceKind.DISTRICT,
        ("Vlaams-Brabant",),
    )


def test_choosing_a_place_or_an_activity_asks_for_it(searching: Asker) -> None:
    [place] = searching.suggest("3010").places.items
    assert place.criteria == Criteria(where="3010 Kessel-Lo")
    activity = searching.suggest("cult", "Gent").activities.items[0]
    assert activity.criteria == Criteria(where="Gent", activities=("KECU",))


def test_places_that_begin_so_are_suggested_large_ones_first(searching: Asker) -> None:
    assert searching.suggest("le").places.items[0].name == "Leuven"


def test_a_post_code_is_a_place(searching: Asker) -> None:
    assert [item.name for item in searching.suggest("3010").places.items] == ["3010 Kessel-Lo"]


def test_activities_are_suggested_by_a_word_of_their_name(searching: Asker) -> None:
    assert [item.code for item in searching.suggest("cult").activities.items] == ["KECU", "SOVO"]


def test_activities_are_suggested_by_the_kind_that_is_meant(searching: Asker) -> None:
    assert "SPRT" in {item.code for item in searching.suggest("pingpong").activities.items}


def test_an_activity_tells_how_many_associations_choosing_it_gives(searching: Asker) -> None:
    everywhere, there = searching.suggest("cult"), searching.suggest("cult", "Leuven")
    assert [(item.code, item.count) for item in everywhere.activities.items] == [("KECU", 1), ("SOVO", 0)]
    assert [item.count for item in there.activities.items] == [0, 0]


def test_each_group_tells_how_many_there_are(searching: Asker) -> None:
    assert searching.suggest("okra").associations.total == 13


@pytest.mark.parametrize("text", ["", " ", "((", "a" * 500])
def test_what_means_nothing_suggests_nothing(searching: Asker, text: str) -> None:
    assert searching.suggest(text).associations.items == ()


@given(text=st.text(max_size=20))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_there_are_never_more_than_eight(searching: Asker, text: str) -> None:
    found = searching.suggest(text)
    assert sum(len(group.items) for group in (found.associations, found.activities, found.places)) <= MAX_SUGGESTIONS
