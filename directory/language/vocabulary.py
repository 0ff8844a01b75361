"""Fuzzy matching of words, for spelling correction and suggestions.

Two words are alike when they share three quarters of their letters in order (`ALIKE`): the one measure for places,
suggestions and corrected queries. A query is only *changed* within the edit distance that the engine's fuzzy queries
allow too (`typos_allowed`), or where the phonetic keys are equal.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from directory.language.phonetic import phonetic_key

if TYPE_CHECKING:
    from collections.abc import Iterable

# The least similarity (0 to 1) of two words that are alike.
ALIKE = 0.75
# In letters. Shorter words are one letter away from too many others.
SHORTEST_ALIKE = 4
_TWO_TYPOS = 8


def typos_allowed(word: str) -> int:
    """Return how many letters of a word may be wrong: none below 4 letters or in a number, one below 8, else two."""
    if len(word) < SHORTEST_ALIKE or any(letter.isdecimal() for letter in word):
        return 0
    return 2 if len(word) >= _TWO_TYPOS else 1


def similarity(word: str, other: str) -> float:
    """Return how alike two words are as spelt or by phonetic key, from `ALIKE` to 1; 0 when they are not alike."""
    return max(
        Indel.normalized_similarity(word, other, score_cutoff=ALIKE),
        Indel.normalized_similarity(phonetic_key(word), phonetic_key(other), score_cutoff=ALIKE),
    )


def nearest_words(word: str, known: Iterable[str], limit: int) -> list[str]:
    """Return at most `limit` of the known words that are alike as spelt, the most alike first."""
    # A list: of a mapping rapidfuzz would compare the values.
    nearest = process.extract(word, list(known), scorer=Indel.normalized_similarity, score_cutoff=ALIKE, limit=limit)
    return [other for other, _, _ in nearest]


class Vocabulary:
    """A set of known words that can be looked up by prefix, spelling and phonetic key."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._sorted = sorted(self._words)
        self._by_key: dict[str, str] = {}
        for word in sorted(self._words, key=lambda known: (len(known), known)):
            self._by_key.setdefault(phonetic_key(word), word)
        # By the length of the key and of the word: one swapped pair of letters may shorten a key by more than a letter.
        self._keys_by_length: dict[int, set[str]] = {}
        for phonetic, known in self._by_key.items():
            for length in {len(phonetic), len(known)}:
                self._keys_by_length.setdefault(length, set()).add(phonetic)
        self.nearest_word = cache(self._nearest_word)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def has_prefix(self, prefix: str) -> bool:
        """Tell whether a known word begins so."""
        at = bisect_left(self._sorted, prefix)
        return at < len(self._sorted) and self._sorted[at].startswith(prefix)

    def _nearest_word(self, word: str) -> str | None:
        """Return the known word with the same phonetic key, else the one at the smallest edit distance."""
        if len(word) < SHORTEST_ALIKE or word.isdecimal():
            return None
        phonetic = phonetic_key(word)
        if phonetic in self._by_key:
            return self._by_key[phonetic]
        allowed = typos_allowed(word)
        lengths = {length + change for length in (len(phonetic), len(word)) for change in range(-allowed, allowed + 1)}
        candidates = [
            (by_spelling, by_key, self._by_key[other])
            for length in lengths
            for other in self._keys_by_length.get(length, ())
            if min(
                by_key := OSA.distance(phonetic, other, score_cutoff=allowed),
                by_spelling := OSA.distance(word, self._by_key[other]),
            )
            <= allowed
        ]
        return min(candidates)[2] if candidates else None
