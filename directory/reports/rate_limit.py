"""Rate limit of reports per client: low, because each report becomes a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from limits import RateLimitItemPerHour

from directory.platform.rate_limit import RateLimitState, RateLimitVerdict

if TYPE_CHECKING:
    from directory.platform.rate_limit import RateLimiter


async def count_report(limiter: RateLimiter, per_hour: int, client: str) -> RateLimitState:
    """Count one report of a client and return its state; without Redis, or without a limit, none is refused."""
    if not per_hour:
        return RateLimitState(RateLimitVerdict.WITHIN)
    return await limiter.count(f"report:{client}", RateLimitItemPerHour(per_hour))
