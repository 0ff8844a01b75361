"""The engine's clauses for a kind of association (query expansion): synonyms, abbreviations, age group, activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.language.stemming import stem_all
from directory.search.index import schema
from directory.search.query.dsl import Clause, all_of, any_of, none_of, terms

if TYPE_CHECKING:
    from directory.language.synonyms import StemmedTerms, SynonymSet, WordGroup


def words_of_meaning(group: WordGroup, field: str) -> Clause:
    """Match a field that holds these very words, as stems, without their synonyms."""
    return all_of({"term": {field: part}} for part in stem_all(group.words))


def meaning_clause(group: WordGroup, field: str, *, near: bool = False, fitting: bool = True) -> Clause:
    """Match a field that holds the words or one of their synonyms.

    `near` adds the words of neighbouring kinds. With `fitting` the activity of the association must agree (or be
    absent) where the kind has one: card players ("klaveren klimmers") are not climbers.
    """
    ways = [words_of_meaning(group, field)]
    if group.synonym_set:
        ways += _kind_clauses(group.synonym_set, field, fitting=fitting)
        ways += _any_word(group.synonym_set.related, field) if near else []
    if group.age_group:
        ways.append({"term": {schema.AIMED_AT: group.age_group}})
    if group.compound_parts:
        *before, last = group.compound_parts
        others = [meaning_clause(part, field, fitting=False) for part in before]
        ways.append(all_of((*others, meaning_clause(last, field, fitting=fitting))))
    return any_of(ways)


def fitting_activity(group: WordGroup) -> list[Clause]:
    """Return the condition on the activity that the kind sets: one of its own, or none known; empty without a kind."""
    if group.synonym_set:
        return _fitting_kind(group.synonym_set)
    return [clause for part in group.compound_parts[-1:] for clause in fitting_activity(part)]


def _fitting_kind(kind: SynonymSet) -> list[Clause]:
    if not kind.activities:
        return []
    has_no_activity = none_of(({"exists": {"field": schema.ACTIVITIES}},))
    return [any_of((terms(schema.ACTIVITIES, kind.activities), has_no_activity))]


def _kind_clauses(kind: SynonymSet, field: str, *, fitting: bool) -> list[Clause]:
    """Match the words of a kind, and its abbreviation in a name together with its activity: FC in sport."""
    condition = _fitting_kind(kind) if fitting else []
    clauses = [all_of((*condition, any_of(_any_word(kind.terms, field))))]
    if kind.abbreviations:
        clauses.append(all_of((terms(schema.LETTERS, kind.abbreviations), terms(schema.ACTIVITIES, kind.activities))))
    return clauses


def _any_word(words: StemmedTerms, field: str) -> list[Clause]:
    single = [terms(field, words.stems)] if words.stems else []
    return single + [all_of({"term": {field: part}} for part in phrase) for phrase in words.phrases]
