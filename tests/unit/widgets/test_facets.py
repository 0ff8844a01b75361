"""A widget offers what lies in its scope, and a visitor's choice never widens it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.platform.i18n import Language
from directory.search.criteria.choices import AGES, KINDS, FacetName
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.facets import FACETS, FacetDefinition, FacetKind
from directory.search.results.model import Facet, FacetValue
from directory.widgets.answering.facets import widget_facets
from directory.widgets.answering.visitor import VisitorState, criteria
from directory.widgets.settings.enums import WidgetFacetName
from directory.widgets.settings.model import WidgetOptions

LEUVEN = FacetValue("24062", 9, False, "Leuven", (FacetValue("24062-kessel-lo", 4, False, "Kessel-Lo"),))
GENT = FacetValue("44021", 8, False, "Gent", (FacetValue("44021-ledeberg", 3, False, "Ledeberg"),))
AREAS = (
    FacetValue("BE24", 9, False, "Vlaams-Brabant", (LEUVEN,)),
    FacetValue("BE23", 8, False, "Oost-Vlaanderen", (GENT,)),
)
SCOPED = [facet for facet in FACETS if hasattr(WidgetOptions(), facet.criteria_field)]


def searched() -> list[Facet]:
    """Return the facets of a search in which every value has results."""

    def values(facet: FacetDefinition) -> tuple[FacetValue, ...]:
        if facet.kind is FacetKind.AREAS:
            return AREAS
        return tuple(FacetValue(code, 5, False) for code in facet.codes or ("KECU", "SPRT"))

    return [Facet(facet.name, values(facet), Criteria()) for facet in FACETS]


def offered(name: WidgetFacetName, visitor: VisitorState | None = None, **options: Any) -> list[str]:
    """Return the codes that a widget offers in one facet."""
    shown = widget_facets(
        WidgetOptions(facets=(name,), **options), visitor or VisitorState(), searched(), Language.DUTCH
    )
    return [choice.code for facet in shown for choice in facet.choices]


@pytest.mark.parametrize(
    ("name", "scope", "codes"),
    [
        (WidgetFacetName.ACTIVITY, {"activities": ("SPRT",)}, ["SPRT"]),
        (WidgetFacetName.KIND, {"kinds": ("PS", "VZW")}, ["VZW", "PS"]),
        (WidgetFacetName.AGE, {"ages": ("jongeren",)}, ["jongeren"]),
        (WidgetFacetName.MUNICIPALITY, {"municipalities": ("24062",)}, ["24062"]),
        (WidgetFacetName.MUNICIPALITY, {"provinces": ("BE23",)}, ["44021"]),
        (WidgetFacetName.DISTRICT, {"municipalities": ("24062",)}, ["24062-kessel-lo"]),
        (WidgetFacetName.RECOGNISED, {"kinds": ("PS",)}, ["ja"]),
    ],
)
def test_only_values_within_the_scope_are_offered(
    name: WidgetFacetName, scope: dict[str, Any], codes: list[str]
) -> None:
    assert offered(name, **scope) == codes


@pytest.mark.parametrize("name", WidgetFacetName)
def test_without_a_scope_every_value_is_offered(name: WidgetFacetName) -> None:
    assert len(offered(name)) >= 1
    assert set(offered(WidgetFacetName.KIND)) == set(KINDS)


def test_a_chosen_value_comes_first() -> None:
    visitor = VisitorState(((WidgetFacetName.AGE, "65-plus"),))
    assert offered(WidgetFacetName.AGE, visitor)[0] == "65-plus"


@given(scope=st.sets(st.sampled_from(KINDS)), chosen=st.sets(st.sampled_from(KINDS)))
def test_a_choice_narrows_the_scope_and_never_widens_it(scope: set[str], chosen: set[str]) -> None:
    visitor = VisitorState(tuple((WidgetFacetName.KIND, code) for code in sorted(chosen)))
    found = set(criteria(WidgetOptions(kinds=tuple(sorted(scope))), visitor).kinds)
    assert found == ((chosen & scope or scope) if scope else chosen)


@pytest.mark.parametrize(
    ("scope", "code", "areas"),
    [
        ((), "44021", ("44021",)),
        (("24062",), "44021", ("24062",)),
        (("24062",), "24062-kessel-lo", ("24062-kessel-lo",)),
        (("BE23",), "44021", ("44021",)),
        (("BE23",), "24062", ("BE23",)),
    ],
)
def test_an_area_is_chosen_within_the_scope_only(scope: tuple[str, ...], code: str, areas: tuple[str, ...]) -> None:
    visitor = VisitorState(((WidgetFacetName.MUNICIPALITY, code),))
    options = WidgetOptions(
        municipalities=tuple(one for one in scope if one.isdecimal()),
        provinces=tuple(one for one in scope if one.startswith("BE")),
    )
    assert criteria(options, visitor).areas == areas


def test_a_visitor_can_choose_in_every_facet() -> None:
    values = {FacetName.ACTIVITY: "SPRT", FacetName.SUBJECT: "koor", FacetName.AREA: "24062"}
    for facet in FACETS:
        code = facet.codes[0] if facet.codes else values[facet.name]
        visitor = VisitorState(((WidgetFacetName(facet.widget_names[0]), code),))
        assert criteria(WidgetOptions(), visitor).chosen(facet.name) == (code,)


def test_the_scope_is_kept_for_every_facet_that_has_one() -> None:
    assert {facet.name for facet in SCOPED} == {
        FacetName.ACTIVITY,
        FacetName.SUBJECT,
        FacetName.AREA,
        FacetName.AGE,
        FacetName.KIND,
    }
    assert criteria(WidgetOptions(ages=AGES), VisitorState()).ages == AGES
