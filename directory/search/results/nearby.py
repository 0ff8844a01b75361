"""What lies near one association: who is of its kind, then who shares an activity, then who is nearest. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from directory.search.index import schema
from directory.search.query.builder import SOURCE, order
from directory.search.query.dsl import none_of, terms, within
from directory.search.results.highlighting import Matcher
from directory.search.results.hits import hit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.geography.points import Point
    from directory.search.results.model import Hit
    from directory.search.understanding.interpretation import InterpretedQuery

MOST = 3
# Further away is another neighbourhood.
WIDEST_KM = 20


class Likeness(NamedTuple):
    """What tells how much others are like an association."""

    kinds: Sequence[str] = ()  # the most specific ones
    activities: Sequence[str] = ()


def requests(
    interpreted: InterpretedQuery, middle: Point, likeness: Likeness, besides: Sequence[str]
) -> tuple[dict[str, Any], ...]:
    """Return the requests for the nearest ones: first of the same kind, then of a shared activity, then of all.

    `interpreted` measures distances from `middle`; `besides` are the vCodes that the reader meets elsewhere already.
    """
    around = within(schema.POINTS, middle, WIDEST_KM)
    shared = ((schema.SUBJECTS, likeness.kinds), (schema.ACTIVITIES, likeness.activities))
    bounds = [*([around, terms(field, codes)] for field, codes in shared if codes), [around]]
    return tuple(
        {
            "size": MOST,
            "track_total_hits": False,
            "_source": list(SOURCE),
            "query": {"bool": {"filter": found, **none_of([terms(schema.VCODE, besides)])["bool"]}},
            "sort": order(interpreted),
        }
        for found in bounds
    )


def nearest(interpreted: InterpretedQuery, answers: Sequence[Mapping[str, Any]]) -> tuple[Hit, ...]:
    """Read the answers to these requests: each association once, at most `MOST` of them."""
    matcher = Matcher(interpreted.question)
    sources = (one["_source"] for answer in answers for one in answer["hits"]["hits"])
    found = {source[schema.VCODE]: source for source in sources}
    return tuple(hit(interpreted, matcher, source) for source in list(found.values())[:MOST])
