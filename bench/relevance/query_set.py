"""The whole set: every kind in both halves, some made by a mechanism from the associations, some judged by hand."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.relevance import hand_judged, misspelt, names, references, subjects
from bench.relevance.corpus import RIGHT
from bench.relevance.query import Draw, Expect, Half, Kind, drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.relevance.corpus import Corpus
    from bench.relevance.query import Query

# How each kind is made, and how many there are in each half besides those judged by hand.
MAKERS: dict[Kind, tuple[Callable[[Draw], Query | None], int]] = {
    Kind.WHOLE_NAME: (names.whole_name, 30),
    Kind.NAME_AND_PLACE: (names.name_and_place, 30),
    Kind.WHAT_AND_WHERE: (subjects.what_and_where, 40),
    Kind.SAINTS: (names.saints, 20),
    Kind.COMPOUNDS: (names.compounds, 20),
    Kind.PART_OF_A_NAME: (names.part_of_a_name, 25),
    Kind.SHORT_NAMES: (names.short_names, 20),
    Kind.FIRST_LETTERS: (names.first_letters, 25),
    Kind.MISSPELT: (misspelt.misspelt, 40),
    Kind.WORD_FORMS: (subjects.word_forms, 20),
    Kind.NUMBERS: (references.numbers, 20),
    Kind.NAMESAKES: (references.namesakes, 22),
    Kind.OTHER_NAMES: (references.other_names, 20),
    Kind.AMBIGUOUS_PLACES: (subjects.ambiguous_places, 15),
    Kind.EVERYDAY_WORDS: (subjects.everyday_words, 10),
    Kind.ODD_INPUT: (references.odd_input, 10),
}


def queries(corpus: Corpus) -> list[Query]:
    """Return all queries."""
    made = [query for half in Half for kind in MAKERS for query in _made(corpus, half, kind)]
    queries = [*made, *hand_judged.queries(corpus)]
    looked_at = {(query.q, query.where) for query in queries if query.half is Half.TUNING}
    return [query for query in queries if query.half is Half.TUNING or (query.q, query.where) not in looked_at]


def _made(corpus: Corpus, half: Half, kind: Kind) -> list[Query]:
    make, count = MAKERS[kind]
    # A seed for each half and kind: more of one kind changes no other.
    draw = Draw(corpus, half, random.Random(f"{half}, {kind}"))  # noqa: S311 - lots for queries, no secret
    return [replace(query, half=half) for query in drawn(draw, lambda one: _answerable(make(one)), count)]


def _answerable(query: Query | None) -> Query | None:
    """Leave out queries without a right answer: they measure the generator instead of the search."""
    if query is None or query.expect is not Expect.RIGHT:
        return query
    return query if max(query.right.values(), default=0) >= RIGHT else None
