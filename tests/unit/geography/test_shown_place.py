"""The address at which an association is shown: one rule."""

from __future__ import annotations

from itertools import permutations
from typing import NamedTuple

import pytest

from directory.geography.gazetteer import Gazetteer, Place, PlaceKind
from directory.geography.shown_place import best_first, home_municipality, shown_address, shown_place

GENT, LEUVEN, BRUGGE = "44021", "24062", "31005"
PLACES = {
    code: Place(PlaceKind.MUNICIPALITY, name, name, (code,))
    for code, name in ((GENT, "Gent"), (LEUVEN, "Leuven"), (BRUGGE, "Brugge"))
}
GAZETTEER = Gazetteer(by_code=PLACES)
MEETS, SEAT, OTHER, POST = "Activiteiten", "Maatschappelijke zetel volgens KBO", "Tweede zaal", "Correspondentie"


class Row(NamedTuple):
    """An address."""

    kind: str
    nis: str | None
    municipality: str = "as written"
    district: str = ""
    postcode: str = ""
    is_primary: bool = False


@pytest.mark.parametrize("order", list(permutations((MEETS, SEAT, OTHER, POST))))
def test_the_kind_decides_whatever_the_register_names_first(order: tuple[str, ...]) -> None:
    rows = [Row(kind, GENT, is_primary=kind == order[0]) for kind in order]
    assert [row.kind for row in best_first(rows)] == [MEETS, SEAT, OTHER, POST]


def test_within_a_kind_the_primary_address_goes_first_then_the_order_of_the_register() -> None:
    rows = [Row(MEETS, GENT), Row(MEETS, LEUVEN), Row(MEETS, BRUGGE, is_primary=True)]
    assert [row.nis for row in best_first(rows)] == [BRUGGE, GENT, LEUVEN]


def test_an_address_in_the_place_that_was_searched_for_goes_before_all_others() -> None:
    rows = [Row(MEETS, GENT), Row(POST, LEUVEN)]
    assert shown_place(rows, GAZETTEER) == "Gent"
    assert shown_place(rows, GAZETTEER, PLACES[LEUVEN]) == "Leuven"
    assert shown_place(rows, GAZETTEER, PLACES[BRUGGE]) == "Gent"


def test_an_address_in_the_district_goes_before_one_elsewhere_in_the_municipality() -> None:
    district = Place(PlaceKind.DISTRICT, "Kessel-Lo", "Kessel-Lo", (LEUVEN,), districts=(f"{LEUVEN}-kessel-lo",))
    postcode = Place(PlaceKind.POSTCODE, "3010", "3010", (LEUVEN,), postcodes=("3010",))
    rows = [
        Row(MEETS, GENT),
        Row(MEETS, LEUVEN, district="Heverlee"),
        Row(POST, LEUVEN, district="Kessel-Lo", postcode="3010"),
    ]
    assert shown_address(rows, district) == shown_address(rows, postcode) == rows[2]
    assert shown_address(rows[:2], district) == rows[1]


def test_an_address_in_the_province_that_was_searched_for_belongs_to_it() -> None:
    province = Place(PlaceKind.PROVINCE, "Vlaams-Brabant", "Vlaams-Brabant", ("BE24",))
    assert shown_place([Row(MEETS, GENT), Row(SEAT, LEUVEN)], GAZETTEER, province) == "Leuven"


def test_a_district_is_named_with_its_municipality_and_an_unknown_municipality_as_it_is_written() -> None:
    assert shown_place([Row(MEETS, LEUVEN, district="Kessel-Lo")], GAZETTEER) == "Kessel-Lo, Leuven"
    assert shown_place([Row(MEETS, LEUVEN, district="LEUVEN")], GAZETTEER) == "Leuven"
    assert shown_place([Row(MEETS, None, "Maastricht")], GAZETTEER) == "Maastricht"
    assert shown_place([], GAZETTEER) == ""


def test_the_municipality_is_that_of_the_first_address_in_one_that_is_known() -> None:
    assert home_municipality([Row(POST, LEUVEN, is_primary=True), Row(SEAT, GENT)]) == GENT
    assert home_municipality([Row(MEETS, None), Row(SEAT, GENT)]) == GENT
    assert home_municipality([]) is None
