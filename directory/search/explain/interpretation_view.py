"""How the words of a query were interpreted, as an explanation shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from directory.language.synonyms import WordGroup
    from directory.search.understanding.interpretation import InterpretedQuery


class WordMeaning(NamedTuple):
    """What one word or a few together mean: a kind with all its synonyms, an age group, two halves, or nothing."""

    words: str
    kind: str | None = None
    synonyms: tuple[str, ...] = ()
    age: str | None = None  # the code of an age group
    halves: tuple[WordMeaning, ...] = ()  # of a compound


class InterpretationView(NamedTuple):
    """How a query was interpreted in the stage of the ranking that answered it."""

    words: tuple[str, ...]
    content_words: tuple[str, ...]  # without stop words
    meanings: tuple[WordMeaning, ...]
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    identifier: str | None
    place: str | None
    place_typed: str | None  # the words that name the place
    typed: tuple[str, ...] | None  # the words as they were typed, when `words` are corrected
    is_loose: bool  # nothing fitted surely, so the loose rules took part


def interpretation_view(interpreted: InterpretedQuery, *, loose: bool) -> InterpretationView:
    """Return how a query was interpreted in the sure stage or, with `loose`, in the loose one."""
    interpreted = interpreted.with_corrected_place() if loose else interpreted
    question, place_match = interpreted.question, interpreted.place_match
    place_among_words = place_match.place_words if place_match else None
    return InterpretationView(
        words=question.words,
        content_words=question.content_words,
        meanings=tuple(map(_word_meaning, interpreted.meanings)),
        phrases=tuple(map(" ".join, question.phrases)),
        excluded=tuple(map(" ".join, question.excluded)),
        identifier=question.identifier,
        place=interpreted.effective_place.label if interpreted.effective_place else None,
        place_typed=interpreted.criteria.where if interpreted.place else place_among_words,
        typed=interpreted.as_typed.words if interpreted.as_typed else None,
        is_loose=loose,
    )


def _word_meaning(group: WordGroup) -> WordMeaning:
    parts = tuple(map(_word_meaning, group.compound_parts))
    if group.synonym_set is None:
        return WordMeaning(" ".join(group.words), None, (), group.age_group, parts)
    kind = group.synonym_set
    return WordMeaning(" ".join(group.words), kind.name, kind.as_written, group.age_group, parts)
