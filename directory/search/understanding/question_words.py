"""Whole questions: the words of a query that only make a sentence of it, and say nothing of what is looked for.

"waar kan ik leren dansen in Gent" asks for dancing in Gent. Such words fall away by word class, in a Dutch sentence or
when all that remains is understood. The words as typed are still looked for as a name ("Wij", "Ons Huis").
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from directory.language import function_words
from directory.language.normalise import STOP_WORDS
from directory.language.synonyms import group_words
from directory.search.understanding.kinds import ANY_ASSOCIATION, UNINFORMATIVE, asks_for_a_kind

if TYPE_CHECKING:
    from collections.abc import Sequence


def sentence_words(words: Sequence[str], *, names_a_place: bool) -> frozenset[str]:
    """Return which words, of those beside the name of a place, only make a sentence.

    Stop words are among them as soon as another one is. Nothing falls away when nothing else would remain, unless the
    place does: "welke verenigingen zijn er in Gent" asks for everything there.
    """
    words = tuple(words)
    if names_a_place and _asks_for_anything(words):
        return frozenset(words)
    dutch = _function_words(words, function_words.DUTCH)
    every = _function_words(words, function_words.DUTCH | function_words.FOREIGN)
    for left_out in (every, dutch):
        remaining = [word for word in words if word not in left_out and word not in STOP_WORDS]
        is_understood = asks_for_a_kind(remaining) if remaining else names_a_place
        is_sentence = left_out == dutch and function_words.is_question(words)
        if not left_out <= STOP_WORDS and (is_understood or (remaining and is_sentence)):
            return left_out
    return frozenset()


def _asks_for_anything(words: tuple[str, ...]) -> bool:
    is_about_nothing = (function_words.DUTCH | UNINFORMATIVE | STOP_WORDS).issuperset(words)
    return is_about_nothing and (function_words.is_question(words) or not ANY_ASSOCIATION.isdisjoint(words))


def _function_words(words: tuple[str, ...], classes: frozenset[str]) -> frozenset[str]:
    """Return the words of these classes and the relatives, without parts of a longer term ("start to run")."""
    terms = {word for group in group_words(words) if group.synonym_set for word in group.words if len(group.words) > 1}
    relatives = {
        word
        for before, word in pairwise(words)
        if before in function_words.POSSESSIVES and word in function_words.RELATIVES
    }
    return frozenset(word for word in words if word in classes or word in relatives or word in STOP_WORDS) - terms
