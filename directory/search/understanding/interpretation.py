"""A question together with what was found out about it: its words, its place, the order that can be given. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from directory.search.criteria.choices import Sort
from directory.search.query import ranking
from directory.search.query.filters import Tiers, tiers
from directory.search.understanding import place_detection
from directory.search.understanding.place_detection import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.geography.gazetteer import Gazetteer, Place
    from directory.search.criteria.criteria import Criteria
    from directory.search.criteria.url_parameters import Point
    from directory.search.understanding.query_parser import Question


@dataclass(frozen=True, slots=True)
class InterpretedQuery:
    """A question with all that was found out about it before the engine is asked."""

    criteria: Criteria
    question: Question
    place: Place | None
    gazetteer: Gazetteer
    activities: Mapping[str, str] = field(default_factory=dict)  # code to name
    alternatives: tuple[Place, ...] = ()  # what else the place may mean
    reading: Reading | None = None  # a place among the words
    typed: Question | None = None  # what was typed, when `question` is what was probably meant

    @property
    def standing(self) -> Reading | None:
        """Where the ladder stands: a kind in a place that is given is looked for as one in a place among the words."""
        words = self.question.words
        if self.reading or self.tiers is None or self.place is None or not words:
            return self.reading
        return Reading(self.place, words, "") if ranking.asks_for_a_kind(self.question.meant) else None

    @property
    def middle(self) -> Point | None:
        """The point from which distances are measured: the given position, else the middle of the place."""
        return self.criteria.near or (self.where.point if self.where else None)

    @property
    def where(self) -> Place | None:
        """The place that was given, else the one among the words."""
        return self.place or (self.reading.place if self.reading else None)

    @property
    def tiers(self) -> Tiers | None:
        """The tiers of the place. Within a radius the distance tells what is near, and borders do not count."""
        within_radius = self.criteria.radius_km and self.middle
        return tiers(self.place) if self.place and not within_radius else None

    @property
    def order(self) -> Sort:
        """The order that can be given: by distance only where there is a point to measure from."""
        return Sort.BEST if self.criteria.sort is Sort.DISTANCE and not self.middle else self.criteria.sort

    def spelt_well(self) -> InterpretedQuery:
        """Return the question with words that almost name a place spelt so: a guess, for when nothing fits."""
        takes_no_place = self.reading or self.criteria.has_place or self.criteria.literal or self.question.phrases
        typed = self.question.words
        words = typed if takes_no_place else place_detection.spelt_well(typed, self.gazetteer)
        if words == typed:
            return self
        question = self.question.saying(words)
        return replace(
            self, question=question, reading=place_detection.reading(words, self.gazetteer), typed=self.question
        )
