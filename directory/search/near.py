"""What lies near one association: who shares an activity with it, and else who is nearest. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from directory.search import schema
from directory.search.clauses import none_of, terms, within
from directory.search.highlights import Matcher
from directory.search.hits import hit
from directory.search.query import SOURCE, order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.search.asked import Asked
    from directory.search.parameters import Point
    from directory.search.results import Hit

MOST = 3
# Further away is another neighbourhood.
WIDEST_KM = 20


def requests(
    asked: Asked, middle: Point, activities: Sequence[str], besides: Sequence[str]
) -> tuple[dict[str, Any], ...]:
    """Return the requests for the nearest ones: first of those that share an activity, then of all.

    `asked` measures distances from `middle`; `besides` are the vCodes that the reader meets elsewhere already.
    """
    around = within(schema.POINTS, middle, WIDEST_KM)
    bounds = [[around, terms(schema.ACTIVITIES, activities)], [around]] if activities else [[around]]
    return tuple(
        {
            "size": MOST,
            "track_total_hits": False,
            "_source": list(SOURCE),
            "query": {"bool": {"filter": found, **none_of([terms(schema.VCODE, besides)])["bool"]}},
            "sort": order(asked),
        }
        for found in bounds
    )


def nearest(asked: Asked, answers: Sequence[Mapping[str, Any]]) -> tuple[Hit, ...]:
    """Read the answers to these requests: each association once, at most `MOST` of them."""
    matcher = Matcher(asked.question)
    sources = (one["_source"] for answer in answers for one in answer["hits"]["hits"])
    found = {source[schema.VCODE]: source for source in sources}
    return tuple(hit(asked, matcher, source) for source in list(found.values())[:MOST])
