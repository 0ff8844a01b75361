"""Decompounding: splits a Dutch compound into its parts, so that dorpsfanfare is found by dorp and by fanfare.

`compound_words.csv` lists the words that compounds in names of associations are made of: those that begin one
(voetbal-familie), those that end one (dorps-fanfare), or both.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from directory.language.normalise import LONGEST_WORD
from directory.language.stemming import stem

# In letters: of a compound, of a part that the list knows, and of one that it does not know.
_SHORTEST_COMPOUND = 7
_SHORTEST_PART = 3
_SHORTEST_UNKNOWN = 4
# The letters that may link two parts: dorp-s-fanfare, hond-en-school.
_LINKS = ("", "s", "en", "n", "e")


class CompoundWords(NamedTuple):
    """The words that may begin and end a compound, and the stems of those that may end one."""

    heads: frozenset[str]
    tails: frozenset[str]
    tail_stems: frozenset[str]


@cache
def compound_words() -> CompoundWords:
    """Return the word lists; the file is read at the first call."""
    with files(__package__).joinpath("compound_words.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    tails = frozenset(row["word"] for row in rows if row["ends"])
    return CompoundWords(frozenset(row["word"] for row in rows if row["begins"]), tails, frozenset(map(stem, tails)))


@lru_cache(maxsize=200_000)
def decompound(word: str) -> tuple[str, ...]:
    """Return the parts of a compound, without the word itself; empty for a simple word, and for what is no word."""
    if not _SHORTEST_COMPOUND <= len(word) <= LONGEST_WORD or not word.isalpha():
        return ()
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        head, tail = word[:cut], word[cut:]
        if _is_tail(tail) and (part := _without_link(head)):
            return (part, *decompound(part), tail)  # a long first part is split again: zaal, voetbal, club
    return _split_after_head(word)


def _is_tail(tail: str) -> bool:
    """Tell whether a compound may end so; no Dutch word begins with a doubled letter: zorg-groep, not zor-ggroep."""
    known = compound_words()
    return tail in known.tails or (tail[0] != tail[1] and stem(tail) in known.tail_stems)


def _without_link(head: str) -> str:
    """Return the first part without its linking letters; empty when it is too short to be a word."""
    known = compound_words()
    for link in _LINKS:
        part = head.removesuffix(link)
        if part in known.heads or part in known.tails:
            return part
    part = head if head.endswith("ss") or len(head) == _SHORTEST_UNKNOWN else head.removesuffix("s")
    return part if len(part) >= _SHORTEST_UNKNOWN else ""


def _split_after_head(word: str) -> tuple[str, ...]:
    """Split a known first part from an unknown rest: voetbal in voetbalfamilie."""
    for cut in range(len(word) - _SHORTEST_UNKNOWN, _SHORTEST_UNKNOWN - 1, -1):
        if word[:cut] in compound_words().heads:
            return (word[:cut], word[cut:])
    return ()


def outer_parts(word: str) -> tuple[str, str] | None:
    """Return the first and the last part of a compound; None for a simple word."""
    parts = decompound(word)
    return (parts[0], parts[-1]) if parts else None


@lru_cache(maxsize=200_000)
def stems_and_parts(word: str) -> tuple[str, ...]:
    """Return the stem of a word and the stems of its parts, each once."""
    return tuple(dict.fromkeys(stem(piece) for piece in (word, *decompound(word))))
