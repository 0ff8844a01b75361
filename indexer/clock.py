"""A clock for ages that keeps counting while this machine sleeps, unlike Python's own monotonic one."""

from __future__ import annotations

import time


def now() -> float:
    """Return seconds since the machine started, time asleep included where the system offers that."""
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)
