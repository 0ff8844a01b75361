"""The clause of each ranking rule, built from the words of a query; `CLAUSE_BUILDERS` holds them by rule id.

A rule and its variants (in a place, elsewhere) share one builder where they match in the same way: the caller passes
all words of the query, or those that remain beside the name of a place. A builder returns None when the rule has
nothing to look for, such as a phrase of one word. The rules on what an association does lie in `subject_clauses`.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from directory.language.name_variants import initials
from directory.language.normalise import content_words, sorted_key
from directory.language.phonetic import phonetic_key
from directory.language.stemming import stem
from directory.search.index import schema
from directory.search.query.dsl import EVERYTHING, Clause, all_of, any_of, phrase, term, terms
from directory.search.query.name_clauses import (
    at_least,
    bare_name,
    fuzzy,
    joined_or_split_words,
    name_begins,
    name_variant,
    own_words_of_name,
    stems_in,
    unfinished_words,
    whole_name,
    word_begins,
    words_in,
    words_in_any_form,
)
from directory.search.query.place_tiers import place_tiers
from directory.search.query.ranked_words import ClauseBuilders, RankedWords
from directory.search.query.subject_clauses import SUBJECT_CLAUSE_BUILDERS, fitting_activities, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterable

# A beginning of so many letters says little.
_SHORT_WORD = 3
_LONGEST_FUZZY_KEY = 40
_LONGEST_INITIALS = 6
# A typo in the first letter is looked for among all words of the index, which is slow: only for so many words.
_MOST_WORDS_WITH_FIRST_TYPO = 2
_FEWEST_WORDS_FOR_MOST = 3
_SHARE_OF_WORDS = 0.6
_FEWEST_LETTERS_FOR_TRIGRAMS = 8  # shorter words share half of theirs by chance
_SHARE_OF_TRIGRAMS = "65%"

CLAUSE_BUILDERS = ClauseBuilders(SUBJECT_CLAUSE_BUILDERS)
_builds = CLAUSE_BUILDERS.builds


# The words are the whole of a name, or a number.


@_builds("identifier")
def _identifier(query: RankedWords) -> Clause | None:
    return term(schema.IDENTIFIERS, query.identifier) if query.identifier else None


@_builds("exact_name")
def _exact_name(query: RankedWords) -> Clause | None:
    return term(schema.NAME_KEY, query.name_key) if query.name_key else None


@_builds("exact_name_in_place")
def _exact_name_in_place(query: RankedWords) -> Clause:
    return any_of(whole_name(words) for words in (query.words, query.with_wider_place) if words)


@_builds("short_name")
def _short_name(query: RankedWords) -> Clause | None:
    return term(schema.SHORT_KEY, query.name_key) if len(query.name_key) >= _SHORT_WORD else None


@_builds("short_name_of_two_letters")
def _short_name_of_two_letters(query: RankedWords) -> Clause | None:
    is_short = 0 < len(query.name_key) < _SHORT_WORD
    return term(schema.SHORT_KEY, query.name_key) if is_short and query.is_acronym else None


@_builds("same_words")
def _same_words(query: RankedWords) -> Clause | None:
    return term(schema.NAME_SORTED, sorted_key(query.words)) if query.name_key else None


@_builds("bare_name")
def _bare_name(query: RankedWords) -> Clause | None:
    return bare_name(query.words) if len(query.name_key) > _SHORT_WORD else None


@_builds("bare_name_in_place")
def _bare_name_in_place(query: RankedWords) -> Clause:
    return bare_name(query.words)


@_builds("variant")
def _variant(query: RankedWords) -> Clause | None:
    return name_variant(query.words) if len(query.name_key) > _SHORT_WORD else None


@_builds("variant_in_place")
def _variant_in_place(query: RankedWords) -> Clause:
    return name_variant(query.words)


# The words are part of a name.


@_builds("phrase")
def _phrase(query: RankedWords) -> Clause | None:
    return None if query.is_one_word else phrase(schema.NAME, query.words)


@_builds("first_word", "first_word_elsewhere")
def _first_word(query: RankedWords) -> Clause | None:
    """Match a short word that is the first of a name."""
    if not query.is_one_word or len(query.words[0]) > _SHORT_WORD:
        return None
    return all_of((name_begins(query.name_key), term(schema.NAME, query.words[0])))


@_builds("short_beginning", "short_beginning_elsewhere")
def _short_beginning(query: RankedWords) -> Clause | None:
    """Match the first letters of a name: while the first letters are typed, these are nearer than a word further on."""
    return _first_word_begins(query) if query.is_one_word and len(query.words[0]) <= _SHORT_WORD else None


@_builds("name_begins", "name_begins_elsewhere")
def _name_begins(query: RankedWords) -> Clause | None:
    if not query.is_one_word:
        return name_begins(query.name_key)
    return _first_word_begins(query) if len(query.words[0]) > _SHORT_WORD else None


def _first_word_begins(query: RankedWords) -> Clause:
    """Match a name whose first word begins so: `dart` does not begin d'Artagnan."""
    return all_of((name_begins(query.name_key), word_begins(query.words[0])))


@_builds("name_begins_joined", "name_begins_joined_elsewhere")
def _name_begins_joined(query: RankedWords) -> Clause | None:
    return name_begins(query.name_key) if query.is_one_word else None


@_builds("all_words", "all_words_elsewhere", "all_words_in_place")
def _all_words(query: RankedWords) -> Clause:
    return words_in(schema.NAME, query.content_words)


@_builds("more_words_in_place")
def _more_words_in_place(query: RankedWords) -> Clause | None:
    return words_in(schema.NAME, content_words(query.with_wider_place)) if query.with_wider_place else None


