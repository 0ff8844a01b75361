"""How a Dutch word sounds, roughly: words that people confuse when they write get the same form.

Only ever used when nothing fits as it is spelt; the result is a spelling of no language.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Applied in this order. Old spelling (ae, ck, gh, th) and new spelling meet too.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
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
    """Return how a word sounds; the word itself when it holds other letters than a to z or is very short."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):  # noqa: PLR2004 - two letters sound like anything
        return word
    heard = word
    for pattern, instead in _RULES:
        heard = pattern.sub(instead, heard)
    return heard or word
