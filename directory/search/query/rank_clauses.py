"""The clause of each ranking rule, built from the words of a query; `CLAUSE_BUILDERS` holds them by rule id.

A rule and its variants (in a place, elsewhere) share one builder where they match in the same way: the caller passes
all words of the query, or those that remain beside the name of a place. A builder returns None when the rule has
nothing to look for, such as a phrase of one word. The rules on what an association does lie in `subject_clauses`.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from directory.language.name_variants import initials
from directory.language.normalise import content_words, key, sorted_key
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
from directory.search.query.subject_clauses import SUBJECT_CLAUSE_BUILDERS, fitting_activities, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.query.ranked_words import ClauseBuilder, RankedWords

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


# The words are the whole of a name, or a number.


def _identifier(query: RankedWords) -> Clause | None:
    return term(schema.IDENTIFIERS, query.identifier) if query.identifier else None


def _website_above(query: RankedWords) -> Clause | None:
    return terms(schema.IDENTIFIERS, query.websites_above) if query.websites_above else None


def _exact_name(query: RankedWords) -> Clause | None:
    """Match the whole name; also one with a minus in it, of which the parser made words to leave out."""
    keys = [name_key for name_key in (query.name_key, key(query.whole_name)) if name_key]
    return any_of(term(schema.NAME_KEY, name_key) for name_key in keys) if keys else None


def _exact_name_in_place(query: RankedWords) -> Clause:
    return any_of(whole_name(words) for words in (query.words, query.with_wider_place) if words)


def _short_name(query: RankedWords) -> Clause | None:
    return term(schema.SHORT_KEY, query.name_key) if len(query.name_key) >= _SHORT_WORD else None


def _short_name_of_two_letters(query: RankedWords) -> Clause | None:
    is_short = 0 < len(query.name_key) < _SHORT_WORD
    return term(schema.SHORT_KEY, query.name_key) if is_short and query.is_acronym else None


def _same_words(query: RankedWords) -> Clause | None:
    return term(schema.NAME_SORTED, sorted_key(query.words)) if query.name_key else None


def _bare_name(query: RankedWords) -> Clause | None:
    return bare_name(query.words) if len(query.name_key) > _SHORT_WORD else None


def _bare_name_in_place(query: RankedWords) -> Clause:
    return bare_name(query.words)


def _variant(query: RankedWords) -> Clause | None:
    return name_variant(query.words) if len(query.name_key) > _SHORT_WORD else None


def _variant_in_place(query: RankedWords) -> Clause:
    return name_variant(query.words)


# The words are part of a name.


def _phrase(query: RankedWords) -> Clause | None:
    return None if query.is_one_word else phrase(schema.NAME, query.words)


def _first_word(query: RankedWords) -> Clause | None:
    """Match a short word that is the first of a name."""
    if not query.is_one_word or len(query.words[0]) > _SHORT_WORD:
        return None
    return all_of((name_begins(query.name_key), term(schema.NAME, query.words[0])))


def _short_beginning(query: RankedWords) -> Clause | None:
    """Match the first letters of a name: while the first letters are typed, these are nearer than a word further on."""
    return _first_word_begins(query) if query.is_one_word and len(query.words[0]) <= _SHORT_WORD else None


def _name_begins(query: RankedWords) -> Clause | None:
    if not query.is_one_word:
        return name_begins(query.name_key)
    return _first_word_begins(query) if len(query.words[0]) > _SHORT_WORD else None


def _first_word_begins(query: RankedWords) -> Clause:
    """Match a name whose first word begins so: `dart` does not begin d'Artagnan."""
    return all_of((name_begins(query.name_key), word_begins(query.words[0])))


def _name_begins_joined(query: RankedWords) -> Clause | None:
    return name_begins(query.name_key) if query.is_one_word else None


def _all_words(query: RankedWords) -> Clause:
    return words_in(schema.NAME, query.content_words)


def _more_words_in_place(query: RankedWords) -> Clause | None:
    return words_in(schema.NAME, content_words(query.with_wider_place)) if query.with_wider_place else None


def _joined(query: RankedWords) -> Clause | None:
    return term(schema.NAME_JOINED, query.words[0]) if query.is_one_word else None


def _joined_or_split(query: RankedWords) -> Clause | None:
    return None if query.is_one_word else joined_or_split_words(query.content_words)


def _joined_or_split_in_place(query: RankedWords) -> Clause:
    return joined_or_split_words(query.content_words)


def _unfinished(query: RankedWords) -> Clause:
    return unfinished_words(query.content_words)


def _compounds(query: RankedWords) -> Clause:
    """Match parts of compounds in the name, if the activity fits the kind: Meerszang holds "zang"."""
    return all_of((*fitting_activities(query.kinds), stems_in(schema.NAME_PARTS, query.content_words)))


def _other_compounds(query: RankedWords) -> Clause | None:
    """Match the same parts whatever the activity: the judo of Meerszang is no singing."""
    return stems_in(schema.NAME_PARTS, query.content_words) if fitting_activities(query.kinds) else None


def _compounds_in_place(query: RankedWords) -> Clause:
    return stems_in(schema.NAME_PARTS, query.content_words)


def _initials(query: RankedWords) -> Clause | None:
    fits = query.is_one_word and _SHORT_WORD <= len(query.name_key) <= _LONGEST_INITIALS
    return term(schema.INITIALS, query.name_key) if fits else None


def _name_all_over_province(query: RankedWords) -> Clause | None:
    """Match the name of an association that works in the whole province of the place: a wider tier than the place."""
    if query.place is None or not query.place.provinces or place_tiers(query.place).province is None:
        return None
    works = terms(schema.WORKS_ALL_OVER, query.place.provinces)
    return all_of((works, synonyms(schema.NAME_PARTS, query.kinds)))


