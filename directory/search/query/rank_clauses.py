"""What a rung of the ladder is, and the clauses that several rungs are made of. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from directory.language.name_variants import variants
from directory.language.normalise import distinctive_words, key, sorted_key
from directory.language.stemming import stem, stem_all
from directory.language.vocabulary import typos_allowed
from directory.search.index import schema
from directory.search.query.dsl import Clause, all_of, any_of, best_of, scored, term, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Where(NamedTuple):
    """What limits a rung to a place, and the small scores for what lies nearer within it."""

    clause: Clause
    nearer: tuple[tuple[Clause, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to match: its name for explain mode, its score, the clause, and where it must be."""

    name: str
    score: int
    clause: Clause
    where: Where | None = None

    def scored(self) -> Clause:
        """Return the clause with its score."""
        return scored(self.clause, self.score)


def best(rungs: Iterable[Rung]) -> list[Clause]:
    """Return the scored clauses; those that must be in one place are put together, so that it is looked up once."""
    placed: dict[int, list[Rung]] = {}
    found: list[Clause] = []
    for rung in rungs:
        if rung.where is None:
            found.append(rung.scored())
        else:
            placed.setdefault(id(rung.where), []).append(rung)
    for steps in placed.values():
        where = steps[0].where
        if where is not None:
            together: Clause = {
                "filter": [where.clause],
                "must": [best_of([step.scored() for step in steps])],
            }
            if where.nearer:
                together["should"] = [scored(clause, score) for clause, score in where.nearer]
            found.append({"bool": together})
    return found


def words_in(field: str, words: Iterable[str]) -> Clause:
    """Match when a field holds all words."""
    return all_of(term(field, word) for word in words)


def stems_in(field: str, words: Iterable[str]) -> Clause:
    """Match when a field holds the stems of all words."""
    return words_in(field, stem_all(words))


def is_called(words: Sequence[str]) -> Clause:
    """Match when these are all the words of one of the names, in any order."""
    whole = key(words)
    fields = (schema.NAME_KEY, schema.SHORT_KEY)
    return any_of((*(term(field, whole) for field in fields), term(schema.NAME_SORTED, sorted_key(words))))


def is_called_barely(words: Sequence[str]) -> Clause:
    """Match when a name is the same without titles and small words."""
    return term(schema.BARE_KEY, key(distinctive_words(words)))


def is_variant(words: Sequence[str]) -> Clause:
    """Match when a name is one of the other ways to write these words, or the other way round."""
    whole = key(words)
    others = variants(tuple(words))
    return any_of((term(schema.VARIANTS, whole), *([terms(schema.NAME_KEY, others)] if others else [])))


def holds_its_own_words(words: Sequence[str]) -> Clause:
    """Match when all that a name has to itself is among these words, whatever else they say."""
    return {"terms_set": {schema.OWN: {"terms": list(words), "minimum_should_match_field": schema.OWN_COUNT}}}


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
    joins = _joins(words)
    return all_of(any_of((term(schema.NAME_JOINED, word), *_named(word, *joins[word]))) for word in words)


def mixed(words: Sequence[str]) -> Clause:
    """Match when each word is in the name in any way: itself, joined, split, begun, or as part of a compound."""
    joins = _joins(words)
    return all_of(
        any_of((beginning(word), term(schema.NAME_JOINED, word), _part(word), *_named(*joins[word]))) for word in words
    )


def _joins(words: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {word: [] for word in words}
    for left, right in pairwise(words):
        found[left].append(left + right)
        found[right].append(left + right)
    return found


def _part(word: str) -> Clause:
    return term(schema.NAME_PARTS, stem(word))


def _named(*words: str) -> list[Clause]:
    return [term(schema.NAME, word) for word in words]


def fuzzy(field: str, word: str, *, first_too: bool = False) -> Clause:
    """Allow one or two typos by the length of the word, in the first letter only when asked: that is slow."""
    typos = typos_allowed(word)
    if not typos:
        return term(field, word)
    right = 0 if first_too else 1
    return {"fuzzy": {field: {"value": word, "fuzziness": typos, "prefix_length": right, "max_expansions": 25}}}
