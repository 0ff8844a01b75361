"""What a rung of the ladder is, and the clauses that several rungs are made of. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from directory.search import schema
from directory.search.clauses import Clause, all_of, any_of, scored, term
from directory.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FEWEST_FUZZY = 4
_TWO_TYPOS = 8


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


def words_in(field: str, words: Iterable[str]) -> Clause:
    """Match when a field holds all words."""
    return all_of(term(field, word) for word in words)


def stems_in(field: str, words: Iterable[str]) -> Clause:
    """Match when a field holds the stems of all words."""
    return words_in(field, map(stem, words))


def beginning(word: str) -> Clause:
    """Match names with a word that begins so."""
    if len(word) > schema.LONGEST_BEGINNING:
        return {"prefix": {schema.NAME: word}}  # longer than what is indexed; few words begin so, so this is quick
    return term(schema.NAME_BEGINNINGS, word)


def name_begins(whole: str) -> Clause:
    """Match names that begin so, by their key."""
    if len(whole) > schema.LONGEST_HEAD:
        return {"prefix": {schema.NAME_KEY: whole}}
    return term(schema.NAME_HEAD, whole)


def unfinished(words: Sequence[str]) -> Clause:
    """Match names with all words, of which the last may still be unfinished."""
    return all_of([*(term(schema.NAME, word) for word in words[:-1]), beginning(words[-1])])


def joined(words: Sequence[str]) -> Clause:
    """Match when each word stands in the name itself, joined to its neighbour, or split: toneel kring, toneelkring."""
    joins: dict[str, list[str]] = {word: [] for word in words}
    for left, right in pairwise(words):
        joins[left].append(left + right)
        joins[right].append(left + right)
    return all_of(any_of((term(schema.NAME_JOINED, word), *_named(word, *joins[word]))) for word in words)


def _named(*words: str) -> list[Clause]:
    return [term(schema.NAME, word) for word in words]


def fuzzy(field: str, word: str) -> Clause:
    """Allow one or two typos by the length of the word; the first letter must be right, which keeps it quick."""
    if len(word) < _FEWEST_FUZZY:
        return term(field, word)
    typos = 2 if len(word) >= _TWO_TYPOS else 1
    return {"fuzzy": {field: {"value": word, "fuzziness": typos, "prefix_length": 1, "max_expansions": 25}}}
