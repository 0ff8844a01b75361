"""The ladder: from the surest way in which a name can be meant to the loosest, one named rung each. Pure.

Every rung gives one fixed score and an association takes the highest rung that it stands on. No statistics are
involved, so the order is the same in every generation of the index and a rung can be reasoned about by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.search import schema
from directory.search.clauses import Clause, all_of, any_of, phrase, term, terms
from directory.search.concepts import meanings
from directory.search.filters import tiers
from directory.search.rungs import Rung, beginning, fuzzy, joined, name_begins, stems_in, unfinished, words_in
from directory.search.sounds import sound
from directory.search.stems import parts, stem
from directory.search.words import key, sorted_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.places import Place
    from directory.search.question import Question
    from directory.search.readings import Reading

# Below this score no association fits surely, and the loose rungs are tried too.
SURE = 350
# From here on a rung names the association as a whole.
EXACT = 900

# The scores of the loose rungs, and how much the place may add to one.
_SOUNDS, _TYPOS_IN_WHOLE, _TYPOS, _TYPOS_ANYWHERE = 498, 490, 488, 200
_SOUNDS_THERE, _TYPOS_THERE = 493, 483
_GUESSES = (_SOUNDS, _TYPOS, _TYPOS_IN_WHOLE, _TYPOS_ANYWHERE, _SOUNDS_THERE, _TYPOS_THERE)
_MOST_ADDED = 5
# An address in the very district counts a little more than one elsewhere in its municipality.
_CLOSER = 2

_SHORT = 3
_FEWEST_FUZZY = 4
_LONGEST_FUZZY_KEY = 40


def rungs(question: Question, *, loose: bool, reading: Reading | None = None) -> list[Rung]:
    """Return the rungs for the words of a question, the loose ones only when asked."""
    found = [*_whole(question), *_in_name(question), *_around(question)]
    if reading:
        found += _there(reading, loose=loose)
    return [*found, *_alike(question)] if loose else found


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
        yield Rung("short name", 940, term(schema.SHORT_KEY, whole))
        yield Rung("same words", 930, term(schema.NAME_SORTED, sorted_key(question.words)))


def _in_name(question: Question) -> Iterable[Rung]:
    """Match when the words are part of the name: in order, joined, split or unfinished."""
    meant = question.meant
    if len(question.words) > 1:
        yield Rung("phrase", 800, phrase(schema.NAME, question.words))
    yield Rung("all words", 700, words_in(schema.NAME, meant))
    yield Rung("other names", 690, words_in(schema.OTHER_NAMES, meant))
    yield Rung("name begins", _begins_score(question), name_begins(key(question.words)))
    yield Rung("joined or split", 660, joined(meant))
    yield Rung("unfinished", 640, unfinished(meant))
    yield Rung("compounds", 600, stems_in(schema.NAME_PARTS, meant))
    yield Rung("beginnings", 420, all_of(map(beginning, meant)))


def _begins_score(question: Question) -> int:
    """While somebody types the first letters, a name that starts so is nearer than one that holds them as a word."""
    return 725 if len(question.words) == 1 and len(question.words[0]) <= _SHORT else 680


def _around(question: Question) -> Iterable[Rung]:
    """Match with the help of the activities, the places, the umbrella or the description."""
    meant = question.meant
    yield Rung("subject", 400, stems_in(schema.TOPIC, meant))
    yield from _kinds(meant, (395, 290))
    yield Rung("anywhere", 300, stems_in(schema.EVERYTHING, meant))
    if any(map(parts, meant)):
        pieces = [part for word in meant for part in parts(word) or (word,)]
        yield Rung("parts anywhere", 250, stems_in(schema.EVERYTHING, pieces))


def _kinds(meant: Sequence[str], scores: tuple[int, int], activity: int = 0) -> Iterable[Rung]:
    """Match by the kind that the words mean; in a place, last of all, what has its activity and names no kind at all.

    That finds the scouts that carry only a saint's name; everywhere it would only find all of an activity.
    """
    found = meanings(meant)
    concepts = [meaning.concept for meaning in found if meaning.concept]
    if not concepts:
        return
    subject, anywhere = scores
    yield Rung("kind", subject, all_of(meaning.clause(schema.TOPIC) for meaning in found))
    yield Rung("kind anywhere", anywhere, all_of(meaning.clause(schema.EVERYTHING) for meaning in found))
    if activity and len(concepts) == len(found) and all(concept.activities for concept in concepts):
        fitting = [terms(schema.ACTIVITIES, concept.activities) for concept in concepts]
        yield Rung("activity alone", activity, all_of((*fitting, term(schema.KINDLESS, value=True))))


def _there(reading: Reading, *, loose: bool) -> Iterable[Rung]:
    """Match the words that remain in the place that the others name."""
    place = reading.place
    steps = list(_rest(reading, loose=loose)) if reading.rest else [Rung("place", 360, all_of(()))]
    there = _local(place)
    for step in steps:
        yield Rung(f"{step.name}, there", step.score, all_of((there, step.clause)))
        if place.is_narrow:
            near = all_of((tiers(place).address, step.clause))
            yield Rung(f"{step.name}, very near", step.score + _CLOSER, near)
    if reading.rest and place.provinces and not tiers(place).is_province:
        wide = all_of((terms(schema.WORKS_ALL_OVER, place.provinces), stems_in(schema.NAME_PARTS, reading.meant)))
        yield Rung("compounds, in the province", 302, wide)


def _local(place: Place) -> Clause:
    """Match what has an address in the municipality or names it: addresses often lack their district."""
    where = tiers(place)
    return any_of((terms(schema.ADDRESS_AREAS, place.areas), where.works))


def _rest(reading: Reading, *, loose: bool) -> Iterable[Rung]:
    rest = reading.meant
    yield Rung("exact name", 910, _is_called(reading.rest))
    yield Rung("all words", 740, words_in(schema.NAME, rest))
    yield Rung("joined or split", 730, joined(rest))
    yield Rung("unfinished", 720, unfinished(rest))
    yield Rung("compounds", 710, stems_in(schema.NAME_PARTS, rest))
    yield Rung("subject", 410, stems_in(schema.TOPIC, rest))
    yield from _kinds(rest, (405, 305), activity=295)
    yield Rung("anywhere", 310, stems_in(schema.EVERYTHING, rest))
    if loose:
        heard = [sound(word) for word in rest]
        yield Rung("sounds", _SOUNDS_THERE, words_in(schema.SOUNDS, heard))
        yield Rung("typos", _TYPOS_THERE, all_of(fuzzy(schema.SOUNDS, word) for word in heard))


def _is_called(words: Iterable[str]) -> Clause:
    words = list(words)
    whole = key(words)
    keys = (schema.NAME_KEY, schema.SHORT_KEY)
    return any_of((*(term(field, whole) for field in keys), term(schema.NAME_SORTED, sorted_key(words))))


def _alike(question: Question) -> Iterable[Rung]:
    """Match when the words look or sound like those of the name."""
    whole = key(question.words)
    heard = [sound(word) for word in question.meant]
    yield Rung("sounds", _SOUNDS, words_in(schema.SOUNDS, heard))
    yield Rung("typos", _TYPOS, all_of(fuzzy(schema.SOUNDS, word) for word in heard))
    if _FEWEST_FUZZY <= len(whole) <= _LONGEST_FUZZY_KEY:
        yield Rung("typos in the whole", _TYPOS_IN_WHOLE, fuzzy(schema.NAME_KEY, whole))
    yield Rung("typos anywhere", _TYPOS_ANYWHERE, all_of(_alike_anywhere(word) for word in question.meant))


def _alike_anywhere(word: str) -> Clause:
    return any_of((fuzzy(schema.EVERYTHING, stem(word)), fuzzy(schema.SOUNDS, sound(word))))
