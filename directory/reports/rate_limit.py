"""How many reports one client may send: few, since each becomes a mail to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from limits import RateLimitItemPerHour

from directory.platform.rate_limit import Standing, Verdict

if TYPE_CHECKING:
    from directory.platform.rate_limit import Limiter


async def standing(limiter: Limiter, per_hour: int, who: str) -> Standing:
    """Count one report of a client and say where they stand; without Redis, or without a limit, nobody is refused."""
    if not per_hour:
        return Standing(Verdict.WITHIN)
    return await limiter.standing(f"report:{who}", RateLimitItemPerHour(per_hour))
