"""Counts, filters and pages of the real engine equal what counting over the same rows gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.geography.nis import district_code, province_of
from directory.geography.points import Point
from directory.language.kind_table import with_broader
from directory.search.criteria import choices as labels
from directory.search.criteria.choices import FacetName, Sort
from directory.search.criteria.criteria import Criteria
from directory.search.criteria.periods import since, today
from directory.search.index.document import kinds_of
from directory.search.results.hits import distance_m
from tests.search.corpus import ACTIVITIES, TOWNS, invented
from tests.search.facet_tree import flat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.publication.rows import Association
    from tests.search.conftest import Asker

CORPUS = invented(180)
DISTRICTS = [district_code(nis, town[1]) for nis, town in TOWNS.items()]


def addresses(one: Association) -> set[str]:
    found = {place.nis for place in one.locations if place.nis}
    return found | {province for nis in found if (province := province_of(nis))}


def districts(one: Association) -> set[str]:
    return {district_code(place.nis, place.district) for place in one.locations if place.nis and place.district}


def areas(one: Association) -> set[str]:
    named = {area.code for area in one.areas}
    return addresses(one) | named | {province for code in named if (province := province_of(code))}


def values(one: Association, facet: FacetName, criteria: Criteria) -> set[str]:
    """Return the values of a facet that an association counts for."""
    has = {"Website": "website", "E-mail": "e-mail", "Telefoon": "telefoon"}
    by_facet: dict[FacetName, Iterable[str]] = {
        FacetName.ACTIVITY: (activity.code for activity in one.activities),
        FacetName.SUBJECT: with_broader([told.code for told in kinds_of(one)]),
        FacetName.AREA: (addresses(one) if criteria.address_only else areas(one)) | districts(one),
        FacetName.AGE: set(labels.age_groups(one.min_age, one.max_age)).intersection(labels.AGES),
        FacetName.KIND: ("VZER" if one.type_code == "FV" else one.type_code,),
        FacetName.RECOGNISED: ("ja",) if one.is_recognised else (),
        FacetName.HAS: (has[contact.kind] for contact in one.contacts),
        FacetName.CHANGED: (code for code in labels.CHANGED if one.modified_on >= since(code, today())),
    }
    return set(by_facet[facet])


def fits(one: Association, criteria: Criteria, *, leaving_out: FacetName | None = None) -> bool:
    """Tell whether an association passes all filters, but for one facet."""
    chosen = {facet: set(criteria.chosen(facet)) for facet in FacetName if facet is not leaving_out}
    return (
        all(not wanted or wanted & values(one, facet, criteria) for facet, wanted in chosen.items())
        and (not criteria.subtypes or one.subtype_code in criteria.subtypes)
        and (criteria.modified_since is None or one.modified_on >= criteria.modified_since)
        and in_place(one, criteria)
    )


def in_place(one: Association, criteria: Criteria) -> bool:
    if not criteria.where:
        return True
    return criteria.where in (addresses(one) if criteria.address_only else areas(one))


def some(choices: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(sorted(choices)), max_size=2).map(lambda found: tuple(sorted(found)))


questions = st.builds(
    Criteria,
    q=st.sampled_from(("", "", "koor", "eendracht", "sint jozef", "leuven", "wandelen", "harmoni vooruti", "xyzzy")),
    where=st.sampled_from(("", "", "", *TOWNS)),
    activities=some(ACTIVITIES),
    subjects=some(("koor", "harmonie", "muziek", "wandelen", "voetbal", "scouts")),
    areas=some((*TOWNS, *DISTRICTS, "BE24", "BE23", "BE22")),
    address_only=st.booleans(),
    kinds=some(labels.KINDS),
    subtypes=some(labels.SUBTYPES),
    ages=some(labels.AGES),
    recognised=some(("ja",)),
    has=some(labels.HAS),
    changed=some(labels.CHANGED),
    modified_since=st.none() | st.dates(today() - timedelta(days=900), today()),
    sort=st.sampled_from((Sort.BEST, Sort.NAME, Sort.NEWEST, Sort.MODIFIED)),
)
real_engine = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True
)


def matched(asker: Asker, words: str) -> list[Association]:
    """Return the associations that the words alone match, all pages of them."""
    if not words:
        return CORPUS
    found = set(every(asker, Criteria(q=words)))
    return [one for one in CORPUS if one.vcode in found]


def every(asker: Asker, criteria: Criteria) -> list[str]:
    """Return the vCodes of all pages, in their order."""
    page = asker.find(criteria)
    found = [hit.vcode for hit in page.hits]
    while page.paging.following:
        page = asker.find(page.paging.following)
        found += [hit.vcode for hit in page.hits]
    return found


@given(criteria=questions)
@real_engine
def test_totals_equal_brute_force(searching: Asker, criteria: Criteria) -> None:
    found = searching.find(criteria)
    assert not found.degraded
    if not (criteria.where and criteria.q):  # in a place the words may match in another stage than everywhere
        assert found.total == sum(fits(one, criteria) for one in matched(searching, criteria.q))


@given(criteria=questions)
@real_engine
def test_counts_of_every_facet_equal_brute_force(searching: Asker, criteria: Criteria) -> None:
    criteria = replace(criteria, q="" if criteria.where else criteria.q)
    rows = matched(searching, criteria.q)
    for facet in searching.find(criteria).facets:
        counted: Counter[str] = Counter()
        for one in rows:
            if fits(one, criteria, leaving_out=facet.name):
                counted.update(values(one, facet.name, criteria))
        shown = flat(facet.values)
        assert {code: value.count for code, value in shown.items()} == {code: counted[code] for code in shown}
        assert {code for code in counted if facet.name is not FacetName.AREA or "-" not in code} <= set(shown)


@given(criteria=questions, facet=st.sampled_from(FacetName), choice=st.integers(0, 1000))
@real_engine
def test_a_count_is_what_choosing_the_value_gives(
    searching: Asker, criteria: Criteria, facet: FacetName, choice: int
) -> None:
    criteria = criteria.choosing(facet, ())
    shown = flat(next((found.values for found in searching.find(criteria).facets if found.name is facet), ()))
    if shown:
        value = shown[sorted(shown)[choice % len(shown)]]
        assert searching.find(criteria.toggled(facet, value.code)).total == value.count


@given(criteria=questions)
@real_engine
def test_chosen_values_are_always_shown_and_come_first(searching: Asker, criteria: Criteria) -> None:
    for facet in searching.find(criteria).facets:
        shown = flat(facet.values)
        assert {code for code, value in shown.items() if value.is_selected} == {
            *criteria.chosen(facet.name),
            *([criteria.where] if criteria.where and facet.name is FacetName.AREA else []),
        }


@given(criteria=questions)
@real_engine
def test_pages_visit_each_association_exactly_once(searching: Asker, criteria: Criteria) -> None:
    found = every(searching, criteria)
    assert len(found) == len(set(found)) == searching.find(criteria).total


@given(criteria=questions)
@real_engine
def test_the_same_question_gives_the_same_order(searching: Asker, criteria: Criteria) -> None:
    assert searching.find(criteria).hits == searching.find(criteria).hits


@pytest.mark.parametrize("sort", [Sort.BEST, Sort.DISTANCE, Sort.NAME, Sort.NEWEST, Sort.MODIFIED])
@pytest.mark.parametrize("words", ["", "koor", "harmoni vooruti"])
def test_cursors_go_on_where_a_page_ends(searching: Asker, sort: Sort, words: str) -> None:
    """Walk by cursor from the first page, as happens beyond the numbered ones, and compare with the numbered pages."""
    criteria = Criteria(q=words, where="24062", radius_km=100, sort=sort)
    numbered = every(searching, criteria)
    first = searching.find(criteria)
    walked = [hit.vcode for hit in first.hits]
    following = first.paging.onwards
    while following:
        page = searching.find(following)
        assert not page.problems
        walked += [hit.vcode for hit in page.hits]
        following = page.paging.following
    assert walked == numbered


def test_a_cursor_of_another_question_is_refused_with_a_sentence(searching: Asker) -> None:
    following = searching.find(Criteria(q="koor")).paging.onwards
    assert following
    found = searching.find(replace(following, q="harmonie"))
    assert [problem.parameter for problem in found.problems] == ["na"]


def test_a_chosen_value_without_results_is_shown_at_0(searching: Asker) -> None:
    found = searching(q="koor", gebied="BE22")
    value = next(value for facet in found.facets if facet.name is FacetName.AREA for value in facet.values)
    assert (value.code, value.count, value.is_selected) == ("BE22", 0, True)


def test_the_area_tree_goes_down_to_the_districts_of_what_is_chosen(searching: Asker) -> None:
    found = searching(gebied="24062")
    shown = flat(next(facet.values for facet in found.facets if facet.name is FacetName.AREA))
    assert [child.name for child in shown["24062"].children] == ["Kessel-Lo"]


@given(radius=st.integers(1, 100), where=st.sampled_from(sorted(TOWNS)))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_radius_finds_what_lies_within_it(searching: Asker, radius: int, where: str) -> None:
    place = searching.search.reference.gazetteer.resolve(where).place
    assert place
    assert place.point
    found = searching.find(Criteria(where=where, radius_km=radius))
    distances = [
        min(distance_m(place.point, Point(at.lat or 0, at.lon or 0)) for at in one.locations)
        for one in CORPUS
        if one.locations
    ]
    # The engine packs positions: a few centimetres may fall on either side.
    assert sum(at < radius * 1000 - 1 for at in distances) <= (found.total or 0)
    assert (found.total or 0) <= sum(at < radius * 1000 + 1 for at in distances)


@given(asked=st.lists(questions, max_size=6))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_asked_in_one_round_are_the_totals(searching: Asker, asked: list[Criteria]) -> None:
    assert searching.counts(asked) == [searching.find(criteria).total for criteria in asked]


def test_the_count_beside_only_with_an_address_here_is_what_it_gives(searching: Asker) -> None:
    found: Any = searching(gebied="24062", type="VZW")
    assert searching.find(replace(found.criteria, address_only=True)).total == found.address_count
