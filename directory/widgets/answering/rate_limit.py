"""How much one client may ask of the widgets: as elsewhere, but for what stands ready and costs nothing."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from directory.platform.rate_limit import RateLimitVerdict
from directory.services import services_of

if TYPE_CHECKING:
    from starlette.requests import Request


async def take(request: Request) -> None:
    """Count one question that must be worked for; raises 429 with the seconds to wait when it is one too many."""
    services = services_of(request)
    if not services.limiter.per_minute:
        return
    state = await services.limiter.count(services.limiter.client_key(request.scope))
    services.metrics.limited(state.verdict)
    if state.verdict is RateLimitVerdict.REFUSED:
        raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(state.reset_seconds)})
