"""The ladder: from the surest way in which a name can be meant to the loosest, one named rung each. Pure.

Every rung gives one fixed score and an association takes the highest rung that it stands on. No statistics are
involved, so the order is the same in every generation of the index and a rung can be reasoned about by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from directory.search import schema
from directory.search.clauses import Clause, all_of, any_of, phrase, scored, term
from directory.search.sounds import sound
from directory.search.stems import parts, stem
from directory.search.words import key, sorted_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.question import Question

# Below this score no association fits surely, and the loose rungs are tried too.
SURE = 350
# From here on a rung names the association as a whole.
EXACT = 900

# The scores of the loose rungs, and how much the place may add to one.
_SOUNDS, _TYPOS, _TYPOS_IN_WHOLE, _TYPOS_ANYWHERE = 490, 480, 470, 200
_GUESSES = (_SOUNDS, _TYPOS, _TYPOS_IN_WHOLE, _TYPOS_ANYWHERE)
_MOST_ADDED = 5

_SHORT = 3
_FEWEST_FUZZY = 4
_TWO_TYPOS = 8
_LONGEST_FUZZY_KEY = 40


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to match: its name for explain mode, its score, and the clause."""

    name: str
    score: int
    clause: Clause

    def scored(self, *, named: bool = False) -> Clause:
        """Return the clause with its score. A name makes the engine do its work twice: for explain mode only."""
        found = scored(self.clause, self.score)
        if named:
            found["constant_score"]["_name"] = self.name
        return found


def rungs(question: Question, *, loose: bool) -> list[Rung]:
    """Return the rungs for the words of a question, the loose ones only when asked."""
    found = [*_whole(question), *_in_name(question), *_around(question)]
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
    last, *_ = reversed(meant)
    if len(question.words) > 1:
        yield Rung("phrase", 800, phrase(schema.NAME, question.words))
    yield Rung("all words", 700, all_of(term(schema.NAME, word) for word in meant))
    yield Rung("other names", 690, all_of(term(schema.OTHER_NAMES, word) for word in meant))
    yield Rung(
        "name begins", _begins_score(question), term(schema.NAME_HEAD, key(question.words)[: schema.LONGEST_HEAD])
    )
    yield Rung("joined or split", 660, all_of(_joined(meant)))
    unfinished = [*(term(schema.NAME, word) for word in meant[:-1]), _beginning(last)]
    yield Rung("unfinished", 640, all_of(unfinished))
    yield Rung("compounds", 600, all_of(term(schema.NAME_PARTS, stem(word)) for word in meant))
    yield Rung("beginnings", 420, all_of(map(_beginning, meant)))


def _begins_score(question: Question) -> int:
    """While somebody types the first letters, a name that starts so is nearer than one that holds them as a word."""
    return 720 if len(question.words) == 1 and len(question.words[0]) <= _SHORT else 680


def _beginning(word: str) -> Clause:
    return term(schema.NAME_BEGINNINGS, word[: schema.LONGEST_BEGINNING])


def _joined(meant: Sequence[str]) -> list[Clause]:
    """Each word stands in the name itself, joined to its neighbour, or split: toneel kring, toneelkring."""
    joins: dict[str, list[str]] = {word: [] for word in meant}
    for left, right in pairwise(meant):
        joins[left].append(left + right)
        joins[right].append(left + right)
    return [any_of((term(schema.NAME_JOINED, word), *_named(word, *joins[word]))) for word in meant]


def _named(*words: str) -> list[Clause]:
    return [term(schema.NAME, word) for word in words]


def _around(question: Question) -> Iterable[Rung]:
    """Match with the help of the activities, the places, the umbrella or the description."""
    stems = [stem(word) for word in question.meant]
    yield Rung("subject", 400, all_of(term(schema.TOPIC, found) for found in stems))
    yield Rung("anywhere", 300, all_of(term(schema.EVERYTHING, found) for found in stems))
    if any(map(parts, question.meant)):
        pieces = [
            all_of(term(schema.EVERYTHING, stem(part)) for part in parts(word) or (word,)) for word in question.meant
        ]
        yield Rung("parts anywhere", 250, all_of(pieces))


def _alike(question: Question) -> Iterable[Rung]:
    """Match when the words look or sound like those of the name."""
    whole = key(question.words)
    heard = [sound(word) for word in question.meant]
    yield Rung("sounds", _SOUNDS, all_of(term(schema.SOUNDS, word) for word in heard))
    yield Rung("typos", _TYPOS, all_of(_fuzzy(schema.SOUNDS, word) for word in heard))
    if _FEWEST_FUZZY <= len(whole) <= _LONGEST_FUZZY_KEY:
        yield Rung("typos in the whole", _TYPOS_IN_WHOLE, _fuzzy(schema.NAME_KEY, whole))
    yield Rung("typos anywhere", _TYPOS_ANYWHERE, all_of(_alike_anywhere(word) for word in question.meant))


def _alike_anywhere(word: str) -> Clause:
    return any_of((_fuzzy(schema.EVERYTHING, stem(word)), _fuzzy(schema.SOUNDS, sound(word))))


def _fuzzy(field: str, word: str) -> Clause:
    """Allow one or two typos by the length of the word; the first letter must be right, which keeps it quick."""
    if len(word) < _FEWEST_FUZZY:
        return term(field, word)
    typos = 2 if len(word) >= _TWO_TYPOS else 1
    return {"fuzzy": {field: {"value": word, "fuzziness": typos, "prefix_length": 1, "max_expansions": 25}}}
