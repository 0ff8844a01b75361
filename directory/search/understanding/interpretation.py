"""Query interpretation: the words, the place and the order of a query, worked out before the engine is asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from directory.search.criteria.choices import Sort
from directory.search.criteria.url_codec import ParameterProblem, ProblemCode, problem
from directory.search.understanding import place_detection, query_parser, question_words
from directory.search.understanding.for_whom import for_whom
from directory.search.understanding.kinds import kinds_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.geography.gazetteer import Gazetteer, Place, PlaceResolution
    from directory.geography.points import Point
    from directory.language.synonyms import WordGroup
    from directory.search.criteria.criteria import Criteria
    from directory.search.understanding.place_detection import PlaceMatch
    from directory.search.understanding.query_parser import ParsedQuery
    from directory.search.understanding.reference import Reference


@dataclass(frozen=True, slots=True)
class InterpretedQuery:
    """A query with its parsed words, its place and the reference lists that it was interpreted with."""

    criteria: Criteria
    question: ParsedQuery
    place: Place | None  # the given one (`waar`)
    gazetteer: Gazetteer
    activities: Mapping[str, str] = field(default_factory=dict)  # code to name
    alternatives: tuple[Place, ...] = ()  # other places of the name of the given one
    proposals: tuple[Place, ...] = ()  # what the given name, which is unknown, may mean
    place_match: PlaceMatch | None = None  # a place among the words
    as_typed: ParsedQuery | None = None  # the words as typed, when `question` has a corrected place

    @property
    def centre(self) -> Point | None:
        """The point from which distances are measured: the given position, else the centre of the place."""
        return self.criteria.near or (self.effective_place.point if self.effective_place else None)

    @property
    def effective_place(self) -> Place | None:
        """The place that was given, else the one among the words."""
        return self.place or (self.place_match.place if self.place_match else None)

    @property
    def words_beside_place(self) -> tuple[str, ...]:
        """The words that count, without the place among them."""
        return self.place_match.content_words if self.place_match else self.question.content_words

    @property
    def meanings(self) -> list[WordGroup]:
        """The kinds, ages and other words that these mean."""
        words = self.words_beside_place
        return kinds_in(words, self.question.as_words) if words else []

    @property
    def area_of_place(self) -> str | None:
        """The value of the area facet that the given place is: shown as chosen, though the place field chose it."""
        return area_of_place(self.place) if self.place and not self.criteria.radius_km else None

    @property
    def order(self) -> Sort:
        """The order of the results: by distance only where there is a point to measure from."""
        return Sort.BEST if self.criteria.sort is Sort.DISTANCE and not self.centre else self.criteria.sort

    def with_corrected_place(self) -> InterpretedQuery:
        """Return the query with a misspelt place corrected: a guess, for the loose stage of the search."""
        has_its_place = self.place_match or self.criteria.has_place or self.criteria.literal or self.question.phrases
        typed = self.question.words
        words = typed if has_its_place else place_detection.correct_place(typed, self.gazetteer)
        if words == typed:
            return self
        question = self.question.with_words(words)
        return replace(
            self,
            question=question,
            place_match=place_detection.detect_place(words, self.gazetteer),
            as_typed=self.question,
        )


def area_of_place(place: Place) -> str | None:
    """Return the code of the one area that a place is; None for a post code and for several places of one name."""
    codes = place.districts or (() if place.postcodes else place.areas)
    return codes[0] if len(codes) == 1 else None


def given_place(where: str, gazetteer: Gazetteer) -> tuple[PlaceResolution, tuple[ParameterProblem, ...]]:
    """Return the place that `where` names or is the beginning of, and what to tell of it."""
    given = gazetteer.resolve(where)
    if given.place or not where or not gazetteer.names:
        return given, ()
    begun = gazetteer.completed(where)
    if begun.place:
        return begun, (problem("waar", where, ProblemCode.PLACE_COMPLETED, text=where, place=begun.place.label),)
    nearest = tuple(place.label for place in gazetteer.nearest_places(where))
    return given, (problem("waar", where, ProblemCode.UNKNOWN_PLACE, text=where, alternatives=nearest),)


def interpret(criteria: Criteria, reference: Reference) -> tuple[InterpretedQuery, tuple[ParameterProblem, ...]]:
    """Return the interpreted query, and a problem when the given place is unknown."""
    question = query_parser.parse_query(criteria.q)
    if criteria.as_words:
        question = replace(question, as_words=frozenset(criteria.as_words))
    gazetteer = reference.gazetteer
    given, problems = given_place(criteria.where, gazetteer)
    is_unknown = criteria.where and given.place is None
    has_only_words = criteria.literal or question.phrases or question.is_identified
    detected = None if has_only_words else place_detection.detect_place(question.words, gazetteer)
    if criteria.has_place and not (detected and given.place and set(detected.place.areas) & set(given.place.areas)):
        detected = None  # the given place counts; a place among the words may only repeat it
    if not has_only_words:
        question, detected = _read_sentence(question, detected, has_place=given.place is not None)
    interpreted = InterpretedQuery(
        criteria,
        question,
        given.place,
        gazetteer,
        reference.activities,
        given.alternatives,
        gazetteer.nearest_places(criteria.where) if is_unknown else (),
        detected,
    )
    return interpreted, problems


def _read_sentence(
    question: ParsedQuery, detected: PlaceMatch | None, *, has_place: bool
) -> tuple[ParsedQuery, PlaceMatch | None]:
    """Read for whom it is, and leave out those words and what only makes a sentence, but for the name of the place."""
    words, names_a_place = detected.remaining_words if detected else question.words, has_place or detected is not None
    wanted = for_whom(words, names_a_place=names_a_place)
    others = [word for word in words if word not in wanted.words]
    left_out = wanted.words | question_words.sentence_words(others, names_a_place=names_a_place)
    question = replace(question, for_whom=wanted)
    if not left_out:
        return question, detected
    place_words = detected.place_words.split() if detected else ()
    return question.without_words(left_out.difference(place_words)), detected and detected.without_words(left_out)
