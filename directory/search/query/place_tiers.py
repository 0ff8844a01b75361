"""The clauses of the places that are asked for, in tiers: there, elsewhere in the municipality, in the whole province.

The place that was typed and the areas that were chosen are one thing: what is local to them is what the area facet
counts. Who is elsewhere in the municipality of a district, or works in the whole province, stands in its own group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.geography.nis import is_municipality, municipality_of, province_of
from directory.search.criteria.choices import ResultGroup
from directory.search.index import schema
from directory.search.query.dsl import NOTHING, Clause, all_of, any_of, none_of, scored, terms
from directory.search.understanding.kinds import asks_for_a_kind
from directory.search.understanding.place_detection import PlaceMatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.geography.gazetteer import Place
    from directory.search.understanding.interpretation import InterpretedQuery

# Added to the score of any rule for an address in the given place, and for working there.
TIER_BONUSES = (3, 1)


@dataclass(frozen=True, slots=True)
class PlaceTiers:
    """The ways to belong to a place. `municipality` exists for a district or post code, `province` for all but one."""

    address: Clause
    works: Clause  # names it as its area of operation
    local: Clause  # an address there or, unless it is narrower than a municipality, working there
    municipality: Clause | None  # the municipality around it: an address there, or working there
    province: Clause | None

    def scores(self) -> list[Clause]:
        """Return the small scores that order equals: smaller than the step between any two ranking rules."""
        for_address, for_working = TIER_BONUSES
        return [scored(self.address, for_address), scored(self.works, for_working)]

    def of_group(self, group: ResultGroup) -> Clause:
        """Return what belongs to a group by its place alone: a tier without the nearer ones."""
        if group is ResultGroup.MUNICIPALITY:
            return all_of((self.municipality, none_of([self.local]))) if self.municipality else NOTHING
        if group is ResultGroup.PROVINCE:
            nearer = [self.local, *([self.municipality] if self.municipality else [])]
            return all_of((self.province, none_of(nearer))) if self.province else NOTHING
        return self.local


def place_tiers(place: Place) -> PlaceTiers:
    """Return the tiers of a place."""
    if place.areas and not is_municipality(place.areas[0]):
        everywhere = terms(schema.AREAS, place.areas)
        return PlaceTiers(terms(schema.ADDRESS_AREAS, place.areas), everywhere, everywhere, None, None)
    address, works = _address(place), terms(schema.WORKS_IN, place.areas)
    province = terms(schema.WORKS_ALL_OVER, place.provinces)
    if place.is_narrow:
        return PlaceTiers(address, works, address, terms(schema.AREAS, place.areas), province)
    return PlaceTiers(address, works, terms(schema.AREAS, place.areas), None, province)


def _address(place: Place) -> Clause:
    if place.districts:
        return terms(schema.DISTRICTS, place.districts)
    return terms(schema.POSTCODES, place.postcodes) if place.postcodes else terms(schema.ADDRESS_AREAS, place.areas)


def areas_tiers(codes: Sequence[str], *, address_only: bool = False) -> PlaceTiers:
    """Return the tiers of chosen areas, of which one is enough."""
    districts = [code for code in codes if municipality_of(code) != code]
    wider = [code for code in codes if municipality_of(code) == code]
    in_districts = [terms(schema.DISTRICTS, districts)] if districts else []
    address = any_of([*in_districts, *([terms(schema.ADDRESS_AREAS, wider)] if wider else [])])
    local = any_of([*in_districts, *([terms(schema.AREAS, wider)] if wider else [])])
    works = terms(schema.WORKS_IN, [municipality_of(code) for code in codes])
    around = terms(schema.AREAS, [municipality_of(code) for code in districts])
    provinces = dict.fromkeys(code for nis in codes if (code := province_of(municipality_of(nis))))
    return PlaceTiers(
        address,
        works,
        address if address_only else local,
        around if districts and not address_only else None,
        terms(schema.WORKS_ALL_OVER, provinces) if provinces and not address_only else None,
    )


def tiers_of_query(interpreted: InterpretedQuery) -> PlaceTiers | None:
    """Return the tiers of the given place; None without one, or within a radius, where borders do not count."""
    within_radius = interpreted.criteria.radius_km and interpreted.centre
    return place_tiers(interpreted.place) if interpreted.place and not within_radius else None


def asked_tiers(interpreted: InterpretedQuery) -> PlaceTiers | None:
    """Return the tiers that the groups of an answer go by: of the given place, else of the chosen areas."""
    criteria = interpreted.criteria
    given = tiers_of_query(interpreted)
    if given is None and criteria.areas and not criteria.radius_km:
        return areas_tiers(criteria.areas, address_only=criteria.address_only)
    if given is None or not criteria.address_only:
        return given
    return PlaceTiers(given.address, given.works, given.address, None, None)


def ranked_place(interpreted: InterpretedQuery) -> PlaceMatch | None:
    """Return the place that the ranking rules look in: the one among the words, or the given one.

    A kind of association in a given place ("koor", `waar=Gent`) is ranked as the same query in one line ("koor gent").
    """
    words = interpreted.question.words
    if interpreted.place_match or interpreted.place is None or not words or tiers_of_query(interpreted) is None:
        return interpreted.place_match
    question = interpreted.question
    is_kind = asks_for_a_kind(question.content_words, question.as_words)
    return PlaceMatch(interpreted.place, words, "") if is_kind else None


def chosen_place(interpreted: InterpretedQuery) -> PlaceMatch | None:
    """Return the one area that is chosen, as the place of a kind of association that the words ask for."""
    criteria, words = interpreted.criteria, interpreted.question.words
    chosen = interpreted.gazetteer.by_code.get(criteria.areas[0]) if len(criteria.areas) == 1 else None
    question = interpreted.question
    is_kind = chosen and words and not criteria.radius_km and asks_for_a_kind(question.content_words, question.as_words)
    return PlaceMatch(chosen, words, "") if chosen and is_kind else None
