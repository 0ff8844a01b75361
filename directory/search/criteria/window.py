"""Which part of the results is asked for: pagination by offset or by cursor, and what an answer must hold. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto

# The engine skips cheaply to here; beyond, a cursor goes on from the last result.
NUMBERED_RESULTS = 1_000
# The largest page: some 300 kB of documents, which the engine gives well within its deadline. More is a stream.
LARGEST_WINDOW = 500


class Want(Flag):
    """What a page of results must hold; each part costs the engine something."""

    HITS = auto()
    FACETS = auto()  # counts for every facet, the address count and what the map needs
    ADVICE = auto()  # asked apart: query relaxation without results; groups, alternatives, neighbours where they end
    GROUPS = auto()  # the numbers of the groups beside what fits surely
    BOTH = HITS | FACETS
    EVERYTHING = HITS | FACETS | GROUPS | ADVICE


@dataclass(frozen=True, slots=True)
class Window:
    """`size` results from `offset` on, or after a signed `cursor`, which then counts instead of the offset.

    Raises `ValueError` for a size outside 1..LARGEST_WINDOW or an offset outside 0..NUMBERED_RESULTS.
    """

    size: int
    offset: int = 0
    cursor: str = ""

    def __post_init__(self) -> None:
        """Refuse what would make the engine skip or collect too much."""
        if not 1 <= self.size <= LARGEST_WINDOW:
            raise ValueError(f"a page holds 1 to {LARGEST_WINDOW} results, not {self.size}")
        if not 0 <= self.offset <= NUMBERED_RESULTS:
            raise ValueError(f"an offset is 0 to {NUMBERED_RESULTS}, not {self.offset}: use the cursor")

    @property
    def number(self) -> int:
        """The number of this page, counted from 1."""
        return self.offset // self.size + 1

    @property
    def numbered_pages(self) -> int:
        """How many pages of this size have a number."""
        return -(-NUMBERED_RESULTS // self.size)

    def from_start(self) -> Window:
        """Return the first page of the same size."""
        return Window(self.size)
