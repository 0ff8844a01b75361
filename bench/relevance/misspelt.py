"""Queries with mistakes: a letter too many or too few, two swapped, the key beside it, or written as it sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.relevance import accepted_answers, spelling
from bench.relevance.query import Kind, Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.relevance.corpus import Corpus
    from bench.relevance.entries import Entry
    from bench.relevance.query import Draw

_LIKE = (
    "ij y|ij ei|ei ij|c k|k c|ae aa|aa ae|x ks|ks x|ou au|au ou|ch g|g ch|ph f|f ph|qu kw|th t|t th|s z|z s|v f|ui uy|"
    "oo o|ee e|tt t|ll l|nn n|ss s|cc c|i ie|ie i"
)
_SOUNDS = tuple(tuple(pair.split()) for pair in _LIKE.split("|"))
# The keyboard of Belgium.
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_BESIDE = {letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, letter in enumerate(row)}
_FEWEST_LETTERS = 5
_LONG = 9


def _dropped(draw: Draw, word: str, at: int) -> str:  # noqa: ARG001 - one signature for all mistakes
    return word[:at] + word[at + 1 :]


def _doubled(draw: Draw, word: str, at: int) -> str:  # noqa: ARG001 - idem
    return word[:at] + word[at] + word[at:]


def _swapped(draw: Draw, word: str, at: int) -> str:  # noqa: ARG001 - idem
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _beside(draw: Draw, word: str, at: int) -> str:
    return word[:at] + draw.one_of(_BESIDE.get(word[at], word[at])) + word[at + 1 :]


def _by_ear(draw: Draw, word: str, at: int) -> str:  # noqa: ARG001 - idem
    fitting = [(one, other) for one, other in _SOUNDS if one in word]
    if not fitting:
        return word
    one, other = draw.one_of(fitting)
    return word.replace(one, other, 1)


_MISTAKES: tuple[Callable[[Draw, str, int], str], ...] = (_dropped, _doubled, _swapped, _beside, _by_ear, _by_ear)


def wrong(draw: Draw, word: str) -> str:
    """Return a word with one mistake, rarely in its first letter."""
    at = 0 if draw.chance(0.06) else 1 + int(draw.roll.random() * (len(word) - 1))
    mistake = draw.one_of(_MISTAKES)
    if at == 0 and mistake is _swapped:
        mistake = _doubled
    return mistake(draw, word, at)


def misspelt(draw: Draw) -> Query | None:
    """Make a query of a whole name, or of two of its words, with one mistake or two."""
    entry = draw.entry()
    words = list(entry.tokens)
    if not 0 < len(words) < 8:
        return None
    long = [at for at, word in enumerate(words) if len(word) >= _FEWEST_LETTERS and word.isalpha()]
    if not long:
        return None
    for at in draw.roll.sample(long, min(len(long), 2 if draw.chance(0.25) else 1)):
        words[at] = wrong(draw, words[at])
        if len(words[at]) >= _LONG and draw.chance(0.15):
            words[at] = wrong(draw, words[at])
    typed = " ".join(words)
    if typed == " ".join(entry.tokens) or "".join(words) in draw.corpus.by_key:
        return None
    return Query(Kind.MISSPELT, typed, _as_near(draw.corpus, entry, words))


def _as_near(corpus: Corpus, entry: Entry, words: list[str]) -> dict[str, int]:
    """Return those of this name, and those of which the name is as near to what was typed."""
    right = accepted_answers.same_name(corpus, entry)
    kept = [one for one, other in zip(words, entry.tokens, strict=True) if one == other]
    typed = "".join(words)
    most = spelling.distance(typed, entry.key)
    for other in corpus.named(kept) if kept else ():
        if abs(len(other.key) - len(typed)) <= most and spelling.distance(typed, other.key) <= most:
            right |= accepted_answers.best([other])
    return right
