"""Phonetic key of a Dutch word: words that sound alike and are confused in writing get the same key.

Used only when nothing matches as it is spelt. A key is not a readable spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Applied in this order. Old spelling (ae, ck, gh, th) and new spelling meet too.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tie(?=$|s$)", "si"),
        (r"sch(?=$|e$)", "s"),
        (r"ij|ei|ey|y", "i"),
        (r"ae", "a"),
        (r"ou|au|ow", "u"),
        (r"oe|uy|ui", "u"),
        (r"ie", "i"),
        (r"eu|eau", "o"),
        (r"ck|qu?", "k"),
        (r"c(?=[eiy])", "s"),
        (r"ch|gh", "g"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"th|dt", "t"),
        (r"z", "s"),
        (r"v|w(?=r)", "f"),
        (r"h(?=[^aeiou]|$)", ""),
        (r"(.)\1+", r"\1"),
        (r"d$", "t"),
        (r"b$", "p"),
        (r"n$(?<=en)", ""),
    )
)


@lru_cache(maxsize=100_000)
def phonetic_key(word: str) -> str:
    """Return the phonetic key of a folded word; the word itself when it is short or has other letters than a to z."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):  # noqa: PLR2004 - two letters sound like too many words
        return word
    phonetic = word
    for pattern, replacement in _RULES:
        phonetic = pattern.sub(replacement, phonetic)
    return phonetic or word
