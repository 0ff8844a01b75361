"""A short name for the way in which results are ranked now: a cursor holds scores, which mean something here only.

Pure, and worked out once. It changes with the shape of the index, the rungs and their scores, and the table of kinds.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from directory.search import question
from directory.search.asked import Asked
from directory.search.criteria import Criteria
from directory.search.places import Gazetteer, Place, PlaceKind
from directory.search.query import order, query
from directory.search.schema import schema_hash

# Any question in a place will do: it stands on every rung.
_SAMPLE = "koor de eendracht"
_PLACE = Place(PlaceKind.MUNICIPALITY, "Leuven", "Leuven", ("24062",))


@cache
def ranking() -> str:
    """Return the name of the ranking of this process."""
    words = question.read(_SAMPLE)
    asked = Asked(Criteria(q=_SAMPLE, where=_PLACE.name), words, _PLACE, Gazetteer())
    kinds = files(__package__).joinpath("concepts.csv").read_text(encoding="utf-8")
    shape = [schema_hash(), query(asked, loose=True), order(asked), kinds]
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:10]
