"""Query correction ("did you mean"): suggests a query with misspelt kinds and places replaced by the nearest words.

The suggestion is only offered together with its number of results; the query itself is not changed.
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
    """Return the corrected query; None when nothing in it is misspelt, or it has quotes, a minus or an identifier."""
    parsed, gazetteer = interpreted.question, interpreted.gazetteer
    if parsed.phrases or parsed.excluded or parsed.identifier:
        return None
    words = [
        word if word in gazetteer.names or word in STOP_WORDS else corrected
        for word, corrected in zip(parsed.words, correct_kinds(parsed.words), strict=True)
    ]
    has_its_place = interpreted.place_match or interpreted.criteria.has_place or interpreted.criteria.literal
    suggested = tuple(words) if has_its_place else correct_place(words, gazetteer)
    return None if suggested == parsed.words else replace(interpreted.criteria.first_page(), q=" ".join(suggested))
