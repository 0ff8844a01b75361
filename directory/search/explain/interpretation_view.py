"""How the words of a question were read, for whoever asks for an explanation. Pure."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from directory.search.understanding.kinds import kinds_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from directory.language.synonyms import WordGroup
    from directory.search.understanding.interpretation import InterpretedQuery


class Told(NamedTuple):
    """What one word, or a few together, tell: a kind with all words for it, an age group, two halves, or nothing."""

    words: str
    kind: str | None = None
    kind_words: tuple[str, ...] = ()
    age: str | None = None  # the code of a group
    halves: tuple[Told, ...] = ()


class Understood(NamedTuple):
    """How a question was read."""

    words: tuple[str, ...]
    meant: tuple[str, ...]  # without the small ones
    told: tuple[Told, ...]
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    identifier: str | None
    place: str | None
    place_typed: str | None  # what names the place
    typed: tuple[str, ...] | None  # the words as they were typed, when `words` spells them otherwise
    is_loose: bool  # nothing fits surely: mistakes were allowed


def understanding(interpreted: InterpretedQuery, *, loose: bool) -> Understood:
    """Return how a question was read in the stage that answered it."""
    interpreted = interpreted.with_corrected_place() if loose else interpreted
    question, reading = interpreted.question, interpreted.place_match
    rest = reading.content_words if reading else question.content_words
    among = reading.place_words if reading else None
    return Understood(
        words=question.words,
        meant=question.content_words,
        told=tuple(map(_told, kinds_in(rest))) if rest else (),
        phrases=tuple(map(" ".join, question.phrases)),
        excluded=tuple(map(" ".join, question.excluded)),
        identifier=question.identifier,
        place=interpreted.effective_place.label if interpreted.effective_place else None,
        place_typed=interpreted.criteria.where if interpreted.place else among,
        typed=interpreted.as_typed.words if interpreted.as_typed else None,
        is_loose=loose,
    )


def _told(meaning: WordGroup) -> Told:
    kind = meaning.concept.name if meaning.concept else None
    words = _sets().get(kind, ()) if kind else ()
    return Told(" ".join(meaning.words), kind, words, meaning.age, tuple(map(_told, meaning.halves)))


@cache
def _sets() -> Mapping[str, tuple[str, ...]]:
    """Return the words of each kind as people write them: the search itself only keeps their stems."""
    with files("directory.language").joinpath("synonyms.csv").open(encoding="utf-8") as file:
        rows = [(row["words"].split(), row["kinds"].split()) for row in csv.DictReader(file)]
    return {words[0]: tuple(word.replace("_", " ") for word in (*words, *kinds)) for words, kinds in rows}
