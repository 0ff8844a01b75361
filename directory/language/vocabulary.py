"""Known words that look or sound like a word that nobody knows: what somebody probably wanted to type. Pure."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from directory.language.phonetic import phonetic_key

if TYPE_CHECKING:
    from collections.abc import Iterable

# Shorter words are one letter away from too many others.
_SHORTEST = 4
_TWO_TYPOS = 8


def typos_allowed(word: str) -> int:
    """Return how many letters of a word may be wrong, by its length."""
    if len(word) < _SHORTEST:
        return 0
    return 2 if len(word) >= _TWO_TYPOS else 1


class Vocabulary:
    """Words that are known, by how they sound."""

    def __init__(self, words: Iterable[str]) -> None:
        self._spelt = frozenset(words)
        self._sorted = sorted(self._spelt)
        self._heard: dict[str, str] = {}
        for word in sorted(self._spelt, key=lambda one: (len(one), one)):
            self._heard.setdefault(phonetic_key(word), word)
        self._by_length: dict[int, list[str]] = {}
        for heard in self._heard:
            self._by_length.setdefault(len(heard), []).append(heard)
        self.nearest_word = cache(self._nearest_word)

    def __contains__(self, word: object) -> bool:
        return word in self._spelt

    def has_prefix(self, word: str) -> bool:
        """Tell whether a known word begins so."""
        at = bisect_left(self._sorted, word)
        return at < len(self._sorted) and self._sorted[at].startswith(word)

    def _nearest_word(self, word: str) -> str | None:
        """Return the known word that sounds the same or differs by a typing mistake; None when none does."""
        if len(word) < _SHORTEST or word.isdecimal():
            return None
        heard = phonetic_key(word)
        if heard in self._heard:
            return self._heard[heard]
        allowed = typos_allowed(word)
        found = [
            (as_typed, as_heard, self._heard[other])
            for length in range(len(heard) - allowed - 1, len(heard) + allowed + 2)
            for other in self._by_length.get(length, ())
            if min(
                as_heard := OSA.distance(heard, other, score_cutoff=allowed),
                as_typed := OSA.distance(word, self._heard[other]),
            )
            <= allowed
        ]
        return min(found)[2] if found else None
