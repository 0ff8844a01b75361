"""The clauses of a place in tiers: an address there, working there, working in the whole province."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.geography.nis import municipality_of
from directory.search.index import schema
from directory.search.query.dsl import Clause, any_of, scored, terms
from directory.search.understanding.kinds import asks_for_a_kind
from directory.search.understanding.place_detection import PlaceMatch

if TYPE_CHECKING:
    from directory.geography.gazetteer import Place
    from directory.search.understanding.interpretation import InterpretedQuery

# Added to the score of any rule for an address in the given place, and for working there.
TIER_BONUSES = (3, 1)


@dataclass(frozen=True, slots=True)
class PlaceTiers:
    """The ways to belong to a place, nearest first: an address there, working there, working in the whole province."""

    address: Clause
    works: Clause
    province: Clause | None

    @property
    def is_province(self) -> bool:
        """Whether the place is a province itself, so that no wider tier exists."""
        return self.province is None

    @property
    def local(self) -> Clause:
        """Match an address in the place, or the place itself as area of operation."""
        return any_of((self.address, self.works))

    @property
    def all(self) -> Clause:
        """Match any tier."""
        return any_of((self.address, self.works, *((self.province,) if self.province else ())))

    def scores(self) -> list[Clause]:
        """Return the small scores that order equals: smaller than the step between any two ranking rules."""
        for_address, for_working = TIER_BONUSES
        return [scored(self.address, for_address), scored(self.works, for_working)]


def place_tiers(place: Place) -> PlaceTiers:
    """Return the tiers of a place."""
    if place.areas and municipality_of(place.areas[0]).startswith("BE"):
        return PlaceTiers(terms(schema.ADDRESS_AREAS, place.areas), terms(schema.AREAS, place.areas), None)
    return PlaceTiers(
        _address(place), terms(schema.WORKS_IN, place.areas), terms(schema.WORKS_ALL_OVER, place.provinces)
    )


def _address(place: Place) -> Clause:
    if not place.is_narrow:
        return terms(schema.ADDRESS_AREAS, place.areas)
    clauses = [terms(schema.DISTRICTS, place.districts)] if place.districts else []
    if place.postcodes:
        clauses.append(terms(schema.POSTCODES, place.postcodes))
    return any_of(clauses)


def tiers_of_query(interpreted: InterpretedQuery) -> PlaceTiers | None:
    """Return the tiers of the given place; None without one, or within a radius, where borders do not count."""
    within_radius = interpreted.criteria.radius_km and interpreted.centre
    return place_tiers(interpreted.place) if interpreted.place and not within_radius else None


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
