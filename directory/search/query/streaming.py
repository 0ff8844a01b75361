"""The requests of a stream over all results: batches in rank order, each after the sort values of the last. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from directory.search.criteria.choices import Sort
from directory.search.index import schema
from directory.search.query.builder import body

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.search.query.builder import Stage
    from directory.search.understanding.interpretation import InterpretedQuery

# Some 100 kB of vCodes and sort values: enough to keep the engine busy, little enough to hold.
BATCH = 1_000


class StreamedHit(NamedTuple):
    """One result of a stream. `score` is None when the order is not by score."""

    vcode: str
    score: float | None
    is_loose: bool  # nothing fitted surely: all of these look or sound alike


def first_batch(interpreted: InterpretedQuery, stage: Stage) -> dict[str, Any]:
    """Return the request for the first results and their total."""
    return {**body(interpreted, stage, size=BATCH, facets=False), "_source": [schema.VCODE]}


def next_batch(interpreted: InterpretedQuery, after: Sequence[Any], stage: Stage) -> dict[str, Any]:
    """Return the request for the results after these sort values; nothing is counted again."""
    first = first_batch(interpreted, stage)
    kept = {name: part for name, part in first.items() if name != "aggs"}
    return {**kept, "track_total_hits": False, "search_after": list(after)}


def hits(interpreted: InterpretedQuery, batch: Iterable[Mapping[str, Any]], stage: Stage) -> Iterable[StreamedHit]:
    """Read one batch."""
    by_score = interpreted.order is Sort.BEST
    for hit in batch:
        yield StreamedHit(hit["_source"][schema.VCODE], hit["sort"][0] if by_score else None, stage.loose)
