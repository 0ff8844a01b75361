"""Says which words were probably meant when only loose ranking rules match. Pure."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from directory.language.compound_words import decompound
from directory.language.normalise import STOP_WORDS, name_words
from directory.language.phonetic import phonetic_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.understanding.query_parser import ParsedQuery

# Less alike than this is another word.
_ALIKE = 0.65


def corrected(question: ParsedQuery, names: Iterable[str]) -> str | None:
    """Return the question with each word as the best result spells it; None when that changes nothing."""
    for name in names:
        known = _known(name)
        found = [_closest(word, known) for word in question.words]
        if tuple(found) != question.words:
            return " ".join(found)
    return None


def _known(name: str) -> list[str]:
    spelt = name_words(name)
    return list(dict.fromkeys((*spelt, *(part for word in spelt for part in decompound(word)))))


def _closest(word: str, known: Sequence[str]) -> str:
    """Return the word that is alike, those that sound the same first; the word itself when none is."""
    if word in known or word in STOP_WORDS or word.isdecimal():
        return word
    heard = phonetic_key(word)
    likeness = {other: SequenceMatcher(None, heard, phonetic_key(other)).ratio() for other in known}
    best = max(likeness, key=lambda other: (likeness[other], -abs(len(other) - len(word))), default=word)
    return best if likeness.get(best, 0) >= _ALIKE else word
