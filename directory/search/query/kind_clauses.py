"""The engine's clauses for a kind of association: its words, their synonyms, its abbreviations and its activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.language.stemming import stem_all
from directory.search.index import schema
from directory.search.query.dsl import Clause, all_of, any_of, none_of, terms

if TYPE_CHECKING:
    from directory.language.synonyms import StemmedTerms, SynonymSet, WordGroup


def words_of_meaning(meaning: WordGroup, field: str) -> Clause:
    """Match a field that holds these very words, as stems, without their synonyms."""
    return all_of({"term": {field: part}} for part in stem_all(meaning.words))


def meaning_clause(meaning: WordGroup, field: str, *, near: bool = False, fitting: bool = True) -> Clause:
    """Match a field that holds the words or one of their synonyms.

    `near` adds the words of neighbouring kinds. With `fitting` the activity of the association must agree (or be
    absent) where the kind has one: card players ("klaveren klimmers") are not climbers.
    """
    ways = [words_of_meaning(meaning, field)]
    if meaning.concept:
        ways += _concept_clauses(meaning.concept, field, fitting=fitting)
        ways += _any_word(meaning.concept.near, field) if near else []
    if meaning.age:
        ways.append({"term": {schema.AIMED_AT: meaning.age}})
    if meaning.halves:
        *before, last = meaning.halves
        halves_too = [meaning_clause(half, field, fitting=False) for half in before]
        ways.append(all_of((*halves_too, meaning_clause(last, field, fitting=fitting))))
    return any_of(ways)


def fitting_activity(meaning: WordGroup) -> list[Clause]:
    """Return the condition on the activity that the kind sets: one of its own, or none known; empty without a kind."""
    if meaning.concept:
        return _fitting_concept(meaning.concept)
    return [clause for half in meaning.halves[-1:] for clause in fitting_activity(half)]


def _fitting_concept(concept: SynonymSet) -> list[Clause]:
    if not concept.activities:
        return []
    has_no_activity = none_of(({"exists": {"field": schema.ACTIVITIES}},))
    return [any_of((terms(schema.ACTIVITIES, concept.activities), has_no_activity))]


def _concept_clauses(concept: SynonymSet, field: str, *, fitting: bool) -> list[Clause]:
    """Match the words of a kind, and its abbreviation in a name together with its activity: FC in sport."""
    condition = _fitting_concept(concept) if fitting else []
    clauses = [all_of((*condition, any_of(_any_word(concept.words, field))))]
    if concept.letters:
        clauses.append(all_of((terms(schema.LETTERS, concept.letters), terms(schema.ACTIVITIES, concept.activities))))
    return clauses


def _any_word(words: StemmedTerms, field: str) -> list[Clause]:
    single = [terms(field, words.stems)] if words.stems else []
    return single + [all_of({"term": {field: part}} for part in phrase) for phrase in words.phrases]
