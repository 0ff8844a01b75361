"""Health checks of the signed-in application: whether it runs, and whether it can log in to Postgres."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request
from psycopg import Error
from starlette.responses import JSONResponse

from directory.desk.services import desk_services_of
from directory.platform.route_policy import OPERATIONS, PolicyRouter

router = PolicyRouter(OPERATIONS, prefix="/health", areas=("/health/",))


@router.get("/live")
async def live() -> JSONResponse:
    """Answer as long as the process can: no server is asked."""
    return JSONResponse({"status": "live"})


@router.get("/ready")
async def ready(request: Request) -> JSONResponse:
    """Answer 200 when Postgres lets this application in as `directory_desk`, else 503."""
    try:
        async with desk_services_of(request).pool.connection() as connection:
            await connection.execute("SELECT 1")
    except Error:
        content = {"status": "not ready", "database": "away"}
        return JSONResponse(content, HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "5"})
    return JSONResponse({"status": "ready", "database": "up"})
