"""A place is no wall: what works there or in its province is found too, and what lies just over the border told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from directory.geography.points import Point
from directory.language.kind_table import with_broader
from directory.search.criteria.choices import ResultGroup
from directory.search.criteria.criteria import Criteria
from directory.search.index.document import kinds_of
from directory.search.query.builder import BY_TIER
from directory.search.results.alternatives import NEARBY_KM
from directory.search.results.hits import distance_m
from directory.search.results.model import Hit, HitReason, HitReasonKind, Nearness
from directory.search.results.nearby import MOST, WIDEST_KM, Likeness
from tests.search.corpus import area, association, contact, in_district, invented, location

if TYPE_CHECKING:
    from directory.publication.rows import Location
    from tests.search.conftest import Asker

NEAR_LEUVEN = {"lat": 50.8960, "lon": 4.6800}  # in Herent, three kilometres from the middle of Leuven
CORPUS = [
    *invented(150, seed=7),
    association(
        1, "Schermclub Zuid", locations=(location("24062"),), contacts=(contact("Website", "https://b.example"),)
    ),
    association(2, "Schermclub Noord", locations=(location("24038", **NEAR_LEUVEN),)),
    association(
        3,
        "Schermclub Oost",
        locations=(location("24038", **NEAR_LEUVEN),),
        contacts=(contact("Website", "https://a.example"),),
    ),
    association(4, "Schermclub Ver", locations=(location("44021"),)),
    association(5, "Schermclub Overal", areas=(area("BE24"),)),
    association(6, "Schermclub Vlaams", areas=(area("24062"),), locations=(location("23027"),)),
    association(7, "Ruitersport Kessel", locations=(in_district("24062"),)),
]


def _says_all_over(hit: Hit) -> bool:
    return hit.reason is not None and hit.reason.kind is HitReasonKind.WORKS_ALL_OVER


def all_hits(asker: Asker, criteria: Criteria) -> list[Hit]:
    page = asker.find(criteria)
    found = list(page.hits)
    while page.paging.following:
        page = asker.find(page.paging.following)
        found += page.hits
    assert len(found) == asker.find(criteria).total
    return found


@pytest.mark.parametrize("words", ["", "koor", "schermclub", "harmonie eendracht", "wandelen"])
@pytest.mark.parametrize("where", ["Leuven", "Herent", "Halle", "3010"])
def test_what_works_in_the_whole_province_has_a_list_of_its_own(searching: Asker, words: str, where: str) -> None:
    criteria = Criteria(q=words, where=where)
    sure = all_hits(searching, criteria)
    wide = [hit for group in BY_TIER for hit in all_hits(searching, criteria.in_group(group))]
    assert {hit.nearness for hit in sure} <= {Nearness.ADDRESS, Nearness.WORKS}
    assert {hit.nearness for hit in wide} <= {Nearness.MUNICIPALITY, Nearness.AROUND, Nearness.PROVINCE}
    assert all(_says_all_over(hit) for hit in wide if hit.nearness is not Nearness.AROUND)
    assert not {hit.vcode for hit in sure} & {hit.vcode for hit in wide}


@pytest.mark.parametrize("asked", [{"waar": "Leuven"}, {"gebied": "24062"}, {"waar": "24062"}])
def test_what_only_might_fit_stands_under_its_own_number(searching: Asker, asked: dict[str, str]) -> None:
    found = searching(q="schermclub", **asked)
    assert [(hit.name, hit.reason) for hit in found.hits] == [
        ("Schermclub Zuid", None),
        ("Schermclub Vlaams", HitReason(HitReasonKind.WORKS_THERE, ("Leuven",))),
    ]
    assert found.total == 2
    (wide,) = [group for group in found.groups if group.subject.group is ResultGroup.PROVINCE]
    assert (wide.total, wide.subject.places) == (1, ("Vlaams-Brabant",))
    assert [(hit.name, hit.reason) for hit in wide.hits] == [
        ("Schermclub Overal", HitReason(HitReasonKind.WORKS_ALL_OVER, ("Vlaams-Brabant",))),
    ]
    assert searching.find(wide.criteria).total == 1


@pytest.mark.parametrize("code", ["24062", "24038", "24062-kessel-lo", "BE24"])
def test_a_place_and_the_same_area_give_the_same(searching: Asker, code: str) -> None:
    by_place, by_area = searching(waar=code), searching(gebied=code)
    assert by_place.total == by_area.total
    numbers = [[(one.subject, one.total) for one in found.groups] for found in (by_place, by_area)]
    assert numbers[0] == numbers[1]


def test_what_lies_just_over_the_border_is_counted(searching: Asker) -> None:
    near = searching(q="schermclub", waar="Leuven").nearby
    assert near
    assert (near.radius_km, near.more, near.total) == (NEARBY_KM, 2, 3)
    assert searching.find(near.criteria).total == near.total


def test_filters_hold_over_the_border_too(searching: Asker) -> None:
    near = searching(q="schermclub", waar="Leuven", heeft="website").nearby
    assert near
    assert (near.more, near.total) == (1, 2)
    assert {hit.name for hit in searching.find(near.criteria).hits} == {"Schermclub Zuid", "Schermclub Oost"}


def test_what_is_nowhere_near_is_no_offer(searching: Asker) -> None:
    assert searching(q="ruitersport", waar="Leuven").nearby is None


@pytest.mark.parametrize(
    "parameters",
    [{"straal": "10", "waar": "Leuven"}, {"bij": "50.88,4.70", "straal": "3"}, {"waar": "Vlaams-Brabant"}, {}],
)
def test_without_a_border_there_is_nothing_beyond_it(searching: Asker, parameters: dict[str, str]) -> None:
    assert searching(q="schermclub", **parameters).nearby is None


def test_the_offer_stands_where_the_results_end(searching: Asker) -> None:
    first = searching(waar="Leuven")
    assert first.paging.following
    assert first.nearby is None
    last = first
    while last.paging.following:
        last = searching.find(last.paging.following)
    assert last.nearby
    assert last.nearby.total == searching.find(last.nearby.criteria).total


@pytest.mark.parametrize(
    "near", [{"waar": "3000"}, {"waar": "Leuven"}, {"bij": "50.88,4.70"}, {"waar": "Leuven, Leuven"}]
)
def test_distances_are_told_from_a_post_code_a_place_and_a_position(searching: Asker, near: dict[str, str]) -> None:
    hits = searching(q="schermclub", straal="10", sorteer="afstand", **near).hits
    distances = [hit.distance_m for hit in hits]
    assert None not in distances
    assert distances == sorted(distances)  # type: ignore[type-var]  # no None among them
    assert {hit.name for hit in hits} == {"Schermclub Zuid", "Schermclub Noord", "Schermclub Oost"}


@pytest.mark.parametrize("code", sorted({told.code for one in CORPUS for told in kinds_of(one)})[:8])
def test_neighbours_are_alike_first_and_then_near(searching: Asker, code: str) -> None:
    leuven = searching.search.reference.gazetteer.by_code["24062"].point
    assert leuven
    hits = searching.run(searching.search.near(leuven, Likeness((code,), ("KECU",)), ()))
    kinds = {one.vcode: {told.code for told in kinds_of(one)} for one in CORPUS}
    ranks = [
        0 if code in with_broader(sorted(kinds[hit.vcode])) else 1 if "KECU" in dict(hit.activities) else 2
        for hit in hits
    ]
    places = [(rank, hit.distance_m or 0.0) for rank, hit in zip(ranks, hits, strict=True)]
    assert places == sorted(places)
    around = [one for one in CORPUS if any(_is_near(leuven, place) for place in one.locations)]
    of_the_kind = [one for one in around if code in with_broader(sorted(kinds[one.vcode]))]
    assert ranks.count(0) == min(MOST, len(of_the_kind))
    assert len(hits) == min(MOST, len(around))


def _is_near(middle: Point, place: Location) -> bool:
    return (
        place.lat is not None
        and place.lon is not None
        and (distance_m(middle, Point(place.lat, place.lon)) <= WIDEST_KM * 1_000)
    )
