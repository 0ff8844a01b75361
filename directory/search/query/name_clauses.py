"""Clauses on the names of associations that several ranking rules share: whole, begun, joined, compound, fuzzy."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from directory.language.name_variants import variants
from directory.language.normalise import distinctive_words, key, sorted_key
from directory.language.stemming import stem, stem_all
from directory.language.vocabulary import typos_allowed
from directory.search.index import schema
from directory.search.query.dsl import Clause, all_of, any_of, term, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The words of a query that a fuzzy clause may be expanded to; more cost time and are ever less alike.
_MAX_EXPANSIONS = 25


def words_in(field: str, words: Iterable[str]) -> Clause:
    """Match when a field holds all words."""
    return all_of(term(field, word) for word in words)


def stems_in(field: str, words: Iterable[str]) -> Clause:
    """Match when a field holds the stems of all words."""
    return words_in(field, stem_all(words))


def whole_name(words: Sequence[str]) -> Clause:
    """Match when these are all the words of a name or short name, in any order."""
    name_key = key(words)
    fields = (schema.NAME_KEY, schema.SHORT_KEY)
    return any_of((*(term(field, name_key) for field in fields), term(schema.NAME_SORTED, sorted_key(words))))


def bare_name(words: Sequence[str]) -> Clause:
    """Match when a name is the same without titles and stop words."""
    return term(schema.BARE_KEY, key(distinctive_words(words)))


def name_variant(words: Sequence[str]) -> Clause:
    """Match when a name is another way to write these words (KVC, Koninklijke Voetbalclub), or the reverse."""
    written_otherwise = variants(tuple(words))
    ways = [term(schema.VARIANTS, key(words))]
    return any_of([*ways, terms(schema.NAME_KEY, written_otherwise)] if written_otherwise else ways)


def own_words_of_name(words: Sequence[str]) -> Clause:
    """Match when the words hold everything in a name that tells no kind, place or title, whatever else they say."""
    return {"terms_set": {schema.OWN: {"terms": list(words), "minimum_should_match_field": schema.OWN_COUNT}}}


def word_begins(word: str) -> Clause:
    """Match names with a word that begins so."""
    if len(word) > schema.LONGEST_BEGINNING:
        return {"prefix": {schema.NAME: word}}  # longer than what is indexed; few words begin so, so this is quick
    return term(schema.NAME_BEGINNINGS, word)


def name_begins(name_key: str) -> Clause:
    """Match names whose key begins so."""
    if len(name_key) > schema.LONGEST_HEAD:
        return {"prefix": {schema.NAME_KEY: name_key}}
    return term(schema.NAME_HEAD, name_key)


def unfinished_words(words: Sequence[str]) -> Clause:
    """Match names with all words, of which the last may still be unfinished."""
    return all_of([*(term(schema.NAME, word) for word in words[:-1]), word_begins(words[-1])])


def joined_or_split_words(words: Sequence[str]) -> Clause:
    """Match when each word is in the name as such, joined to its neighbour, or split: toneel kring, toneelkring."""
    joins = _joined_neighbours(words)
    return all_of(any_of([term(schema.NAME_JOINED, word), *_in_name(word, *joins[word])]) for word in words)


def words_in_any_form(words: Sequence[str]) -> Clause:
    """Match when each word is in the name as such, joined, split, begun, or as part of a compound."""
    joins = _joined_neighbours(words)
    return all_of(
        any_of(
            [
                word_begins(word),
                term(schema.NAME_JOINED, word),
                term(schema.NAME_PARTS, stem(word)),
                *_in_name(*joins[word]),
            ]
        )
        for word in words
    )


def fuzzy(field: str, word: str, *, first_letter_too: bool = False) -> Clause:
    """Allow one or two typos by the length of the word; in its first letter only on request, because that is slow."""
    typos = typos_allowed(word)
    if not typos:
        return term(field, word)
    prefix_length = 0 if first_letter_too else 1
    options = {"fuzziness": typos, "prefix_length": prefix_length, "max_expansions": _MAX_EXPANSIONS}
    return {"fuzzy": {field: {"value": word, **options}}}


def at_least(count: int, clauses: Iterable[Clause]) -> Clause:
    """Match when so many of the clauses match."""
    return {"bool": {"should": list(clauses), "minimum_should_match": count}}


def _joined_neighbours(words: Sequence[str]) -> dict[str, list[str]]:
    """Return each word with what it is when written as one with the word before or after it."""
    joins: dict[str, list[str]] = {word: [] for word in words}
    for left, right in pairwise(words):
        joins[left].append(left + right)
        joins[right].append(left + right)
    return joins


def _in_name(*words: str) -> list[Clause]:
    return [term(schema.NAME, word) for word in words]
