"""Adaptive batch size: halved when the engine struggles, doubled again when it does not (back-off for throughput)."""

from __future__ import annotations

SMALLEST = 25
LARGEST = 1000
# A request that takes longer keeps other work waiting and comes near the time-out.
SLOW_SECONDS = 5.0


class AdaptiveBatchSize:
    """How many entities go into the next batch, learnt from how the last requests went."""

    def __init__(self, size: int = LARGEST) -> None:
        self.size = size

    def record_success(self, seconds: float) -> None:
        """Take note of a request that the engine answered in `seconds`."""
        if seconds > SLOW_SECONDS:
            self.record_trouble()
        else:
            self.size = min(LARGEST, self.size * 2)

    def record_trouble(self) -> None:
        """Take note of a request that timed out or was refused for now."""
        self.size = max(SMALLEST, self.size // 2)
