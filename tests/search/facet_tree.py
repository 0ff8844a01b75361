"""The values of a facet at any depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.results.model import FacetValue


def flat(found: Iterable[FacetValue]) -> dict[str, FacetValue]:
    """Return the values of a facet and all below them by code."""
    by_code: dict[str, FacetValue] = {}
    for value in found:
        by_code |= {value.code: value, **flat(value.children)}
    return by_code
