"""How many associations go into one request: halved when the engine struggles, grown again when it does not."""

from __future__ import annotations

SMALLEST = 25
LARGEST = 1000
# A request that takes longer keeps others waiting, and comes near to the point where it would be given up.
SLOW_SECONDS = 5.0


class Pace:
    """The size of the next batch, learnt from how the last ones went."""

    def __init__(self, size: int = LARGEST) -> None:
        self.size = size

    def went_well(self, seconds: float) -> None:
        """Take note of a request that the engine answered, after so long."""
        if seconds > SLOW_SECONDS:
            self.struggled()
        else:
            self.size = min(LARGEST, self.size * 2)

    def struggled(self) -> None:
        """Take note of a request that timed out or was turned away."""
        self.size = max(SMALLEST, self.size // 2)
