"""Rate limit of the widgets: counted per request that costs work. A cached answer is free and is never refused."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from directory.platform.rate_limit import RateLimitVerdict
from directory.services import services_of

if TYPE_CHECKING:
    from starlette.requests import Request


async def consume(request: Request) -> None:
    """Count one request of this client; raises 429 with `Retry-After` in seconds when its limit is reached."""
    services = services_of(request)
    if not services.limiter.per_minute:
        return
    state = await services.limiter.count(services.limiter.client_key(request.scope))
    services.metrics.limited(state.verdict)
    if state.verdict is RateLimitVerdict.REFUSED:
        raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(state.reset_seconds)})
