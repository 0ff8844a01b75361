"""How much one client may ask of the widgets: as elsewhere, but for what stands ready and costs nothing."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from directory.platform.rate_limit import Verdict
from directory.services import services

if TYPE_CHECKING:
    from starlette.requests import Request


async def take(request: Request) -> None:
    """Count one question that must be worked for; raises 429 with the seconds to wait when it is one too many."""
    held = services(request)
    if not held.limiter.per_minute:
        return
    standing = await held.limiter.standing(held.limiter.who(request.scope))
    held.metrics.limited(standing.verdict)
    if standing.verdict is Verdict.REFUSED:
        raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(standing.reset_seconds)})
