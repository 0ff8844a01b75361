"""Facets as they are read from the engine's counts: every value, the chosen ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.search.criteria.choices import AGES, KINDS, FacetName
from directory.search.criteria.criteria import Criteria
from directory.search.query.facet_aggregations import DISTRICTS
from directory.search.results.facets import facets
from tests.unit.search.results.sample_queries import interpreted

if TYPE_CHECKING:
    from directory.search.results.model import Facet, FacetValue

LEUVEN, GHENT, AALST = "24062", "44021", "41002"
KESSEL_LO, WILSELE = f"{LEUVEN}-kessel-lo", f"{LEUVEN}-wilsele"
FLEMISH_BRABANT, EAST_FLANDERS, ANTWERP = "BE24", "BE23", "BE21"


def buckets(**counts: int) -> dict[str, Any]:
    return {"buckets": [{"key": key, "doc_count": count} for key, count in counts.items()]}


def facet(name: FacetName, counted: dict[str, Any], **criteria: Any) -> Facet:
    return next(one for one in facets(interpreted(Criteria(**criteria)), counted) if one.name is name)


def codes_and_counts(values: tuple[FacetValue, ...]) -> list[tuple[str, int]]:
    return [(value.code, value.count) for value in values]


def test_every_facet_is_there_with_the_question_without_its_own_choice() -> None:
    asked = Criteria(activities=("SPRT",), kinds=("VZW",), page=2)
    found = facets(interpreted(asked), {})
    assert [one.name for one in found] == list(FacetName)
    cleared = {one.name: one.cleared for one in found}
    assert cleared[FacetName.KIND] == Criteria(activities=("SPRT",))
    assert cleared[FacetName.ACTIVITY] == Criteria(kinds=("VZW",))


def test_values_that_were_not_counted_stand_at_0() -> None:
    assert codes_and_counts(facet(FacetName.AGE, {"leeftijd": buckets(jongeren=3)}).values) == [
        (age, 3 if age == "jongeren" else 0) for age in AGES
    ]


def test_counts_are_read_with_and_without_the_choices_of_other_facets() -> None:
    plain = facet(FacetName.AGE, {"leeftijd": buckets(jongeren=3)})
    within = facet(FacetName.AGE, {"leeftijd": {"doc_count": 9, "values": buckets(jongeren=3)}})
    assert plain == within


def test_chosen_values_come_first_then_those_with_most_results_then_the_order_of_the_table() -> None:
    found = facet(FacetName.KIND, {"type": buckets(VZW=5, PS=9, IVZW=5)}, kinds=("SVON",))
    assert codes_and_counts(found.values) == [("SVON", 0), ("PS", 9), ("VZW", 5), ("IVZW", 5), ("VZER", 0)]
    assert [value.is_selected for value in found.values] == [True, False, False, False, False]
    assert len(found.values) == len(KINDS)


def test_a_facet_in_a_fixed_order_keeps_it_whatever_is_chosen() -> None:
    found = facet(FacetName.AGE, {"leeftijd": buckets(**{"65-plus": 9})}, ages=("volwassenen",))
    assert [value.code for value in found.values] == list(AGES)
    assert [value.code for value in found.values if value.is_selected] == ["volwassenen"]


def test_activities_carry_their_names_and_values_with_fixed_codes_none() -> None:
    found = facet(FacetName.ACTIVITY, {"activiteit": buckets(KECU=2)})
    assert [(value.code, value.name, value.count) for value in found.values] == [
        ("KECU", "Kunst", 2),
        ("SPRT", "Sport", 0),
    ]
    assert {value.name for value in facet(FacetName.AGE, {}).values} == {""}


def test_a_yes_or_no_is_read_from_the_count_of_true() -> None:
    counted = {"erkend": {"buckets": [
        {"key": 0, "key_as_string": "false", "doc_count": 8}, {"key": 1, "key_as_string": "true", "doc_count": 3},
    ]}}  # fmt: skip
    assert codes_and_counts(facet(FacetName.RECOGNISED, counted).values) == [("ja", 3)]
    assert codes_and_counts(facet(FacetName.RECOGNISED, {}).values) == [("ja", 0)]


def tree(areas: dict[str, int], districts: dict[str, int], chosen: tuple[str, ...] = ()) -> tuple[FacetValue, ...]:
    counted = {"gebied": buckets(**areas), DISTRICTS: buckets(**districts)}
    return facet(FacetName.AREA, counted, areas=chosen).values


def test_areas_are_a_tree_of_provinces_municipalities_and_districts() -> None:
    (province,) = tree({FLEMISH_BRABANT: 9, LEUVEN: 7}, {KESSEL_LO: 2, WILSELE: 3})
    assert (province.code, province.count, province.name) == (FLEMISH_BRABANT, 9, "Vlaams-Brabant")
    (municipality,) = province.children
    assert (municipality.code, municipality.count, municipality.name) == (LEUVEN, 7, "Leuven")
    assert codes_and_counts(municipality.children) == [(WILSELE, 3), (KESSEL_LO, 2)]
    assert all(child.children == () for child in municipality.children)


def test_in_the_tree_what_is_chosen_or_holds_a_choice_comes_first_then_most_results_then_the_name() -> None:
    areas = {FLEMISH_BRABANT: 1, EAST_FLANDERS: 9, ANTWERP: 9, LEUVEN: 1, GHENT: 4, AALST: 4}
    found = tree(areas, {KESSEL_LO: 0}, (KESSEL_LO,))
    assert [value.code for value in found] == [FLEMISH_BRABANT, ANTWERP, EAST_FLANDERS]
    assert [value.is_open for value in found] == [True, False, False]
    assert [value.is_selected for value in found] == [False, False, False]
    assert [child.name for child in found[2].children] == ["Aalst", "Gent"]


def test_a_chosen_area_that_was_not_counted_stands_in_the_tree_at_0() -> None:
    (province,) = tree({}, {}, (KESSEL_LO,))
    ((municipality,), (district,)) = (province.children, province.children[0].children)
    assert [(one.code, one.count, one.is_selected) for one in (province, municipality, district)] == [
        (FLEMISH_BRABANT, 0, False),
        (LEUVEN, 0, False),
        (KESSEL_LO, 0, True),
    ]


def test_a_chosen_area_that_was_counted_stands_in_the_tree_once() -> None:
    (province,) = tree({FLEMISH_BRABANT: 3, LEUVEN: 2}, {KESSEL_LO: 1}, (LEUVEN, KESSEL_LO))
    assert codes_and_counts(province.children) == [(LEUVEN, 2)]
    assert codes_and_counts(province.children[0].children) == [(KESSEL_LO, 1)]


def test_the_province_of_a_counted_municipality_is_there_even_when_it_was_not_counted() -> None:
    assert [value.code for value in tree({GHENT: 1}, {})] == [EAST_FLANDERS]