@_builds("joined", "joined_elsewhere")
def _joined(query: RankedWords) -> Clause | None:
    return term(schema.NAME_JOINED, query.words[0]) if query.is_one_word else None


@_builds("joined_or_split", "joined_or_split_elsewhere")
def _joined_or_split(query: RankedWords) -> Clause | None:
    return None if query.is_one_word else joined_or_split_words(query.content_words)


@_builds("joined_or_split_in_place")
def _joined_or_split_in_place(query: RankedWords) -> Clause:
    return joined_or_split_words(query.content_words)


@_builds("unfinished", "unfinished_elsewhere", "unfinished_in_place")
def _unfinished(query: RankedWords) -> Clause:
    return unfinished_words(query.content_words)


@_builds("compounds", "compounds_elsewhere")
def _compounds(query: RankedWords) -> Clause:
    """Match parts of compounds in the name, if the activity fits the kind: Meerszang holds "zang"."""
    return all_of((*fitting_activities(query.kinds), stems_in(schema.NAME_PARTS, query.content_words)))


@_builds("other_compounds", "other_compounds_elsewhere")
def _other_compounds(query: RankedWords) -> Clause | None:
    """Match the same parts whatever the activity: the judo of Meerszang is no singing."""
    return stems_in(schema.NAME_PARTS, query.content_words) if fitting_activities(query.kinds) else None


@_builds("compounds_in_place", "kind_words_in_name_in_place")
def _compounds_in_place(query: RankedWords) -> Clause:
    return stems_in(schema.NAME_PARTS, query.content_words)


@_builds("initials")
def _initials(query: RankedWords) -> Clause | None:
    fits = query.is_one_word and _SHORT_WORD <= len(query.name_key) <= _LONGEST_INITIALS
    return term(schema.INITIALS, query.name_key) if fits else None


@_builds("name_all_over_province")
def _name_all_over_province(query: RankedWords) -> Clause | None:
    """Match the name of an association that works in the whole province of the place: a wider tier than the place."""
    if query.place is None or not query.place.provinces or place_tiers(query.place).is_province:
        return None
    works = terms(schema.WORKS_ALL_OVER, query.place.provinces)
    return all_of((works, synonyms(schema.NAME_PARTS, query.kinds)))


# Loose: the words match in part, look alike or sound alike.


@_builds("mixed", "mixed_in_place")
def _mixed(query: RankedWords) -> Clause | None:
    return words_in_any_form(query.content_words) if len(query.content_words) > 1 else None


@_builds("words_initials")
def _words_initials(query: RankedWords) -> Clause | None:
    letters = initials(query.words)
    return any_of(terms(field, letters) for field in (schema.NAME_KEY, schema.SHORT_KEY)) if letters else None


@_builds("words_initials_in_place")
def _words_initials_in_place(query: RankedWords) -> Clause | None:
    letters = initials(query.words)
    return any_of(term(schema.NAME, one) for one in letters) if letters else None


@_builds("own_words", "own_words_in_place")
def _own_words(query: RankedWords) -> Clause | None:
    return own_words_of_name(query.beside_place) if len(query.beside_place) > 1 else None


@_builds("sounds", "sounds_in_place")
def _sounds(query: RankedWords) -> Clause:
    return words_in(schema.SOUNDS, query.phonetic_keys)


@_builds("typos", "typos_in_place")
def _typos(query: RankedWords) -> Clause:
    return all_of(fuzzy(schema.SOUNDS, phonetic) for phonetic in query.phonetic_keys)


@_builds("typos_in_first_letter")
def _typos_in_first_letter(query: RankedWords) -> Clause | None:
    if len(query.phonetic_keys) > _MOST_WORDS_WITH_FIRST_TYPO:
        return None
    return all_of(fuzzy(schema.SOUNDS, phonetic, first_letter_too=True) for phonetic in query.phonetic_keys)


@_builds("typos_in_whole")
def _typos_in_the_whole(query: RankedWords) -> Clause | None:
    return fuzzy(schema.NAME_KEY, query.name_key) if len(query.name_key) <= _LONGEST_FUZZY_KEY else None


@_builds("typos_anywhere")
def _typos_anywhere(query: RankedWords) -> Clause:
    return all_of(
        any_of((fuzzy(schema.EVERYTHING, stem(word)), fuzzy(schema.SOUNDS, phonetic_key(word))))
        for word in query.content_words
    )


@_builds("most_of_name", "most_of_name_in_place")
def _most_of_name(query: RankedWords) -> Clause | None:
    return _most(query, (fuzzy(schema.SOUNDS, phonetic) for phonetic in query.phonetic_keys))


@_builds("most_words", "most_words_in_place")
def _most_words(query: RankedWords) -> Clause | None:
    return _most(query, (term(schema.EVERYTHING, stem(word)) for word in query.content_words))


@_builds("trigrams", "trigrams_in_place")
def _trigrams(query: RankedWords) -> Clause | None:
    letters = query.name_key[:_LONGEST_FUZZY_KEY]
    if len(letters) < _FEWEST_LETTERS_FOR_TRIGRAMS:
        return None
    return {"match": {schema.TRIGRAMS: {"query": letters, "minimum_should_match": _SHARE_OF_TRIGRAMS}}}


# No words remain.


@_builds("place_alone", "no_words")
def _everything(_: RankedWords) -> Clause:
    return EVERYTHING


def _most(query: RankedWords, clauses: Iterable[Clause]) -> Clause | None:
    count = len(query.content_words)
    return at_least(max(2, ceil(count * _SHARE_OF_WORDS)), clauses) if count >= _FEWEST_WORDS_FOR_MOST else None
