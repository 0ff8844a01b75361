"""What the engine is asked to count: of every facet, of the districts that are shown, of what lies nowhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directory.search.criteria.choices import FacetName, View
from directory.search.criteria.criteria import Criteria
from directory.search.query import facet_aggregations
from directory.search.query.facet_aggregations import (
    ADDRESS,
    DISTRICTS,
    NOWHERE,
    aggregations,
    open_districts,
    open_municipalities,
    opens_brussels,
)
from directory.search.query.filters import facet_filters
from tests.unit.search.results.sample_queries import interpreted

LEUVEN, GHENT, BRUSSELS_REGION, ELSENE = "24062", "44021", "BE10", "21009"
KESSEL_LO, WILSELE = f"{LEUVEN}-kessel-lo", f"{LEUVEN}-wilsele"
SPORT = {"terms": {"activities": ["SPRT"]}}


def counted(**criteria: Any) -> dict[str, Any]:
    """Return what is counted for these criteria."""
    asked = Criteria(**criteria)
    return aggregations(interpreted(asked), facet_filters(asked))


@pytest.mark.parametrize(
    ("facet", "field"),
    [
        (FacetName.ACTIVITY, "activities"),
        (FacetName.AGE, "age_groups"),
        (FacetName.KIND, "kind"),
        (FacetName.HAS, "has"),
        (FacetName.RECOGNISED, "recognised"),
    ],
)
def test_all_values_of_a_facet_are_counted(facet: FacetName, field: str) -> None:
    assert counted()[facet] == {"terms": {"field": field, "size": 40}}


def test_all_municipalities_and_provinces_are_counted() -> None:
    assert counted()[FacetName.AREA] == {"terms": {"field": "areas", "size": 500}}


def test_periods_are_counted_from_a_written_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facet_aggregations, "today", lambda: date(2026, 3, 31))
    ranges = [
        {"key": "maand", "from": "2026-02-28"},
        {"key": "kwartaal", "from": "2025-12-31"},
        {"key": "jaar", "from": "2025-03-31"},
    ]
    assert counted()[FacetName.CHANGED] == {"date_range": {"field": "modified_on", "ranges": ranges}}


def test_a_facet_is_counted_within_the_choices_of_the_others() -> None:
    found = counted(activities=("SPRT",))
    assert found[FacetName.AGE] == {
        "filter": SPORT,
        "aggs": {"values": {"terms": {"field": "age_groups", "size": 40}}},
    }
    assert "aggs" not in found[FacetName.ACTIVITY]


def test_the_districts_of_a_chosen_municipality_are_counted_and_no_others() -> None:
    found = counted(areas=(LEUVEN,))[DISTRICTS]
    districts = found["terms"]["include"]
    assert {KESSEL_LO, WILSELE} <= set(districts)
    assert all(district.startswith(f"{LEUVEN}-") for district in districts)
    assert found == {"terms": {"field": "districts", "include": districts, "size": len(districts)}}


def test_districts_are_counted_within_the_choices_of_the_other_facets() -> None:
    found = counted(areas=(LEUVEN,), activities=("SPRT",))[DISTRICTS]
    assert found["filter"] == SPORT
    assert found["aggs"]["values"]["terms"]["field"] == "districts"


def test_without_a_municipality_no_district_is_counted() -> None:
    assert DISTRICTS not in counted()
    assert DISTRICTS not in counted(areas=("BE24",))


def test_a_municipality_is_open_when_it_is_chosen_when_a_district_is_or_when_it_is_asked_for() -> None:
    assert open_municipalities(interpreted(Criteria(areas=(LEUVEN, "BE23")))) == [LEUVEN]
    assert open_municipalities(interpreted(Criteria(areas=(KESSEL_LO, WILSELE)))) == [LEUVEN]
    assert open_municipalities(interpreted(Criteria(where="Gent", areas=(LEUVEN,)))) == [LEUVEN, GHENT]
    assert open_municipalities(interpreted(Criteria(q="koor gent"))) == [GHENT]
    assert open_municipalities(interpreted(Criteria(where="Vlaams-Brabant"))) == []


def test_a_chosen_district_that_is_not_known_is_counted_too_and_none_is_counted_twice() -> None:
    unknown = f"{LEUVEN}-nergens"
    districts = open_districts(interpreted(Criteria(areas=(KESSEL_LO, unknown))))
    assert unknown in districts
    assert KESSEL_LO in districts
    assert LEUVEN not in districts
    assert len(set(districts)) == len(districts)


def test_a_municipality_without_districts_opens_none() -> None:
    assert open_districts(interpreted(Criteria(areas=("99999",)))) == []


def test_only_the_map_counts_what_lies_in_no_municipality() -> None:
    assert NOWHERE not in counted()
    in_municipality = {"range": {"areas": {"gte": "0", "lt": ":"}}}
    assert counted(view=View.MAP)[NOWHERE] == {
        "filter": {"bool": {"must_not": [in_municipality, {"terms": {"areas": [BRUSSELS_REGION]}}]}}
    }


def test_what_lies_nowhere_is_counted_within_all_choices() -> None:
    found = counted(view=View.MAP, activities=("SPRT",))[NOWHERE]
    assert SPORT in found["filter"]["bool"]["filter"]


def test_with_addresses_only_the_map_counts_what_has_an_address_in_no_municipality() -> None:
    assert '"areas"' not in str(counted(view=View.MAP, address_only=True)[NOWHERE]).replace("'", '"')


@pytest.mark.parametrize(
    ("criteria", "opens"),
    [
        ({}, False),
        ({"areas": (LEUVEN,)}, False),
        ({"where": "Gent"}, False),
        ({"areas": (BRUSSELS_REGION,)}, True),
        ({"areas": (LEUVEN, ELSENE)}, True),
        ({"where": "Elsene"}, True),
        ({"where": "Elsene", "areas": (LEUVEN,)}, True),
    ],
)
def test_the_map_shows_brussels_by_municipality_when_the_question_is_about_it(
    criteria: dict[str, Any], opens: bool
) -> None:
    assert opens_brussels(interpreted(Criteria(**criteria))) is opens
    counts_brussels_as_one = BRUSSELS_REGION in str(counted(view=View.MAP, **criteria)[NOWHERE]["filter"])
    if BRUSSELS_REGION not in criteria.get("areas", ()):
        assert counts_brussels_as_one is not opens


def test_only_within_an_area_or_place_is_an_address_there_counted_apart() -> None:
    assert ADDRESS not in counted()
    assert ADDRESS not in counted(activities=("SPRT",))
    assert counted(areas=(LEUVEN,))[ADDRESS] == {"filter": {"terms": {"address_areas": [LEUVEN]}}}


def test_an_address_counts_in_the_place_and_in_the_area_when_both_are_asked_for() -> None:
    found = counted(where="Gent", areas=(LEUVEN,), activities=("SPRT",))[ADDRESS]["filter"]["bool"]["filter"]
    assert found == [SPORT, {"terms": {"address_areas": [LEUVEN]}}, {"terms": {"address_areas": [GHENT]}}]
