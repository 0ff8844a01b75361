"""Every active filter leads to the question without it, and without nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.points import Point
from directory.pages.results.active_filter_texts import filter_label, undo_label
from directory.search.criteria import choices
from directory.search.criteria.criteria import Criteria
from directory.search.results.active_filters import active_filters
from tests.unit.search.results.sample_queries import interpreted

FULL = Criteria(
    q="koor", where="Leuven", near=Point(50.88, 4.7), radius_km=10, activities=("KECU", "SPRT"), areas=("24062",),
    address_only=True, kinds=("VZW",), subtypes=("FV", "SUB"), ages=("jongeren",), recognised=("ja",),
    has=("website",), changed=("maand",), modified_since=date(2026, 1, 2), page=4,
)  # fmt: skip
WITHOUT: dict[tuple[str, str], dict[str, Any]] = {
    ("straal", "10"): {"radius_km": None},
    ("bij", ""): {"near": None},
    ("als_woord", "koor"): {"as_words": ("koor",)},
    ("waar", "Leuven"): {"where": "", "near": None, "radius_km": None},
    ("activiteit", "KECU"): {"activities": ("SPRT",)},
    ("activiteit", "SPRT"): {"activities": ("KECU",)},
    ("gebied", "24062"): {"areas": ()},
    ("leeftijd", "jongeren"): {"ages": ()},
    ("type", "VZW"): {"kinds": ()},
    ("erkend", "ja"): {"recognised": ()},
    ("heeft", "website"): {"has": ()},
    ("gewijzigd", "maand"): {"changed": ()},
    ("adres", "hier"): {"address_only": False},
    ("subtype", "FV"): {"subtypes": ("SUB",)},
    ("subtype", "SUB"): {"subtypes": ("FV",)},
    ("gewijzigd_sinds", "2026-01-02"): {"modified_since": None},
}


def test_each_filter_takes_away_itself_alone_and_goes_to_the_first_page() -> None:
    found = {(active.parameter, active.value): active.without for active in active_filters(interpreted(FULL))}
    assert found == {key: replace(FULL, page=1, **changed) for key, changed in WITHOUT.items()}


def test_the_radius_can_be_taken_away_and_the_place_stays() -> None:
    radius, place = active_filters(interpreted(Criteria(where="Leuven", radius_km=5)))
    assert (radius.parameter, radius.without) == ("straal", Criteria(where="Leuven"))
    assert (place.parameter, place.without) == ("waar", Criteria())


def test_a_place_among_the_words_is_undone_by_taking_them_literally() -> None:
    active, _kind = active_filters(interpreted(Criteria(q="koor leuven")))
    assert (active.parameter, active.name) == ("letterlijk", "Leuven")
    assert active.without == Criteria(q="koor leuven", literal=True)


def test_a_kind_among_the_words_is_undone_by_taking_its_words_as_words() -> None:
    _place, choir, repairs = active_filters(interpreted(Criteria(q="koor repair café leuven", page=3)))
    assert (choir.parameter, choir.value, choir.name, choir.is_reading) == ("als_woord", "koor", "Koor", True)
    assert choir.without == Criteria(q="koor repair café leuven", as_words=("koor",))
    assert (repairs.value, repairs.name) == ("repair cafe", "Repair café")
    undone = active_filters(interpreted(choir.without))
    assert [(one.value, one.is_reading) for one in undone[1:]] == [("repair cafe", True), ("koor", False)]
    assert repairs.without.as_words == ("cafe", "repair")
    _, choir_again, together = active_filters(interpreted(repairs.without))
    assert (choir_again.name, filter_label(together)) == ("Koor", "“repair cafe” als woord")
    assert together.without == Criteria(q="koor repair café leuven")
    assert filter_label(undone[-1]) == "“koor” als woord"
    assert undone[-1].without == Criteria(q="koor repair café leuven")


def test_words_of_one_kind_are_one_chip() -> None:
    (active,) = active_filters(interpreted(Criteria(q="voetbal football")))
    assert active.name == "Voetbal"
    assert active.without.as_words == ("football", "voetbal")


@pytest.mark.parametrize("q", ['"koor"', "vereniging", "V0001001", ""])
def test_no_kind_is_shown_where_none_is_read(q: str) -> None:
    assert not [active for active in active_filters(interpreted(Criteria(q=q))) if active.is_reading]


def test_without_a_position_alone_there_is_no_distance_left() -> None:
    (radius, position) = active_filters(interpreted(Criteria(near=Point(50.88, 4.7), radius_km=5)))
    assert radius.without == Criteria(near=Point(50.88, 4.7))
    assert position.without == Criteria()


@pytest.mark.parametrize(
    ("criteria", "labels"),
    [
        (Criteria(where="Leuven", radius_km=5), ["binnen 5 km van Leuven", "in Leuven"]),
        (Criteria(near=Point(50.88, 4.7), radius_km=5), ["binnen 5 km van jou", "Mijn buurt"]),
        (Criteria(activities=("SPRT",), kinds=("VZER",)), ["Sport", "Zonder rechtspersoon"]),
        (Criteria(changed=("maand",)), ["Gewijzigd: laatste maand"]),
        (
            Criteria(address_only=True, subtypes=("SUB",)),
            ["Enkel met adres hier", "Afdeling van een andere vereniging"],
        ),
        (Criteria(modified_since=date(2026, 11, 1)), ["Gewijzigd sinds 1 november 2026"]),
    ],
)
def test_active_filters_have_labels(criteria: Criteria, labels: list[str]) -> None:
    assert [filter_label(active) for active in active_filters(interpreted(criteria))] == labels


def test_undoing_says_that_the_words_are_looked_for_as_words() -> None:
    choir, place = sorted(
        active_filters(interpreted(Criteria(q="koor", where="Leuven"))), key=lambda one: one.parameter
    )
    assert undo_label(choir) == "Toch zoeken naar “koor” als woord:"
    assert undo_label(place) == "Verwijder filter"


@given(
    kinds=st.sets(st.sampled_from(choices.KINDS)),
    ages=st.sets(st.sampled_from(choices.AGES)),
    page=st.integers(1, 100),
)
def test_taking_all_filters_away_one_by_one_leaves_nothing(kinds: set[str], ages: set[str], page: int) -> None:
    criteria = Criteria(kinds=tuple(sorted(kinds)), ages=tuple(sorted(ages)), page=page)
    for _ in range(len(kinds) + len(ages)):
        criteria = active_filters(interpreted(criteria))[0].without
    assert criteria.first_page() == Criteria()
