"""A circuit breaker: after a failure a server is left alone for a while, so that its absence costs few requests a wait.

Closed, every request may try. A failure opens it: for `open_seconds` no request tries. Then it is half open: one
request probes, the others go on without, until the probe succeeds and closes it. A probe whose outcome never becomes
known (its request was cancelled) leaves room for another after the same time.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class CircuitBreaker:
    """The state of the circuit to one server, for the requests of one process; times are in seconds of `clock`."""

    def __init__(self, open_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._open_seconds = open_seconds
        self._clock = clock
        self._next_probe: float | None = None  # None while closed

    def may_try(self) -> bool:
        """Tell whether this request may try. While half open, the one that is told so is the probe."""
        if self._next_probe is None:
            return True
        now = self._clock()
        if now < self._next_probe:
            return False
        self._next_probe = now + self._open_seconds
        return True

    def record_success(self) -> None:
        """Close the circuit: the server answers."""
        self._next_probe = None

    def record_failure(self) -> None:
        """Open the circuit."""
        self._next_probe = self._clock() + self._open_seconds
