"""The ladder: from the surest way in which a name can be meant to the loosest, one named rung each. Pure.

Every rung gives one fixed score and an association takes the highest rung that it stands on. No statistics are
involved, so the order is the same in every generation of the index and a rung can be reasoned about by itself.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from directory.search import schema
from directory.search.clauses import Clause, all_of, any_of, phrase, term, terms
from directory.search.concepts import NO_WORDS, kinds_spelt_well, meanings
from directory.search.filters import tiers
from directory.search.rungs import (
    Rung,
    fuzzy,
    holds_its_own_words,
    is_called,
    is_called_barely,
    is_variant,
    joined,
    mixed,
    name_begins,
    stems_in,
    unfinished,
    words_in,
)  # fmt: skip
from directory.search.sounds import sound
from directory.search.stems import parts, stem
from directory.search.variants import initials as shortenings
from directory.search.words import TITLES, key, meant, sorted_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.concepts import Meaning
    from directory.search.places import Place
    from directory.search.question import Question
    from directory.search.readings import Reading

# Below this score no association fits surely, and the loose rungs are tried too.
SURE = 280
# From here on a rung names the association as a whole.
EXACT = 900

# The scores of the loose rungs, and how much the place may add to one.
_SOUNDS, _TYPOS_IN_WHOLE, _TYPOS = 498, 490, 488
_SOUNDS_THERE, _TYPOS_THERE, _KIND_MISSPELT_THERE, _KIND_MISSPELT = 495, 485, 475, 470
_MOST_OF_NAME = 275
_TYPOS_ANYWHERE, _MOST_WORDS, _TRIGRAMS = 200, 130, 100
_GUESSES = (
    _SOUNDS, _TYPOS_IN_WHOLE, _TYPOS, _SOUNDS_THERE, _TYPOS_THERE, _KIND_MISSPELT_THERE, _KIND_MISSPELT,
    _MOST_OF_NAME, _TYPOS_ANYWHERE, _MOST_WORDS, _TRIGRAMS,
)  # fmt: skip
_MOST_ADDED = 4
# An address in the very district counts a little more than one elsewhere in its municipality; for a kind of
# association, where any one will do, it counts more than whether the name tells the kind.
_CLOSER, _CLOSER_KIND = 2, 40

_SHORT = 3
_LONGEST_FUZZY_KEY = 40
_LONGEST_INITIALS = 6
_FEWEST_FOR_MOST = 3
_SHARE = 0.6
_FEWEST_TRIGRAMS = 8  # letters; shorter words share half of theirs by chance
_KEYS = (schema.NAME_KEY, schema.SHORT_KEY)


def rungs(
    question: Question, *, loose: bool, reading: Reading | None = None, typed: Question | None = None
) -> list[Rung]:
    """Return the rungs for the words of a question, the loose ones only when asked.

    `typed` is the question as it was typed, when `question` spells some of its words as they were probably meant.
    """
    rest = reading.meant if reading else question.meant
    found = [*_whole(question), *_in_name(question), *_around(question)]
    if reading:
        found += _there(reading, loose=loose)
    if loose:
        found += [*_partly(question, rest), *_alike(question, rest if reading is None else ())]
    return [*found, *_alike(typed, ())] if loose and typed else found


def is_guess(score: float) -> bool:
    """Tell whether a score was given by a loose rung."""
    return any(guess <= score < guess + _MOST_ADDED for guess in _GUESSES)


def _whole(question: Question) -> Iterable[Rung]:
    """Match when the question is the whole of the name or a number."""
    whole = key(question.words)
    if question.identifier:
        yield Rung("identifier", 1000, term(schema.IDENTIFIERS, question.identifier))
    if whole:
        yield Rung("exact name", 950, term(schema.NAME_KEY, whole))
        if len(whole) >= _SHORT:
            yield Rung("short name", 940, term(schema.SHORT_KEY, whole))
        yield Rung("same words", 930, term(schema.NAME_SORTED, sorted_key(question.words)))
    if len(whole) > _SHORT:
        yield Rung("bare name", 880, is_called_barely(question.words))
        yield Rung("variant", 870, is_variant(question.words))


def _in_name(question: Question) -> Iterable[Rung]:
    """Match when the words are part of the name: in order, joined, split or unfinished."""
    meant = question.meant
    if len(question.words) > 1:
        yield Rung("phrase", 800, phrase(schema.NAME, question.words))
        yield Rung("joined or split", 660, joined(meant))
    elif question.words:
        yield Rung("joined", 660, term(schema.NAME_JOINED, question.words[0]))
    yield Rung("all words", 750, words_in(schema.NAME, meant))
    yield from _begins(question)
    yield Rung("unfinished", 640, unfinished(meant))
    yield Rung("compounds", 600, stems_in(schema.NAME_PARTS, meant))


def _begins(question: Question) -> Iterable[Rung]:
    """Match names that begin so; while somebody types the first letters, these are nearer than a word further on."""
    begins = name_begins(key(question.words))
    if len(question.words) == 1 and len(question.words[0]) <= _SHORT:
        yield Rung("first word", 765, all_of((begins, term(schema.NAME, question.words[0]))))
        yield Rung("name begins", 760, begins)
    else:
        yield Rung("name begins", 680, begins)


def _around(question: Question) -> Iterable[Rung]:
    """Match with the help of the activities, the places, the umbrella or the description."""
    meant = question.meant
    found = _meanings(meant)
    yield Rung("subject", 400, _means(schema.TOPIC, found))
    yield Rung("anywhere", 300, _means(schema.EVERYTHING, found))
    yield from _loosely(found, 290)
    if _SHORT <= len(initials := key(question.words)) <= _LONGEST_INITIALS and len(question.words) == 1:
        yield Rung("initials", 390, term(schema.INITIALS, initials))


def _partly(question: Question, rest: Sequence[str]) -> Iterable[Rung]:
    """Match when the words and the name share what counts: not sure enough to stand below what is sure."""
    meant = question.meant
    if len(meant) > 1:
        yield Rung("mixed", 520, mixed(meant))
    if shortened := shortenings(question.words):
        yield Rung("initials of the words", 260, any_of(terms(field, shortened) for field in _KEYS))
    if len(rest) > 1:
        yield Rung("own words", 245, holds_its_own_words(rest))
    if any(map(parts, meant)):
        pieces = [part for word in meant for part in parts(word) or (word,)]
        yield Rung("parts anywhere", 240, stems_in(schema.EVERYTHING, pieces))


def _meanings(words: Sequence[str]) -> list[Meaning]:
    """Read kinds in the words, without those that say nothing: the royal football club is a football club."""
    return meanings(tuple(word for word in words if word not in TITLES) or words)


def _loosely(found: Sequence[Meaning], score: int) -> Iterable[Rung]:
    """Match a neighbouring kind, or the kind for any age."""
    if any(meaning.concept and meaning.concept.wider != NO_WORDS for meaning in found):
        yield Rung("neighbouring kind", score, _means(schema.TOPIC, found, wider=True))
    ageless = [meaning for meaning in found if not meaning.is_only_age]
    if 0 < len(ageless) < len(found):
        yield Rung("subject, for any age", score - 1, _means(schema.TOPIC, ageless))


def _means(field: str, found: Iterable[Meaning], *, wider: bool = False) -> Clause:
    """Match when a field holds all words, or the kinds and ages that they mean."""
    return all_of(meaning.clause(field, wider=wider) for meaning in found)


def _there(reading: Reading, *, loose: bool) -> Iterable[Rung]:
    """Match the words that remain in the place that the others name."""
    place = reading.place
    where = tiers(place)
    local = any_of((terms(schema.ADDRESS_AREAS, place.areas), where.works))
    if not reading.rest:
        yield from _placed([Rung("place", 360, all_of(()))], local, where.address, place, _CLOSER)
        return
    found = _meanings(reading.meant)
    if all(meaning.is_known for meaning in found):
        yield from _placed(_kind_there(reading, found), local, where.address, place, _CLOSER_KIND)
    else:
        yield from _placed(_name_there(reading, found), local, where.address, place, _CLOSER)
    if loose:
        yield from _placed(_alike_there(reading), local, where.address, place, 0)
    if place.provinces and not where.is_province:
        wide = all_of((terms(schema.WORKS_ALL_OVER, place.provinces), _means(schema.NAME_PARTS, found)))
        yield Rung("in the name, all over the province", 301, wide)


def _placed(steps: Iterable[Rung], local: Clause, near: Clause, place: Place, closer: int) -> Iterable[Rung]:
    for step in steps:
        yield Rung(f"{step.name}, there", step.score, step.clause, local)
        if place.is_narrow and closer:
            yield Rung(f"{step.name}, very near", step.score + closer, step.clause, near)


def _kind_there(reading: Reading, found: Sequence[Meaning]) -> Iterable[Rung]:
    """Match a kind of association there: by its name, by its activity, by what it says.

    Last comes what has the activity and names no kind at all: the scouts that carry only a saint's name.
    """
    yield Rung("exact name", 860, is_called(reading.rest))
    yield Rung("kind in the words of the name", 735, stems_in(schema.NAME_PARTS, reading.meant))
    yield Rung("kind in the name", 730, _means(schema.NAME_PARTS, found))
    yield Rung("subject", 700, _means(schema.TOPIC, found))
    yield Rung("anywhere", 305, _means(schema.EVERYTHING, found))
    yield from _loosely(found, 303)
    concepts = [meaning.concept for meaning in found if meaning.concept]
    if len(concepts) == len(found) and all(concept.activities for concept in concepts):
        fitting = [terms(schema.ACTIVITIES, concept.activities) for concept in concepts]
        yield Rung("activity alone", 295, all_of((*fitting, term(schema.KINDLESS, value=True))))


def _name_there(reading: Reading, found: Sequence[Meaning]) -> Iterable[Rung]:
    rest = reading.meant
    yield Rung("exact name", 910, any_of(is_called(words) for words in (reading.rest, reading.fuller) if words))
    yield Rung("bare name", 866, is_called_barely(reading.rest))
    yield Rung("variant", 863, is_variant(reading.rest))
    if reading.fuller:
        yield Rung("more words", 775, words_in(schema.NAME, meant(reading.fuller)))
    yield Rung("all words", 770, words_in(schema.NAME, rest))
    yield Rung("joined or split", 740, joined(rest))
    yield Rung("unfinished", 730, unfinished(rest))
    yield Rung("compounds", 710, stems_in(schema.NAME_PARTS, rest))
    yield Rung("subject", 410, _means(schema.TOPIC, found))
    yield Rung("anywhere", 310, _means(schema.EVERYTHING, found))


def _alike_there(reading: Reading) -> Iterable[Rung]:
    if len(reading.meant) > 1:
        yield Rung("mixed", 620, mixed(reading.meant))
        yield Rung("own words", 270, holds_its_own_words(reading.meant))
    heard = [sound(word) for word in reading.meant]
    yield Rung("sounds", _SOUNDS_THERE, words_in(schema.SOUNDS, heard))
    yield Rung("typos", _TYPOS_THERE, all_of(fuzzy(schema.SOUNDS, word) for word in heard))
    if corrected := _kinds_spelt_well(reading.meant):
        yield Rung("kind misspelt", _KIND_MISSPELT_THERE, _means(schema.TOPIC, _meanings(corrected)))
    yield from _likely(reading.rest, reading.meant)


def _kinds_spelt_well(words: Sequence[str]) -> tuple[str, ...] | None:
    corrected = kinds_spelt_well(words)
    return corrected if corrected != tuple(words) else None


def _alike(question: Question, rest: Sequence[str]) -> Iterable[Rung]:
    """Match when the words look or sound like those of the name."""
    whole = key(question.words)
    heard = [sound(word) for word in question.meant]
    yield Rung("sounds", _SOUNDS, words_in(schema.SOUNDS, heard))
    yield Rung("typos", _TYPOS, all_of(fuzzy(schema.SOUNDS, word) for word in heard))
    if len(whole) <= _LONGEST_FUZZY_KEY:
        yield Rung("typos in the whole", _TYPOS_IN_WHOLE, fuzzy(schema.NAME_KEY, whole))
    if corrected := _kinds_spelt_well(question.meant):
        yield Rung("kind misspelt", _KIND_MISSPELT, _means(schema.TOPIC, _meanings(corrected)))
    yield Rung("typos anywhere", _TYPOS_ANYWHERE, all_of(_alike_anywhere(word) for word in question.meant))
    if rest:
        yield from _likely(question.words, rest)


def _likely(words: Sequence[str], meant: Sequence[str]) -> Iterable[Rung]:
    """Match most of the words, or most of the letters of the whole: the last resort."""
    if len(meant) >= _FEWEST_FOR_MOST:
        most = max(2, ceil(len(meant) * _SHARE))
        yield Rung(
            "most of the name", _MOST_OF_NAME, _most(most, (fuzzy(schema.SOUNDS, sound(word)) for word in meant))
        )
        yield Rung("most words", _MOST_WORDS, _most(most, (term(schema.EVERYTHING, stem(word)) for word in meant)))
    whole = key(words)[:_LONGEST_FUZZY_KEY]
    if len(whole) >= _FEWEST_TRIGRAMS:
        trigrams = {"query": whole, "minimum_should_match": "65%"}
        yield Rung("trigrams", _TRIGRAMS, {"match": {schema.TRIGRAMS: trigrams}})


def _most(count: int, clauses: Iterable[Clause]) -> Clause:
    return {"bool": {"should": list(clauses), "minimum_should_match": count}}


def _alike_anywhere(word: str) -> Clause:
    return any_of((fuzzy(schema.EVERYTHING, stem(word)), fuzzy(schema.SOUNDS, sound(word))))
