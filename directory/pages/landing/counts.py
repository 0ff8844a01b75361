"""The numbers in one answer of the search, by facet and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from directory.search.criteria.choices import FacetName
    from directory.search.results.model import FacetValue, Results


class Counts:
    """What choosing a value gives. Nothing is known while the engine is away."""

    def __init__(self, results: Results) -> None:
        self._known = not results.degraded
        self._counts = {
            (facet.name, value.code): value.count for facet in results.facets for value in _flat(facet.values)
        }

    def of(self, facet: FacetName, code: str) -> int | None:
        """Return the number of associations with this value; None while the engine is away."""
        return self._counts.get((facet, code), 0) if self._known else None


def _flat(values: Iterable[FacetValue]) -> Iterator[FacetValue]:
    for value in values:
        yield value
        yield from _flat(value.children)