# Loose: the words match in part, look alike or sound alike.


def _mixed(query: RankedWords) -> Clause | None:
    return words_in_any_form(query.content_words) if len(query.content_words) > 1 else None


def _words_initials(query: RankedWords) -> Clause | None:
    letters = initials(query.words)
    return any_of(terms(field, letters) for field in (schema.NAME_KEY, schema.SHORT_KEY)) if letters else None


def _words_initials_in_place(query: RankedWords) -> Clause | None:
    letters = initials(query.words)
    return any_of(term(schema.NAME, one) for one in letters) if letters else None


def _own_words(query: RankedWords) -> Clause | None:
    return own_words_of_name(query.beside_place) if len(query.beside_place) > 1 else None


def _sounds(query: RankedWords) -> Clause:
    return words_in(schema.SOUNDS, query.phonetic_keys)


def _typos(query: RankedWords) -> Clause:
    return all_of(fuzzy(schema.SOUNDS, phonetic) for phonetic in query.phonetic_keys)


def _typos_in_first_letter(query: RankedWords) -> Clause | None:
    if len(query.phonetic_keys) > _MOST_WORDS_WITH_FIRST_TYPO:
        return None
    return all_of(fuzzy(schema.SOUNDS, phonetic, first_letter_too=True) for phonetic in query.phonetic_keys)


def _typos_in_the_whole(query: RankedWords) -> Clause | None:
    return fuzzy(schema.NAME_KEY, query.name_key) if len(query.name_key) <= _LONGEST_FUZZY_KEY else None


def _typos_anywhere(query: RankedWords) -> Clause:
    return all_of(
        any_of((fuzzy(schema.EVERYTHING, stem(word)), fuzzy(schema.SOUNDS, phonetic_key(word))))
        for word in query.content_words
    )


def _most_of_name(query: RankedWords) -> Clause | None:
    return _most(query, (fuzzy(schema.SOUNDS, phonetic) for phonetic in query.phonetic_keys))


def _most_words(query: RankedWords) -> Clause | None:
    return _most(query, (term(schema.EVERYTHING, stem(word)) for word in query.content_words))


def _trigrams(query: RankedWords) -> Clause | None:
    letters = query.name_key[:_LONGEST_FUZZY_KEY]
    if len(letters) < _FEWEST_LETTERS_FOR_TRIGRAMS:
        return None
    return {"match": {schema.TRIGRAMS: {"query": letters, "minimum_should_match": _SHARE_OF_TRIGRAMS}}}


# No words remain.


def _everything(_: RankedWords) -> Clause:
    return EVERYTHING


def _most(query: RankedWords, clauses: Iterable[Clause]) -> Clause | None:
    count = len(query.content_words)
    return at_least(max(2, ceil(count * _SHARE_OF_WORDS)), clauses) if count >= _FEWEST_WORDS_FOR_MOST else None


CLAUSE_BUILDERS: dict[str, ClauseBuilder] = {
    **SUBJECT_CLAUSE_BUILDERS,
    "identifier": _identifier,
    "website_above": _website_above,
    "exact_name": _exact_name,
    "exact_name_in_place": _exact_name_in_place,
    "short_name": _short_name,
    "short_name_of_two_letters": _short_name_of_two_letters,
    "same_words": _same_words,
    "bare_name": _bare_name,
    "bare_name_in_place": _bare_name_in_place,
    "variant": _variant,
    "variant_in_place": _variant_in_place,
    "phrase": _phrase,
    "first_word": _first_word,
    "first_word_elsewhere": _first_word,
    "short_beginning": _short_beginning,
    "short_beginning_elsewhere": _short_beginning,
    "name_begins": _name_begins,
    "name_begins_elsewhere": _name_begins,
    "name_begins_joined": _name_begins_joined,
    "name_begins_joined_elsewhere": _name_begins_joined,
    "all_words": _all_words,
    "all_words_elsewhere": _all_words,
    "all_words_in_place": _all_words,
    "more_words_in_place": _more_words_in_place,
    "joined": _joined,
    "joined_elsewhere": _joined,
    "joined_or_split": _joined_or_split,
    "joined_or_split_elsewhere": _joined_or_split,
    "joined_or_split_in_place": _joined_or_split_in_place,
    "unfinished": _unfinished,
    "unfinished_elsewhere": _unfinished,
    "unfinished_in_place": _unfinished,
    "compounds": _compounds,
    "compounds_elsewhere": _compounds,
    "other_compounds": _other_compounds,
    "other_compounds_elsewhere": _other_compounds,
    "compounds_in_place": _compounds_in_place,
    "kind_words_in_name_in_place": _compounds_in_place,
    "initials": _initials,
    "name_all_over_province": _name_all_over_province,
    "mixed": _mixed,
    "mixed_in_place": _mixed,
    "words_initials": _words_initials,
    "words_initials_in_place": _words_initials_in_place,
    "own_words": _own_words,
    "own_words_in_place": _own_words,
    "sounds": _sounds,
    "sounds_in_place": _sounds,
    "typos": _typos,
    "typos_in_place": _typos,
    "typos_in_first_letter": _typos_in_first_letter,
    "typos_in_whole": _typos_in_the_whole,
    "typos_anywhere": _typos_anywhere,
    "most_of_name": _most_of_name,
    "most_of_name_in_place": _most_of_name,
    "most_words": _most_words,
    "most_words_in_place": _most_words,
    "trigrams": _trigrams,
    "trigrams_in_place": _trigrams,
    "place_alone": _everything,
    "no_words": _everything,
}
