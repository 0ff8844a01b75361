"""The clauses of the ranking rules on what an association does: its kind (with synonyms), its activity, its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.language.compound_words import decompound
from directory.language.stemming import stem
from directory.language.synonyms import NO_TERMS, correct_kinds
from directory.search.index import schema
from directory.search.query.dsl import Clause, all_of, term, terms
from directory.search.query.kind_clauses import fitting_activity, meaning_clause, words_of_meaning
from directory.search.query.name_clauses import stems_in
from directory.search.understanding.kinds import kinds_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.language.synonyms import WordGroup
    from directory.search.query.ranked_words import ClauseBuilder, RankedWords

_SHORTEST_STEM_BEGUN = 4  # letters; a shorter beginning says too little


def _subject_in_these_words(query: RankedWords) -> Clause:
    return _these_words(schema.TOPIC, query.kinds)


def _says_these_words(query: RankedWords) -> Clause | None:
    if not _knows_a_kind(query.kinds):
        return None
    return all_of((*fitting_activities(query.kinds), _these_words(schema.EVERYTHING, query.kinds)))


def _kind_in_name(query: RankedWords) -> Clause | None:
    return synonyms(schema.NAME_PARTS, query.kinds) if _knows_a_kind(query.kinds) else None


def _subject(query: RankedWords) -> Clause | None:
    return synonyms(schema.TOPIC, query.kinds) if _knows_a_kind(query.kinds) else None


def _says_its_kind(query: RankedWords) -> Clause | None:
    if not _knows_a_kind(query.kinds):
        return None
    return all_of((*fitting_activities(query.kinds), synonyms(schema.EVERYTHING, query.kinds)))


def _anywhere_in_text(query: RankedWords) -> Clause:
    return _these_words(schema.EVERYTHING, query.kinds)


def _subject_any_age(query: RankedWords) -> Clause | None:
    ageless = [meaning for meaning in query.kinds if not meaning.is_only_age]
    return synonyms(schema.TOPIC, ageless) if 0 < len(ageless) < len(query.kinds) else None


def _word_for_kind_in_name_in_place(query: RankedWords) -> Clause:
    return synonyms(schema.NAME_PARTS, query.kinds, fitting=False)


def _activity_alone_in_place(query: RankedWords) -> Clause | None:
    """Match the activity of an association that names no kind: the scouts that carry only the name of a saint."""
    concepts = [
        meaning.synonym_set for meaning in query.kinds if meaning.synonym_set and meaning.synonym_set.activities
    ]
    if len(concepts) != len(query.kinds):
        return None
    fitting = [terms(schema.ACTIVITIES, concept.activities) for concept in concepts]
    return all_of((*fitting, term(schema.KINDLESS, value=True)))


def _parts_anywhere(query: RankedWords) -> Clause | None:
    """Match the parts of compounds anywhere in the text (decompounding)."""
    if not any(map(decompound, query.content_words)):
        return None
    return stems_in(schema.EVERYTHING, [part for word in query.content_words for part in decompound(word) or (word,)])


def _neighbouring_kind(query: RankedWords) -> Clause | None:
    has_neighbours = any(meaning.synonym_set and meaning.synonym_set.related != NO_TERMS for meaning in query.kinds)
    return synonyms(schema.TOPIC, query.kinds, near=True) if has_neighbours else None


def _half_of_the_kind(query: RankedWords) -> Clause | None:
    """Match the half of a compound that tells most: dogs of a dogs' shelter."""
    essence = [meaning.informative_part for meaning in query.kinds]
    return synonyms(schema.EVERYTHING, essence) if essence != query.kinds else None


def _begun_anywhere(query: RankedWords) -> Clause | None:
    words = [word for meaning in query.kinds for word in meaning.words]
    if all(len(word) < _SHORTEST_STEM_BEGUN for word in words):
        return None
    return all_of(_stem_begins(stem(word)) for word in words)


def _kind_misspelt(query: RankedWords) -> Clause | None:
    corrected = tuple(
        word if word in query.as_words else near
        for word, near in zip(query.content_words, correct_kinds(query.content_words), strict=True)
    )
    return synonyms(schema.TOPIC, kinds_in(corrected, query.as_words)) if corrected != query.content_words else None


def _these_words(field: str, kinds: Iterable[WordGroup]) -> Clause:
    """Match when a field holds these very words."""
    return all_of(words_of_meaning(meaning, field) for meaning in kinds)


def synonyms(field: str, kinds: Iterable[WordGroup], *, near: bool = False, fitting: bool = True) -> Clause:
    """Match when a field holds each word or a synonym, or the age group agrees."""
    return all_of(meaning_clause(meaning, field, near=near, fitting=fitting) for meaning in kinds)


def fitting_activities(kinds: Iterable[WordGroup]) -> list[Clause]:
    """Return the conditions on the activity that the kinds set."""
    return [clause for meaning in kinds for clause in fitting_activity(meaning)]


def _knows_a_kind(kinds: Iterable[WordGroup]) -> bool:
    return any(meaning.is_known for meaning in kinds)


def _stem_begins(start: str) -> Clause:
    is_long_enough = len(start) >= _SHORTEST_STEM_BEGUN
    return {"prefix": {schema.EVERYTHING: start}} if is_long_enough else term(schema.EVERYTHING, start)


SUBJECT_CLAUSE_BUILDERS: dict[str, ClauseBuilder] = {
    "subject_words": _subject_in_these_words,
    "subject_words_in_place": _subject_in_these_words,
    "kind_subject_words_in_place": _subject_in_these_words,
    "says_these_words": _says_these_words,
    "says_these_words_in_place": _says_these_words,
    "kind_says_these_words_in_place": _says_these_words,
    "kind_in_name": _kind_in_name,
    "kind_in_name_in_place": _kind_in_name,
    "kind_kind_in_name_in_place": _kind_in_name,
    "subject": _subject,
    "subject_in_place": _subject,
    "kind_subject_in_place": _subject,
    "says_its_kind": _says_its_kind,
    "says_its_kind_in_place": _says_its_kind,
    "kind_says_its_kind_in_place": _says_its_kind,
    "anywhere_in_text": _anywhere_in_text,
    "anywhere_in_text_in_place": _anywhere_in_text,
    "kind_anywhere_in_text_in_place": _anywhere_in_text,
    "subject_any_age": _subject_any_age,
    "subject_any_age_in_place": _subject_any_age,
    "word_for_kind_in_name_in_place": _word_for_kind_in_name_in_place,
    "activity_alone_in_place": _activity_alone_in_place,
    "parts_anywhere": _parts_anywhere,
    "neighbouring_kind": _neighbouring_kind,
    "half_of_the_kind": _half_of_the_kind,
    "begun_anywhere": _begun_anywhere,
    "kind_misspelt": _kind_misspelt,
    "kind_misspelt_in_place": _kind_misspelt,
}
