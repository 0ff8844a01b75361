"""The autocomplete query: the request for associations whose name may be the one that is being typed.

It is sent at every key press, so it has a few clauses of its own instead of the ranking rules: the whole name, its
prefix, prefixes of its words, and the same in a place that is being typed ("okra wil" finds Okra in Wilsele).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from directory.geography.gazetteer import PlaceKind
from directory.language.normalise import STOP_WORDS, key
from directory.language.phonetic import phonetic_key
from directory.language.stemming import stem
from directory.language.synonyms import correct_kinds, kind_vocabulary
from directory.language.vocabulary import SHORTEST_ALIKE
from directory.search.index import schema
from directory.search.query.dsl import Clause, all_of, any_of, best_of, scored, term, terms
from directory.search.understanding.place_detection import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.geography.gazetteer import Gazetteer, Place
    from directory.search.understanding.interpretation import InterpretedQuery

# In words: the longest name of a place that is looked for at the end of the text.
_LONGEST_PLACE = 4
# In letters: the shortest prefix of a place.
_SHORTEST_PREFIX = 2
# Only a very short prefix has more places; the largest come first.
_MOST_PLACES = 40
# In letters: two letters are the prefix of a name far more often than a whole short name.
_SHORTEST_NAME = 3


class PartialPlace(NamedTuple):
    """A place that is being typed: the words before it, and the places whose name has this prefix."""

    words_before: tuple[str, ...]
    places: tuple[Place, ...]


def autocomplete_request(
    interpreted: InterpretedQuery, size: int, *, fuzzy: bool, within: Clause | None = None
) -> dict[str, Any]:
    """Return the request for `size` associations; `fuzzy` allows typing mistakes, for when no name has the prefix.

    `within` is a clause that every one of them must match.
    """
    clauses = _fuzzy_clauses(interpreted) if fuzzy else _prefix_clauses(interpreted)
    found = best_of([scored(clause, score) for score, clause in clauses])
    return {
        "size": size,
        "track_total_hits": True,
        "_source": [schema.VCODE, f"{schema.SHOWN}.name", f"{schema.SHOWN}.places"],
        "query": {"bool": {"must": [found], "filter": [within]}} if within else found,
        "sort": [*_by_distance(interpreted), {"_score": "desc"}, {schema.NAME_LENGTH: "asc"}, {schema.VCODE: "asc"}],
    }


def _by_distance(interpreted: InterpretedQuery) -> list[dict[str, Any]]:
    """Sort by distance from the place that is filled in, if any."""
    if interpreted.place is None or interpreted.place.point is None:
        return []
    point = {"lat": interpreted.place.point.lat, "lon": interpreted.place.point.lon}
    return [{"_geo_distance": {schema.POINTS: point, "order": "asc", "unit": "m", "mode": "min"}}]


def _prefix_clauses(interpreted: InterpretedQuery) -> Iterable[tuple[int, Clause]]:
    """Return clauses with their scores, for text that is a prefix of a name or of its words."""
    parsed = interpreted.question
    whole = key(parsed.all_words)
    words = _content_words(parsed.all_words)
    if parsed.identifier:
        yield 9, term(schema.IDENTIFIERS, parsed.identifier)
    if whole:
        yield 8, term(schema.NAME_KEY, whole)
        yield 6, _name_prefix(whole)
    if len(whole) >= _SHORTEST_NAME:
        # "koo" is the beginning of a word before it is the initials of Kultuurkring Otterpad Otegem.
        yield (2 if kind_vocabulary().has_prefix(whole) else 8), term(schema.SHORT_KEY, whole)
    yield 5, all_of([*(term(schema.NAME, word) for word in words[:-1]), _word_prefix(words[-1])])
    # Of one word, the prefix is in the clause above already.
    yield 3, _has_part(words[0]) if len(words) == 1 else all_of(map(_prefix_or_part, words))
    for partial in partial_places(interpreted):
        yield 4, all_of((_in_places(partial.places), *(map(_prefix_or_part, _content_words(partial.words_before)))))


def _fuzzy_clauses(interpreted: InterpretedQuery) -> Iterable[tuple[int, Clause]]:
    """Return clauses with their scores, for misspelt text."""
    yield 2, all_of(map(_fuzzy_word, _content_words(interpreted.question.all_words)))
    for partial in partial_places(interpreted):
        yield 1, all_of((_in_places(partial.places), *(map(_fuzzy_word, _content_words(partial.words_before)))))


def _content_words(words: Sequence[str]) -> list[str]:
    """Leave the stop words out, except as the last word: it may be the prefix of another word."""
    return [*(word for word in words[:-1] if word not in STOP_WORDS), words[-1]]


def _name_prefix(whole: str) -> Clause:
    if len(whole) > schema.LONGEST_HEAD:
        return {"prefix": {schema.NAME_KEY: whole}}
    return term(schema.NAME_HEAD, whole)


def _word_prefix(word: str) -> Clause:
    if len(word) > schema.LONGEST_BEGINNING:
        return {"prefix": {schema.NAME: word}}
    return term(schema.NAME_BEGINNINGS, word)


def _prefix_or_part(word: str) -> Clause:
    """Match a name with a word that has this prefix, or with the word in another form or as part of a compound."""
    return any_of((_word_prefix(word), _has_part(word)))


def _has_part(word: str) -> Clause:
    return term(schema.NAME_PARTS, stem(word))


def _fuzzy_word(word: str) -> Clause:
    """Match a name with a word of nearly the same phonetic key or prefix, or with the prefix of the nearest kind."""
    if len(word) < SHORTEST_ALIKE:
        return _word_prefix(word)
    (corrected,) = correct_kinds((word,))
    clauses = (
        _one_typo(schema.SOUNDS, phonetic_key(word)),
        _one_typo(schema.NAME_BEGINNINGS, word[: schema.LONGEST_BEGINNING]),
    )
    return any_of(clauses if corrected == word else (*clauses, _word_prefix(corrected)))


def _one_typo(field: str, word: str) -> Clause:
    """Allow one mistake: phonetic keys have no others left, and for two the engine reads far more terms."""
    return {"fuzzy": {field: {"value": word, "fuzziness": 1, "prefix_length": 1, "max_expansions": 25}}}


def partial_places(interpreted: InterpretedQuery) -> Iterable[PartialPlace]:
    """Return the places that the last words begin to name, or else the place that other words name in full."""
    if interpreted.criteria.where:
        return
    partial = detect_partial_place(interpreted.question.all_words, interpreted.gazetteer)
    if partial:
        yield partial
    elif interpreted.place_match and interpreted.place_match.remaining_words:
        yield PartialPlace(interpreted.place_match.remaining_words, (interpreted.place_match.place,))


def detect_partial_place(words: Sequence[str], gazetteer: Gazetteer) -> PartialPlace | None:
    """Return the places that the last words are a prefix of, for the longest run of words that is one."""
    for width in range(min(_LONGEST_PLACE, len(words) - 1), 0, -1):
        before, prefix = words[:-width], key(words[-width:])
        if len(prefix) >= _SHORTEST_PREFIX and (places := gazetteer.places_starting_with(prefix)):
            without_preposition = before[:-1] if before[-1] in PREPOSITIONS and len(before) > 1 else before
            return PartialPlace(tuple(without_preposition), tuple(places[:_MOST_PLACES]))
    return None


def _in_places(places: Sequence[Place]) -> Clause:
    """Match what has an address in one of the places."""
    wide = [
        code for place in places if not place.is_narrow and place.kind is not PlaceKind.PROVINCE for code in place.areas
    ]
    codes_by_field = {
        schema.ADDRESS_AREAS: wide,
        schema.DISTRICTS: [code for place in places for code in place.districts],
        schema.POSTCODES: [code for place in places for code in place.postcodes],
    }
    return any_of(terms(field, list(dict.fromkeys(codes))) for field, codes in codes_by_field.items() if codes)
