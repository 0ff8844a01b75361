"""The search of the house: one object, built once, that pages, API, widgets and exports all ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.search import criteria as reading
from directory.search.parameters import NO_CODES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.platform.database import Pool
    from directory.search.criteria import Criteria, Parsed
    from directory.search.results import Results
    from directory.settings import Settings


class Unavailable(Exception):  # noqa: N818 - named after what the caller tells people
    """Neither the engine nor Postgres answers; `retry_after` is the number of seconds to wait."""

    def __init__(self, retry_after: int = 5) -> None:
        super().__init__(f"Search is unavailable; try again in {retry_after} seconds.")
        self.retry_after = retry_after


class Search:
    """Answers questions from the engine and, while that is away, from Postgres.

    `parse` reads a URL with the codes that exist now; `find` answers. `close` ends the connections to the engine.
    """

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self._settings = settings
        self._pool = pool

    async def start(self) -> None:
        """Read the places and codes; without Postgres they are read at the first question that finds it back."""

    async def close(self) -> None:
        """End the connections to the engine."""

    def parse(self, pairs: Iterable[tuple[str, str]]) -> Parsed:
        """Read the parameters of a URL; never raises."""
        return reading.parse(pairs, NO_CODES)

    async def find(self, criteria: Criteria) -> Results:
        """Answer a question. Raises `Unavailable` only when both the engine and Postgres are away."""
        raise NotImplementedError
