"""Leaves a part alone for a while after it failed, so that its absence costs one request a moment and no more."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Circuit:
    """After one failure nothing is asked for a while; then one request tries, the others still go on without."""

    def __init__(self, rest: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rest = rest
        self._clock = clock
        self._closed_again_at = 0.0

    def may_try(self) -> bool:
        """Tell whether to ask; who is told yes after a failure is the only one until its outcome is known."""
        now = self._clock()
        if now < self._closed_again_at:
            return False
        if self._closed_again_at:
            self._closed_again_at = now + self._rest
        return True

    def succeeded(self) -> None:
        """Close the circuit: everybody may ask."""
        self._closed_again_at = 0.0

    def failed(self) -> None:
        """Open the circuit."""
        self._closed_again_at = self._clock() + self._rest
