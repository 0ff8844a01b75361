"""What people type as a place means the place they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.gazetteer import Place, PlaceKind, name_key
from directory.geography.nis import province_of
from directory.register.reference import rows
from tests.unit.geography.gazetteers import reference


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("Leuven", PlaceKind.MUNICIPALITY, "Leuven"),
        ("  leuven ", PlaceKind.MUNICIPALITY, "Leuven"),
        ("Louvain", PlaceKind.MUNICIPALITY, "Leuven"),
        ("24062", PlaceKind.MUNICIPALITY, "Leuven"),
        ("24062-kessel-lo", PlaceKind.DISTRICT, "Kessel-Lo, Leuven"),
        ("3010", PlaceKind.POSTCODE, "3010 Kessel-Lo"),
        ("3010 Kessel-Lo", PlaceKind.DISTRICT, "Kessel-Lo, Leuven"),
        ("kessel lo", PlaceKind.DISTRICT, "Kessel-Lo, Leuven"),
        ("Kessel-Lo (Leuven)", PlaceKind.DISTRICT, "Kessel-Lo, Leuven"),
        ("St.-Niklaas", PlaceKind.MUNICIPALITY, "Sint-Niklaas"),
        ("'s gravenwezel", PlaceKind.DISTRICT, "'s-Gravenwezel, Schilde"),
        ("vlaams brabant", PlaceKind.PROVINCE, "Provincie Vlaams-Brabant"),
        ("Antwerpen", PlaceKind.MUNICIPALITY, "Antwerpen"),
        ("provincie antwerpen", PlaceKind.PROVINCE, "Provincie Antwerpen"),
        ("Halle", PlaceKind.MUNICIPALITY, "Halle"),
        ("Halle, Zoersel", PlaceKind.DISTRICT, "Halle, Zoersel"),
        ("12030", PlaceKind.MUNICIPALITY, "Puurs-Sint-Amands"),
        ("BE21212030", PlaceKind.MUNICIPALITY, "Puurs-Sint-Amands"),
    ],
)
def test_a_place_is_understood(typed: str, kind: PlaceKind, label: str) -> None:
    place = reference().resolve(typed).place
    assert place is not None
    assert (place.kind, place.label) == (kind, label)


def test_every_label_means_its_own_place() -> None:
    places = reference()
    assert [code for code, place in places.by_code.items() if places.resolve(place.label).place != place] == []


def test_every_code_means_its_own_place() -> None:
    places = reference()
    assert [code for code, place in places.by_code.items() if places.resolve(code).place != place] == []


def test_districts_of_one_name_are_searched_together_and_offered_one_by_one() -> None:
    found = reference().resolve("Berg")
    assert found.place
    assert len(found.place.districts) == len(found.alternatives) == 2


def test_a_name_that_means_nothing_means_no_place() -> None:
    assert reference().resolve("xyzzy").place is None


def test_what_looks_like_it_is_offered() -> None:
    assert [place.label for place in reference().nearest_places("Leuvn")] == ["Leuven"]


def test_every_ended_municipality_has_a_successor_that_still_is() -> None:
    places = reference()
    assert {places.current[row["code"]] for row in rows("area") if row["successor"]} <= set(places.by_code)


def test_the_province_of_every_municipality_follows_from_its_number() -> None:
    found = {row["code"]: row["parent"] for row in rows("area") if row["kind"] == "gemeente"}
    assert {code: province_of(code) for code in found} == found


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    reference().resolve(text)
    reference().nearest_places(text)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Meche", "Mechelen"),
        ("stad Kortr", "Kortrijk"),
        ("Antwerp-", "Antwerpen"),
        ("kessel-l", "Kessel-Lo, Leuven"),
        ("Vlaams-Br", "Provincie Vlaams-Brabant"),
    ],
)
def test_the_only_place_that_begins_so_is_taken(typed: str, label: str) -> None:
    place = reference().completed(typed).place
    assert place is not None
    assert place.label == label


@pytest.mark.parametrize("typed", ["", "Me", "Sint", "Be", "9", "30", "zzzz", "🎈"])
def test_a_beginning_of_several_places_or_of_none_is_no_place(typed: str) -> None:
    assert reference().completed(typed).place is None


@given(place=st.sampled_from(reference().municipalities), length=st.integers(3, 30))
def test_the_beginning_of_a_municipality_means_no_other_place(place: Place, length: int) -> None:
    assert reference().completed(name_key(place.name)[:length]).place in {None, place}
