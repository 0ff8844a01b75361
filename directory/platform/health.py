"""Whether this process lives, and whether it can serve: for supervisors and load balancers."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse

router = APIRouter(prefix="/health", include_in_schema=False)


@router.get("/live")
async def live() -> JSONResponse:
    """Answer as long as the process can: nothing else is looked at."""
    return JSONResponse({"status": "live"}, headers={"Cache-Control": "no-store"})
