"""A place is understood in the forms in which people copy and write it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from directory.geography.gazetteer import Place
from directory.geography.place_forms import LONGEST_PLACE
from directory.register.reference import rows
from tests.unit.geography.gazetteers import reference

NAMES = ("Gent", "Leuven", "Sint-Niklaas", "Kessel-Lo", "De Panne")
FORMS = (
    "{}, Belgi\u00eb", "{}, Belgium", "{} Belgique", "{}, Vlaanderen, Belgi\u00eb", "Stad {}", "Gemeente {}",
    "gem. {}", "{} centrum",
    "{}-centrum", "{} (centrum)", "centrum {}", "{} en omgeving", "Kerkstraat {}", "Kerkstraat 12, {}",
    "Grote Markt 1 bus 2, {}", "{} stad",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FORMS)
def test_what_stands_around_a_name_is_left_out(name: str, form: str) -> None:
    place = reference().resolve(name).place
    assert place is not None
    assert reference().resolve(form.format(name)).place == place


@pytest.mark.parametrize("typed", ["B-9000", "b 9000", "BE-9000", "B9000", "9000 Belgi\u00eb", "Veldstraat 1, B-9000"])
def test_a_post_code_is_understood_with_its_country(typed: str) -> None:
    assert reference().resolve(typed).place == reference().postcodes["9000"]


@pytest.mark.parametrize("typed", ["B-9000 Gent", "9000, Gent", "9000 - Gent", "Veldstraat 1, 9000 Gent, Belgi\u00eb"])
def test_a_post_code_with_its_town_is_the_town(typed: str) -> None:
    place = reference().resolve(typed).place
    assert place is not None
    assert place.label == "Gent"


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Ghent", "Gent"), ("Antwerp", "Antwerpen"), ("Brussels", "Brussel"), ("Bruges", "Brugge"),
        ("Ostend", "Oostende"),
        ("Anvers", "Antwerpen"), ("Gand", "Gent"), ("Courtrai", "Kortrijk"), ("Gent, Oost-Vlaanderen", "Gent"),
        ("Ghent, Belgium", "Gent"), ("city of Antwerp", "Antwerpen"),
    ],
)  # fmt: skip
def test_other_languages_name_the_same_places(typed: str, label: str) -> None:
    place = reference().resolve(typed).place
    assert place is not None
    assert place.label == label


@pytest.mark.parametrize("typed", ["xyzzy", "Kessel Xyzzy", "vlaanderen", "straat", "centrum", "B-", "stad"])
def test_what_names_no_place_is_no_place(typed: str) -> None:
    assert reference().resolve(typed).place is None


def test_every_former_municipality_is_found_by_its_name_in_the_one_of_today() -> None:
    places = reference()
    for row in rows("area"):
        if row["successor"]:
            place = places.resolve(row["name"]).place
            assert place is not None
            assert places.current[row["code"]] in place.areas, row["name"]


@pytest.mark.parametrize(("name", "today"), [("Beveren", "46030"), ("Moerbeke", "46029"), ("Beveren-Waas", "46030")])
def test_a_former_municipality_goes_before_villages_of_its_name(name: str, today: str) -> None:
    found = reference().resolve(name)
    assert found.place is not None
    assert found.place.areas == (today,)


def test_the_villages_of_the_name_are_offered_beside_a_former_municipality() -> None:
    assert {place.label for place in reference().resolve("Beveren").alternatives} >= {"Beveren, Roeselare"}


@pytest.mark.parametrize(("typed", "first"), [("Heist", "Heist"), ("Meche", "Mechelen"), ("Panne", "De Panne")])
def test_what_begins_so_is_offered_before_what_looks_alike_and_once(typed: str, first: str) -> None:
    labels = [place.label for place in reference().nearest_places(typed)]
    assert labels[0].startswith(first)
    assert len(labels) == len(set(labels))


class CountedNames(dict[str, tuple[Place, ...]]):
    """Names of places that count how often they are looked up."""

    lookups = 0

    def get(self, name: str, default: Any = None) -> Any:
        self.lookups += 1
        return super().get(name, default)


@pytest.mark.parametrize("unit", ["a,", "a, ", "a (", "straat 1 a, ", "9000 a, ", "stad a centrum, ", "be, "])
def test_a_text_of_many_parts_is_looked_up_a_bounded_number_of_times(unit: str) -> None:
    lookups = []
    for parts in (4, 40):
        names = CountedNames(reference().names)
        replace(reference(), names=names).resolve((unit * parts)[:LONGEST_PLACE])
        lookups.append(names.lookups)
    assert lookups[1] <= 250
    assert lookups[1] <= 10 * max(lookups[0], 1)


def test_a_place_within_places_is_understood() -> None:
    place = reference().resolve("Kessel-Lo, Leuven, Vlaams-Brabant, Belgi\u00eb").place
    assert place is not None
    assert place.label == "Kessel-Lo, Leuven"


def test_a_text_longer_than_any_place_is_none() -> None:
    assert reference().resolve("Gent" + " " * LONGEST_PLACE).place is None
