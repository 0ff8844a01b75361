"""Every place and activity has one address, and what people wrote elsewhere means the place that they meant."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.gazetteer import PlaceKind
from directory.geography.nis import is_municipality
from directory.language.kind_table import kind_table
from directory.language.normalise import slug
from directory.register.reference import rows
from directory.urls import landing_pages as addresses
from tests.unit.geography.gazetteers import reference

ACTIVITIES = {row["code"]: row["name"] for row in rows("activity")}
ENDED = [row for row in rows("area") if row["successor"]]
TODAY = sorted(code for code, place in reference().by_code.items() if place.kind is PlaceKind.MUNICIPALITY)
PROVINCES = sorted(code for code, place in reference().by_code.items() if place.kind is PlaceKind.PROVINCE)


def last(path: str) -> str:
    return path.rsplit("/", maxsplit=1)[-1]


def test_each_place_and_activity_has_an_address_of_its_own() -> None:
    places = [reference().by_code[code] for code in TODAY]
    paths = [addresses.municipality_path(place) for place in places]
    paths += [addresses.province_path(reference().by_code[code]) for code in PROVINCES]
    paths += [addresses.activity_path(addresses.ActivityName(*pair)) for pair in ACTIVITIES.items()]
    assert len(set(paths)) == len(TODAY) + len(PROVINCES) + len(ACTIVITIES)


@given(code=st.sampled_from(TODAY), write=st.sampled_from([str, str.upper, str.title, lambda text: f" {text} "]))
def test_an_address_leads_to_its_municipality_in_any_case(code: str, write: type[str]) -> None:
    place = reference().by_code[code]
    assert addresses.resolve_municipality(write(last(addresses.municipality_path(place))), reference()) == place
    assert addresses.resolve_municipality(write(place.name), reference()) == place
    assert addresses.resolve_municipality(code, reference()) == place


@pytest.mark.parametrize("code", PROVINCES)
def test_an_address_leads_to_its_province(code: str) -> None:
    place = reference().by_code[code]
    for written in (last(addresses.province_path(place)), place.name, place.label, code, code.lower()):
        assert addresses.resolve_province(written, reference()) == place


@pytest.mark.parametrize("code", ACTIVITIES)
def test_an_address_leads_to_its_activity(code: str) -> None:
    activity = addresses.ActivityName(code, ACTIVITIES[code])
    for written in (last(addresses.activity_path(activity)), code, code.lower(), activity.name):
        assert addresses.resolve_activity(written, ACTIVITIES) == activity


@pytest.mark.parametrize("kind", addresses.subjects_with_page(ACTIVITIES), ids=lambda kind: kind.code)
def test_an_address_leads_to_its_kind_and_to_no_activity(kind: addresses.SubjectName) -> None:
    row = kind_table()[kind.code]
    assert addresses.subject_path(kind, ACTIVITIES).endswith(f"/{kind.code}")
    for written in (kind.code, kind.code.upper(), row.label):
        assert addresses.resolve_subject(written, ACTIVITIES) == kind
    assert addresses.resolve_activity(kind.code, ACTIVITIES) is None


def test_only_kinds_that_are_called_as_an_activity_have_no_page() -> None:
    without = kind_table().keys() - {kind.code for kind in addresses.subjects_with_page(ACTIVITIES)}
    assert without == {"jeugdwerk", "toerisme"}
    assert all(addresses.resolve_activity(code, ACTIVITIES) for code in without)
    assert not any(addresses.has_page(code, ACTIVITIES.values()) for code in without)


@pytest.mark.parametrize(
    ("written", "code"), [("koren", "koor"), ("Repair Café", "repair-cafe"), ("zangkoor", "koor"), ("niets", None)]
)
def test_a_word_for_a_kind_leads_to_it(written: str, code: str | None) -> None:
    found = addresses.resolve_subject(written, ACTIVITIES)
    assert (found and found.code) == code


@pytest.mark.parametrize("row", ENDED, ids=[row["code"] for row in ENDED])
def test_an_ended_municipality_leads_to_one_of_today(row: dict[str, str]) -> None:
    found = addresses.resolve_municipality(row["code"], reference())
    assert found is not None
    assert found.areas[0] in TODAY
    assert addresses.resolve_municipality(row["lau_code"], reference()) == found
    # A name that is borne today means the one of today; it is the same one or one that took its name.
    assert addresses.resolve_municipality(row["slug"], reference()) == found


def test_a_post_code_leads_to_its_municipality_unless_it_has_several() -> None:
    around = defaultdict(set)
    for row in rows("place"):
        if row["nis"] in TODAY:
            around[row["postcode"]].add(row["nis"])
    for postcode, codes in around.items():
        found = addresses.resolve_municipality(postcode, reference())
        assert (found.areas if found else ()) == (tuple(codes) if len(codes) == 1 else ())


@given(text=st.text(max_size=100))
def test_any_text_means_a_place_of_its_kind_or_none(text: str) -> None:
    municipality, province = (
        addresses.resolve_municipality(text, reference()),
        addresses.resolve_province(text, reference()),
    )
    assert municipality is None or is_municipality(municipality.areas[0])
    assert province is None or province.areas[0] in PROVINCES
    assert addresses.resolve_activity(text, ACTIVITIES) is None or slug(text)


def test_only_places_with_a_page_have_an_address() -> None:
    assert addresses.area_path("24062", reference()) == "/gemeente/leuven"
    assert addresses.area_path("BE24", reference()) == "/provincie/vlaams-brabant"
    assert addresses.area_path("24062-kessel-lo", reference()) is None
    assert addresses.area_path("99999", reference()) is None


@pytest.mark.parametrize("text", ["brussel", "Brussel", "Bruxelles", "21004", "1000"])
def test_the_region_of_brussels_is_found_by_the_name_of_its_capital(text: str) -> None:
    place = addresses.resolve_province(text, reference())
    assert place is not None
    assert place.areas == ("BE10",)


@pytest.mark.parametrize("text", ["leuven", "gent", "elsene", "nergens", "3000"])
def test_what_names_another_municipality_is_no_province(text: str) -> None:
    assert addresses.resolve_province(text, reference()) is None
