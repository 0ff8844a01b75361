"""Counts the unknown keys of an import: they are not imported, and its summary names them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# A broken file may have any number of different keys; memory stays flat all the same.
_MOST_PATHS = 200
_LONGEST_PATH = 100
OTHERS = "…"


class UnknownKeys:
    """The unknown keys of an import by their path."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def check(self, entry: Mapping[str, Any], known: frozenset[str], path: str) -> None:
        """Count what is in `entry` and not in `known`."""
        if entry.keys() <= known:
            return
        for key in entry.keys() - known:
            self._count(f"{path}{key}")

    def _count(self, path: str) -> None:
        shown = path if path.isprintable() and len(path) <= _LONGEST_PATH else OTHERS
        self.counts[shown if shown in self.counts or len(self.counts) < _MOST_PATHS else OTHERS] += 1
