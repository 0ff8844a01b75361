"""Whether this process lives, and whether it can serve: for supervisors and load balancers."""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal

from fastapi import Request
from psycopg import Error
from starlette.responses import JSONResponse

from directory.platform.json_schema import JsonModel, answers_with
from directory.platform.route_policy import OPERATIONS, PolicyRouter
from directory.publication import index_state
from directory.services import services_of

if TYPE_CHECKING:
    from directory.platform.database import Pool

router = PolicyRouter(OPERATIONS, prefix="/health", areas=("/health/",))
_NOT_KEPT = {"Cache-Control": "no-store"}


class DatabaseState(StrEnum):
    """What this process knows of Postgres."""

    UP = "up"
    AWAY = "away"


class IndexReadiness(StrEnum):
    """What Postgres says of the index. The engine itself may be away: pages are then answered from Postgres."""

    LIVE = "live"
    BUILDING = "building"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class LiveAnswer(JsonModel):
    """The answer of `/health/live`."""

    status: Literal["live"]


class ReadyAnswer(JsonModel):
    """The answer of `/health/ready`, also when the status is 503."""

    status: Literal["ready", "not ready"]
    database: DatabaseState
    index: IndexReadiness


@router.get("/live", **answers_with(LiveAnswer, "The process runs."))
async def live() -> JSONResponse:
    """Answer as long as the process can: nothing else is looked at."""
    return JSONResponse({"status": "live"}, headers=_NOT_KEPT)


@router.get("/ready", **answers_with(ReadyAnswer, "Requests can be served; with status 503 they cannot."))
async def ready(request: Request) -> JSONResponse:
    """Answer 200 when requests can be served: Postgres is there, and an index that was once built whole."""
    database, index = await _looked_at(services_of(request).pool)
    serving = database is DatabaseState.UP and index is IndexReadiness.LIVE
    status = HTTPStatus.OK if serving else HTTPStatus.SERVICE_UNAVAILABLE
    content = {"status": "ready" if serving else "not ready", "database": database, "index": index}
    return JSONResponse(content, status, headers=_NOT_KEPT if serving else {**_NOT_KEPT, "Retry-After": "5"})


async def _looked_at(pool: Pool) -> tuple[DatabaseState, IndexReadiness]:
    try:
        async with pool.connection() as connection:
            health = await index_state.health(connection)
    except Error:  # away, or without our tables yet
        return DatabaseState.AWAY, IndexReadiness.UNKNOWN
    if health.generation:
        return DatabaseState.UP, IndexReadiness.LIVE
    return DatabaseState.UP, IndexReadiness.BUILDING if health.building else IndexReadiness.ABSENT
