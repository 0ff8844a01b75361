"""A short name for the way in which results are ranked now: a cursor holds scores, which mean something here only.

Pure, and worked out once. It changes with the shape of the index, the rungs and their scores, and the table of kinds.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from directory.geography.gazetteer import Gazetteer, Place, PlaceKind
from directory.search.criteria.criteria import Criteria
from directory.search.index import schema
from directory.search.query.builder import order, query
from directory.search.understanding import query_parser
from directory.search.understanding.interpretation import InterpretedQuery

# Any question in a place will do: it stands on every rung.
_SAMPLE = "koor de eendracht"
_PLACE = Place(PlaceKind.MUNICIPALITY, "Leuven", "Leuven", ("24062",))


@cache
def ranking() -> str:
    """Return the name of the ranking of this process."""
    words = query_parser.parse_query(_SAMPLE)
    interpreted = InterpretedQuery(Criteria(q=_SAMPLE, where=_PLACE.name), words, _PLACE, Gazetteer())
    kinds = files("directory.language").joinpath("synonyms.csv").read_text(encoding="utf-8")
    shape = [schema.SETTINGS, schema.MAPPING, query(interpreted, loose=True), order(interpreted), kinds]
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:10]
