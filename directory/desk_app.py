"""Builds the signed-in application: a process, a database role and a pool of its own (ADR 14).

It shares the platform with the public application and none of its rooms: import contracts keep the two apart, and
neither pool lets the other's login in. Until its first room moves in it has a health page only.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from directory.desk import health
from directory.desk.services import DeskServices
from directory.platform import database, logs
from directory.platform.app_state import AppState, attach, state_in
from directory.platform.errors import Errors
from directory.platform.metrics import Metrics
from directory.platform.middleware import add_middleware
from directory.platform.route_policy import SIGNED_IN, RoutePolicies, include
from directory.settings import Role, Settings, settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROUTERS = (health.router,)


def create_desk_app(settings: Settings | None = None) -> FastAPI:
    """Build the application. No server is asked before the first request that needs one."""
    chosen = settings or settings_for(Role.DESK)
    logs.configure(chosen)
    services = DeskServices(
        settings=chosen,
        pool=database.pool(chosen.database_url, admit=database.admit_desk, application="directory-desk"),
        errors=Errors(),
        metrics=Metrics(),
    )
    app = FastAPI(title=f"{chosen.site_name} (desk)", openapi_url=None, redirect_slashes=False, lifespan=_lifespan)
    attach(app, AppState(services))
    add_middleware(
        app,
        settings=chosen,
        policies=RoutePolicies(ROUTERS, unmatched=SIGNED_IN),
        errors=services.errors,
        metrics=services.metrics,
        limiter=None,
    )
    services.errors.register(app)
    include(app, ROUTERS)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Start without waiting for any server; close the pool at the end."""
    pool = state_in(app, DeskServices).pool
    async with AsyncExitStack() as opened:
        await pool.open(wait=False)
        opened.push_async_callback(pool.close)
        yield
