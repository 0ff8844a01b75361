"""Keeps requests from waiting in line for an engine that is away: after a failure they fail at once, for a moment."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# How long the engine is left alone after a failure, before one request tries again.
REST_SECONDS = 2.0


class Breaker:
    """Closed while all is well. After a failure it is open; then one request at a time may probe."""

    def __init__(self, rest: float = REST_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._rest = rest
        self._clock = clock
        self._next_try: float | None = None

    def may_try(self) -> bool:
        """Tell whether this request may ask the engine; saying yes to a probe makes the others wait."""
        now = self._clock()
        if self._next_try is None:
            return True
        if now < self._next_try:
            return False
        self._next_try = now + self._rest  # this one probes; if it is never heard of again, another may later
        return True

    def succeeded(self) -> None:
        """Close: the engine answers."""
        self._next_try = None

    def failed(self) -> None:
        """Open for a while: the engine does not answer."""
        self._next_try = self._clock() + self._rest
