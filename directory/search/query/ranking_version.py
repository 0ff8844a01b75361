"""The version of the ranking: a short hash that a cursor holds, because its scores mean something in one ranking only.

It changes with the shape of the index, the ranking rules and their clauses, the order and the table of kinds.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from directory.geography.gazetteer import Gazetteer, Place, PlaceKind
from directory.language.kind_table import FILE_NAME
from directory.search.criteria.criteria import Criteria
from directory.search.index import schema
from directory.search.query.builder import GROUPS, Stage, order, query
from directory.search.query.ranking import RULES
from directory.search.understanding import query_parser
from directory.search.understanding.interpretation import InterpretedQuery

_PLACE = Place(PlaceKind.MUNICIPALITY, "Leuven", "Leuven", ("24062",))
# A name and a kind in a place: together they take most of the rules.
_SAMPLES = ("koor de eendracht", "koor")


@cache
def ranking() -> str:
    """Return the version of the ranking of this process."""
    kinds = files("directory.language").joinpath(FILE_NAME).read_text(encoding="utf-8")
    shape = [json.dumps([schema.SETTINGS, schema.MAPPING], sort_keys=True), kinds, repr(RULES)]
    for sample in _SAMPLES:
        words, criteria = query_parser.parse_query(sample), Criteria(q=sample, where=_PLACE.name)
        interpreted = InterpretedQuery(criteria, words, _PLACE, Gazetteer())
        queries = [query(interpreted, Stage(True, group)) for group in GROUPS]
        shape.append(json.dumps([queries, order(interpreted)], sort_keys=True))
    return hashlib.sha256("\n".join(shape).encode()).hexdigest()[:10]
