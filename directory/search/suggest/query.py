"""The request for the associations that somebody who is still typing may mean. Pure.

It is asked at every key that is pressed, so it has a few clauses of its own instead of the ranking: the whole name, its
beginning, the beginnings of its words, and the same in a place whose name was begun ("okra wil" is the one in Wilsele).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from directory.geography.gazetteer import PlaceKind
from directory.language.normalise import STOP_WORDS, key
from directory.language.phonetic import phonetic_key
from directory.language.stemming import stem
from directory.language.synonyms import correct_kinds
from directory.search.index import schema
from directory.search.query.dsl import Clause, all_of, any_of, best_of, scored, term, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.geography.gazetteer import Gazetteer, Place
    from directory.search.understanding.interpretation import InterpretedQuery

# The name of a place has at most so many words.
_LONGEST_PLACE = 4
_FEWEST_LETTERS = 2
# More places begin so only while hardly anything was typed; the largest come first.
_MOST_PLACES = 40
_BEFORE_A_PLACE = frozenset({"in", "te", "uit", "bij", "van", "nabij", "rond"})
# Two letters are the beginning of something far more often than the whole of a short name.
_SHORTEST_NAME = 3
_FEWEST_FUZZY = 4


class Begun(NamedTuple):
    """The words before the name of a place that was begun, and the places that it may become."""

    rest: tuple[str, ...]
    places: tuple[Place, ...]


def request(interpreted: InterpretedQuery, size: int, *, alike: bool) -> dict[str, Any]:
    """Return the request; `alike` allows typing mistakes, for when nothing begins so."""
    ways = _alike(interpreted) if alike else _begins(interpreted)
    return {
        "size": size,
        "track_total_hits": True,
        "_source": [schema.VCODE, f"{schema.SHOWN}.name", f"{schema.SHOWN}.places"],
        "query": best_of([scored(clause, score) for score, clause in ways]),
        "sort": [*_distance(interpreted), {"_score": "desc"}, {schema.NAME_LENGTH: "asc"}, {schema.VCODE: "asc"}],
    }


def _distance(interpreted: InterpretedQuery) -> list[dict[str, Any]]:
    """Order nearest first from a place that is filled in."""
    if interpreted.place is None or interpreted.place.point is None:
        return []
    point = {"lat": interpreted.place.point.lat, "lon": interpreted.place.point.lon}
    return [{"_geo_distance": {schema.POINTS: point, "order": "asc", "unit": "m", "mode": "min"}}]


def _begins(interpreted: InterpretedQuery) -> Iterable[tuple[int, Clause]]:
    question = interpreted.question
    whole = key(question.words)
    meant = _meant(question.words)
    if question.identifier:
        yield 9, term(schema.IDENTIFIERS, question.identifier)
    if whole:
        keys = (schema.NAME_KEY, schema.SHORT_KEY) if len(whole) >= _SHORTEST_NAME else (schema.NAME_KEY,)
        yield 8, any_of(term(field, whole) for field in keys)
        yield 6, _name_begins(whole)
    yield 5, all_of([*(term(schema.NAME, word) for word in meant[:-1]), _word_begins(meant[-1])])
    # Of a word alone, what begins so is there already.
    yield 3, _has_part(meant[0]) if len(meant) == 1 else all_of(map(_says, meant))
    for one in there(interpreted):
        yield 4, all_of((_in(one.places), *(map(_says, _meant(one.rest)))))


def _alike(interpreted: InterpretedQuery) -> Iterable[tuple[int, Clause]]:
    meant = _meant(interpreted.question.words)
    yield 2, all_of(_sounds(word) for word in meant)
    for one in there(interpreted):
        yield 1, all_of((_in(one.places), *(map(_sounds, _meant(one.rest)))))


def _meant(words: Sequence[str]) -> list[str]:
    """Leave the small words out, but for the last: it may be the beginning of another."""
    return [*(word for word in words[:-1] if word not in STOP_WORDS), words[-1]]


def _name_begins(whole: str) -> Clause:
    if len(whole) > schema.LONGEST_HEAD:
        return {"prefix": {schema.NAME_KEY: whole}}
    return term(schema.NAME_HEAD, whole)


def _word_begins(word: str) -> Clause:
    if len(word) > schema.LONGEST_BEGINNING:
        return {"prefix": {schema.NAME: word}}
    return term(schema.NAME_BEGINNINGS, word)


def _says(word: str) -> Clause:
    """Match a name in which a word begins so, or that holds the word in another form or as part of a compound."""
    return any_of((_word_begins(word), _has_part(word)))


def _has_part(word: str) -> Clause:
    return term(schema.NAME_PARTS, stem(word))


def _sounds(word: str) -> Clause:
    """Match a name in which a word sounds like it or begins almost so, or begins as the kind that was almost typed."""
    if len(word) < _FEWEST_FUZZY:
        return _word_begins(word)
    (spelt_well,) = correct_kinds((word,))
    ways = (_fuzzy(schema.SOUNDS, phonetic_key(word)), _fuzzy(schema.NAME_BEGINNINGS, word[: schema.LONGEST_BEGINNING]))
    return any_of(ways if spelt_well == word else (*ways, _word_begins(spelt_well)))


def _fuzzy(field: str, word: str) -> Clause:
    """Allow one mistake: what is heard has evened out the others, and with two the engine looks at far more words."""
    return {"fuzzy": {field: {"value": word, "fuzziness": 1, "prefix_length": 1, "max_expansions": 25}}}


def there(interpreted: InterpretedQuery) -> Iterable[Begun]:
    """Read a place at the end of the words, finished or not, or wherever one stands in full."""
    if interpreted.criteria.where:
        return
    begun = begun_place(interpreted.question.words, interpreted.gazetteer)
    if begun:
        yield begun
    elif interpreted.place_match and interpreted.place_match.remaining_words:
        yield Begun(interpreted.place_match.remaining_words, (interpreted.place_match.place,))


def begun_place(words: Sequence[str], gazetteer: Gazetteer) -> Begun | None:
    """Return the places that the last words begin to name, the longest run of words first, and the words before."""
    for width in range(min(_LONGEST_PLACE, len(words) - 1), 0, -1):
        rest, typed = words[:-width], key(words[-width:])
        if len(typed) >= _FEWEST_LETTERS and (found := gazetteer.places_starting_with(typed)):
            before = rest[:-1] if rest[-1] in _BEFORE_A_PLACE and len(rest) > 1 else rest
            return Begun(tuple(before), tuple(found[:_MOST_PLACES]))
    return None


def _in(places: Sequence[Place]) -> Clause:
    """Match what has an address in one of the places."""
    wide = [
        code for place in places if not place.is_narrow and place.kind is not PlaceKind.PROVINCE for code in place.areas
    ]
    narrow = {
        schema.ADDRESS_AREAS: wide,
        schema.DISTRICTS: [code for place in places for code in place.districts],
        schema.POSTCODES: [code for place in places for code in place.postcodes],
    }
    return any_of(terms(field, list(dict.fromkeys(codes))) for field, codes in narrow.items() if codes)
