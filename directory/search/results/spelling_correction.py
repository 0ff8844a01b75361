"""Says which words were probably meant when only loose ranking rules match. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.language.compound_words import decompound
from directory.language.normalise import STOP_WORDS, name_words
from directory.language.vocabulary import similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.understanding.query_parser import ParsedQuery


def corrected(question: ParsedQuery, names: Iterable[str]) -> str | None:
    """Return the question with each word as the best result spells it; None when that changes nothing."""
    for name in names:
        known = _known(name)
        found = [_nearest(word, known) for word in question.words]
        if tuple(found) != question.words:
            return " ".join(found)
    return None


def _known(name: str) -> list[str]:
    spelt = name_words(name)
    return list(dict.fromkeys((*spelt, *(part for word in spelt for part in decompound(word)))))


def _nearest(word: str, known: Sequence[str]) -> str:
    """Return the known word that is most alike; the word itself when none is."""
    if word in known or word in STOP_WORDS or word.isdecimal():
        return word
    alike = {other: similarity(word, other) for other in known}
    best = max(alike, key=lambda other: (alike[other], -abs(len(other) - len(word))), default=word)
    return best if alike.get(best) else word
