"""The reference tables hold together: every code that one row names exists in another."""

import re
from collections import Counter

import pytest

from directory.register.reference import TABLES, rows

AREAS = {row["code"]: row for row in rows("area")}
CURRENT = {code: row for code, row in AREAS.items() if not row["valid_to"]}
ENDED = {code: row for code, row in AREAS.items() if row["valid_to"]}
MUNICIPALITIES = {code: row for code, row in CURRENT.items() if row["kind"] == "gemeente"}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_rows_without_doubles_and_without_stray_spaces(table: str) -> None:
    found = [tuple(row.values()) for row in rows(table)]
    assert found
    assert len(set(found)) == len(found)
    assert all(cell == cell.strip() for row in found for cell in row)


def test_an_unknown_table_is_refused_by_name() -> None:
    with pytest.raises(LookupError, match="no reference table 'gemeenten'"):
        list(rows("gemeenten"))


def test_the_code_lists_are_as_long_as_those_of_the_register() -> None:
    assert {table: sum(1 for _ in rows(table)) for table in TABLES[:3]} == {
        "activity": 21,
        "association_type": 6,
        "association_subtype": 4,
    }


def test_activities_are_numbered_in_the_order_of_the_list() -> None:
    assert [int(row["position"]) for row in rows("activity")] == list(range(1, 22))


def test_the_empty_subtype_is_a_code_of_its_own() -> None:
    assert {row["code"] for row in rows("association_subtype")} == {"", "NB", "FV", "SUB"}


def test_there_are_285_flemish_and_19_brussels_municipalities() -> None:
    brussels = [row for row in MUNICIPALITIES.values() if row["parent"] == "BE10"]
    assert (len(MUNICIPALITIES) - len(brussels), len(brussels)) == (285, 19)


def test_a_code_names_one_area() -> None:
    assert Counter(row["code"] for row in rows("area")).most_common(1)[0][1] == 1


def test_each_parent_is_a_current_province_or_region() -> None:
    parents = {row["parent"] for row in AREAS.values() if row["parent"]}
    assert {AREAS[parent]["kind"] for parent in parents} == {"gewest", "provincie"}
    assert all(row["parent"] for row in AREAS.values() if row["kind"] == "gemeente")


def test_the_42_codes_that_ended_by_a_merger_have_a_current_successor() -> None:
    assert len(ENDED) == 42
    assert {row["successor"] for row in ENDED.values()} <= set(MUNICIPALITIES)
    assert not any(row["successor"] for row in CURRENT.values())


def test_a_municipality_ends_the_day_before_its_successor_begins() -> None:
    pairs = {(row["valid_to"], MUNICIPALITIES[row["successor"]]["valid_from"]) for row in ENDED.values()}
    # Antwerp kept its code when it took in Borsbeek, so that it was there long before.
    assert pairs == {("2018-12-31", "2019-01-01"), ("2024-12-31", "2025-01-01"), ("2024-12-31", "1977-01-01")}


def test_a_slug_is_an_address_of_one_current_area_of_its_kind() -> None:
    slugs = Counter((row["kind"], row["slug"]) for row in CURRENT.values())
    assert max(slugs.values()) == 1
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", row["slug"]) for row in AREAS.values())


def test_a_lau_code_is_listed_once_and_names_an_area() -> None:
    codes = [row["lau_code"] for row in rows("area_lau")]
    assert len(set(codes)) == len(codes)
    assert {row["area_code"] for row in rows("area_lau")} == set(AREAS)


def test_a_lau_code_ends_in_the_nis_code_it_stands_for() -> None:
    assert all(row["lau_code"].endswith(row["area_code"]) for row in rows("area_lau"))


def test_the_own_lau_code_of_each_area_leads_back_to_it() -> None:
    lau = {row["lau_code"]: row["area_code"] for row in rows("area_lau")}
    assert all(lau[row["lau_code"]] == code for code, row in AREAS.items())


def test_a_province_sums_the_people_of_its_municipalities() -> None:
    people: Counter[str] = Counter()
    for row in MUNICIPALITIES.values():
        people[row["parent"]] += int(row["population"])
    assert people == {
        code: int(row["population"]) for code, row in CURRENT.items() if row["kind"] in {"gewest", "provincie"}
    }


def test_a_current_municipality_lies_in_flanders_or_brussels() -> None:
    assert all(50.6 < float(row["lat"]) < 51.6 and 2.5 < float(row["lon"]) < 6.0 for row in MUNICIPALITIES.values())


def test_each_place_lies_in_a_current_municipality_and_each_has_a_place() -> None:
    assert {row["nis"] for row in rows("place")} == set(MUNICIPALITIES)


def test_a_post_code_is_flemish_or_of_brussels() -> None:
    post_codes = [int(row["postcode"]) for row in rows("place")]
    assert all(1000 <= code <= 3999 or 8000 <= code <= 9999 for code in post_codes)


def test_a_place_is_listed_once_per_post_code_and_municipality() -> None:
    assert Counter((row["postcode"], row["name"], row["nis"]) for row in rows("place")).most_common(1)[0][1] == 1
