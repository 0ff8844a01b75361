"""Light stems and parts of Dutch words, for the fields that rank below the words themselves.

Plural, diminutive and verb endings go, and spelling is evened out so that both forms meet: koren and koor, zwemmen
and zwem, duiven and duif. A compound gives its parts: dorpsfanfare holds dorp and fanfare. The engine's own stemmer
and decompounder were tried and leave zwemmen and zwem apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from directory.search.compounds import HEADS, TAILS

_SHORTEST_STEM = 3
_SHORTEST_COMPOUND = 7
_SHORTEST_UNKNOWN = 4

# The ending and what takes its place; the first that leaves a stem of three letters wins.
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("ingen", "ing"),
    ("heden", "heid"),
    ("etjes", ""),
    ("etje", ""),
    ("pjes", ""),
    ("pje", ""),
    ("tjes", ""),
    ("tje", ""),
    ("jes", ""),
    ("je", ""),
    ("eren", ""),
    ("en", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
)
_IRREGULAR = {
    "kinder": "kind",
    "kinderen": "kind",
    "eieren": "ei",
    "leden": "lid",
    "steden": "stad",
    "schepen": "schip",
    "spellen": "spel",
    "spelen": "spel",
    "musea": "museum",
    "senioren": "senior",
    "museums": "museum",
}
_DOUBLED = re.compile(r"(.)\1")
_LINKS = ("", "s", "en", "n", "e")
_HARDENED = {"v": "f", "z": "s"}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of one word, equal for its usual forms; short words and numbers are left alone."""
    if word in _IRREGULAR:
        return _even(_IRREGULAR[word])
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    return _even(_without_ending(word))


def _without_ending(word: str) -> str:
    for ending, instead in _ENDINGS:
        rest = len(word) - len(ending)
        if rest >= _SHORTEST_STEM and word.endswith(ending) and not word.endswith("ss"):
            return _without_last_s(word[:rest] + instead)
    return word


def _without_last_s(word: str) -> str:
    """Drop an s that may be part of the word: dansen loses only -en and must meet dans, which loses its s."""
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] in "sz" else word


def _even(word: str) -> str:
    single = _DOUBLED.sub(r"\1", word)
    return single[:-1] + _HARDENED.get(single[-1], single[-1])


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """Return the words that a compound is made of, without the word itself; nothing for a simple word."""
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return ()
    for cut in range(_SHORTEST_STEM, len(word) - _SHORTEST_STEM + 1):
        head, tail = word[:cut], word[cut:]
        if _is_tail(tail):
            found = _head(head)
            if found:
                return (*_inner(found), tail)
    return _by_head(word)


def _is_tail(tail: str) -> bool:
    return tail in TAILS or stem(tail) in _TAIL_STEMS


def _head(head: str) -> str:
    """Return the first part without its linking letters, or nothing when it is too short to be a word."""
    for link in _LINKS:
        bare = head.removesuffix(link)
        if bare in HEADS or bare in TAILS:
            return bare
    bare = head.removesuffix("s")
    return bare if len(bare) >= _SHORTEST_UNKNOWN else ""


def _inner(head: str) -> tuple[str, ...]:
    """Take a long first part apart again: zaalvoetbal in zaalvoetbalclub."""
    return (head, *parts(head))


def _by_head(word: str) -> tuple[str, ...]:
    """Split off a known beginning from an unknown rest: voetbalfamilie holds voetbal."""
    for cut in range(len(word) - _SHORTEST_UNKNOWN, _SHORTEST_UNKNOWN - 1, -1):
        if word[:cut] in HEADS:
            return (word[:cut], word[cut:])
    return ()


_TAIL_STEMS = frozenset(map(stem, TAILS))


@lru_cache(maxsize=200_000)
def stems_and_parts(word: str) -> tuple[str, ...]:
    """Return the stem of a word and the stems of its parts: what it can be found by in the low fields."""
    return tuple(dict.fromkeys(stem(piece) for piece in (word, *parts(word))))
