"""Every row of the table of facets has all its parts: adding a facet is a row, its words and its test."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from directory.geography.gazetteer import Gazetteer
from directory.pages.results.active_filter_texts import filter_label
from directory.search.criteria.choices import FacetName
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.facets import FACETS, FacetDefinition, FacetKind
from directory.search.criteria.url_parameters import PARAMETERS
from directory.search.index.schema import field_names
from directory.search.query.facet_aggregations import aggregations
from directory.search.query.filters import facet_filters
from directory.search.results.active_filters import active_filters
from directory.search.results.facets import facets
from directory.search.understanding.interpretation import InterpretedQuery
from directory.search.understanding.query_parser import ParsedQuery
from directory.texts import choice_labels
from directory.widgets.settings.enums import FACET_OF, WidgetFacetName
from tests.unit.geography.gazetteers import reference

every_facet = pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.name)
SAMPLE = {FacetName.ACTIVITY: "SPRT", FacetName.SUBJECT: "koor", FacetName.AREA: "24062"}


def interpreted(criteria: Criteria) -> InterpretedQuery:
    return InterpretedQuery(criteria, ParsedQuery(""), None, reference(), {"SPRT": "Sport"})


def chosen(facet: FacetDefinition) -> Criteria:
    """Return the question with one value of a facet chosen."""
    code = facet.codes[0] if facet.codes else SAMPLE[facet.name]
    return Criteria().choosing(facet.name, (code,))


def where_counted(facet: FacetDefinition) -> Criteria:
    """Return a question for which a facet is counted."""
    return Criteria(activities=("SPRT",)) if facet.beside else Criteria()


def test_every_name_has_one_row_and_every_row_a_field_of_its_own() -> None:
    assert [facet.name for facet in FACETS] == list(FacetName)
    assert len({facet.criteria_field for facet in FACETS}) == len(FACETS)


@every_facet
def test_a_facet_is_a_parameter_of_the_url_and_a_field_of_the_criteria(facet: FacetDefinition) -> None:
    assert PARAMETERS[facet.name].field == facet.criteria_field
    assert PARAMETERS[facet.name].is_list
    assert facet.criteria_field in {item.name for item in fields(Criteria)}


@every_facet
def test_a_facet_counts_a_field_of_the_document(facet: FacetDefinition) -> None:
    assert facet.document_field in field_names()
    assert facet.document_field in str(aggregations(interpreted(where_counted(facet)), {})[facet.name])


def test_kinds_are_counted_once_an_activity_or_a_kind_is_chosen() -> None:
    assert FacetName.SUBJECT not in aggregations(interpreted(Criteria()), {})
    assert FacetName.SUBJECT in aggregations(interpreted(Criteria(activities=("KECU",))), {})
    assert FacetName.SUBJECT in aggregations(interpreted(Criteria(subjects=("koor",))), {})
    assert FacetName.SUBJECT not in {facet.name for facet in facets(interpreted(Criteria()), {})}


@every_facet
def test_a_chosen_value_filters(facet: FacetDefinition) -> None:
    filters = facet_filters(chosen(facet))
    assert list(filters) == [facet.name]
    assert facet.document_field in str(filters[facet.name])


@every_facet
def test_a_facet_and_its_values_have_words(facet: FacetDefinition) -> None:
    assert choice_labels.FACETS[facet.name]
    if facet.codes:
        assert list(choice_labels.VALUES[facet.name]) == [*facet.codes, *facet.unlisted]


@every_facet
def test_a_chosen_value_is_an_active_filter_with_a_label(facet: FacetDefinition) -> None:
    (active,) = active_filters(interpreted(chosen(facet)))
    assert active.parameter == facet.name
    assert active.without == Criteria()
    assert filter_label(active) not in {"", active.value}


@every_facet
def test_a_facet_is_read_back_with_its_chosen_value(facet: FacetDefinition) -> None:
    shown = next(one for one in facets(interpreted(chosen(facet)), {}) if one.name is facet.name)
    assert shown.is_active
    assert shown.cleared == Criteria()


@every_facet
def test_a_widget_can_show_a_facet(facet: FacetDefinition) -> None:
    assert facet.widget_names
    assert {FACET_OF[WidgetFacetName(name)] for name in facet.widget_names} == {facet.name}


def test_every_facet_of_a_widget_stands_in_the_table() -> None:
    assert set(FACET_OF) == set(WidgetFacetName)


def test_only_activities_areas_and_kinds_take_their_codes_from_elsewhere() -> None:
    assert {facet.name for facet in FACETS if not facet.codes} == set(SAMPLE)
    assert all(facet.codes == ("ja",) for facet in FACETS if facet.kind is FacetKind.FLAG)


@every_facet
def test_the_counts_of_a_facet_leave_out_its_own_choice_and_keep_the_others(facet: FacetDefinition) -> None:
    both = {one.name: {"term": {one.name.value: "x"}} for one in FACETS}
    counted = aggregations(interpreted(where_counted(facet)), both)[facet.name]
    assert {"term": {facet.name.value: "x"}} not in counted["filter"]["bool"]["filter"]
    assert len(counted["filter"]["bool"]["filter"]) == len(FACETS) - 1


@pytest.mark.parametrize("address_only", [True, False])
def test_only_addresses_count_for_an_area_when_that_is_asked(address_only: bool) -> None:
    criteria = Criteria(areas=("24062",), address_only=address_only)
    field = "address_areas" if address_only else "areas"
    assert facet_filters(criteria)[FacetName.AREA] == {"terms": {field: ["24062"]}}
    assert aggregations(interpreted(criteria), {})[FacetName.AREA]["terms"]["field"] == field


def test_without_a_gazetteer_the_tree_of_areas_shows_codes() -> None:
    query = InterpretedQuery(Criteria(areas=("24062",)), ParsedQuery(""), None, Gazetteer())
    shown = next(one for one in facets(query, {}) if one.name is FacetName.AREA)
    assert [child.code for value in shown.values for child in value.children] == ["24062"]


@every_facet
def test_choosing_in_a_facet_leads_to_the_first_page_of_that_choice_alone(facet: FacetDefinition) -> None:
    asked = Criteria(q="koor", kinds=("VZW",), page=2, after="cursor")
    codes = ("a", "b") if facet.name is not FacetName.KIND else ("PS", "VZER")
    found = asked.choosing(facet.name, reversed(codes))
    chosen: dict[str, Any] = {facet.criteria_field: codes}
    assert found == replace(asked, page=1, after="", **chosen)


@every_facet
def test_toggling_a_value_twice_leads_back_to_the_first_page(facet: FacetDefinition) -> None:
    asked = Criteria(page=3)
    assert asked.toggled(facet.name, "x").chosen(facet.name) == ("x",)
    assert asked.toggled(facet.name, "x").toggled(facet.name, "x") == Criteria()
