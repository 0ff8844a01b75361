"""The question as it was probably meant: words that are almost the word for a kind, or almost a place, spelt so. Pure.

It is only ever offered, with what it would give; nothing is replaced by it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directory.language.normalise import STOP_WORDS
from directory.language.synonyms import correct_kinds
from directory.search.understanding.place_detection import correct_place

if TYPE_CHECKING:
    from directory.search.criteria.criteria import Criteria
    from directory.search.understanding.interpretation import InterpretedQuery


def suggested_query(interpreted: InterpretedQuery) -> Criteria | None:
    """Return the question spelt well; None when nothing in it looks like another word."""
    question, places = interpreted.question, interpreted.gazetteer
    if question.phrases or question.excluded or question.identifier:
        return None
    words = question.words
    kept = [
        word if word in places.names or word in STOP_WORDS else kind
        for word, kind in zip(words, correct_kinds(words), strict=True)
    ]
    has_its_place = interpreted.place_match or interpreted.criteria.has_place or interpreted.criteria.literal
    found = tuple(kept) if has_its_place else correct_place(kept, places)
    return None if found == words else replace(interpreted.criteria.first_page(), q=" ".join(found))
