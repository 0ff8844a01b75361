"""The question as it was probably meant: words that are almost the word for a kind, or almost a place, spelt so. Pure.

It is only ever offered, with what it would give; nothing is replaced by it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directory.search.concepts import kinds_spelt_well
from directory.search.readings import spelt_well
from directory.search.words import SMALL_WORDS

if TYPE_CHECKING:
    from directory.search.asked import Asked
    from directory.search.criteria import Criteria


def respelt(asked: Asked) -> Criteria | None:
    """Return the question spelt well; None when nothing in it looks like another word."""
    question, places = asked.question, asked.gazetteer
    if question.phrases or question.excluded or question.identifier:
        return None
    words = question.words
    kept = [
        word if word in places.names or word in SMALL_WORDS else kind
        for word, kind in zip(words, kinds_spelt_well(words), strict=True)
    ]
    has_its_place = asked.reading or asked.criteria.has_place or asked.criteria.literal
    found = tuple(kept) if has_its_place else spelt_well(kept, places)
    return None if found == words else replace(asked.criteria.first_page(), q=" ".join(found))
