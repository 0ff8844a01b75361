"""Builds the ASGI application: services, middleware, error handlers and routes are wired here and nowhere else."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from directory.pages import routes as pages
from directory.platform import database, health, logs
from directory.platform.assets import Assets
from directory.services import Services
from directory.settings import Role, Settings, settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application. Nothing is asked of the servers before the first request that needs them."""
    chosen = settings or settings_for(Role.PUBLIC)
    logs.configure(chosen)
    app = FastAPI(title=chosen.site_name, openapi_url=None, lifespan=_lifespan)
    app.state.services = _services(chosen)
    app.include_router(health.router)
    app.include_router(pages.router)
    app.add_route("/static/{version}/{name:path}", app.state.services.assets.serve, methods=["GET"])
    return app


def _services(settings: Settings) -> Services:
    return Services(settings=settings, pool=database.pool(settings.database_url), assets=Assets())


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Start the pool without waiting for the database, and close what was opened."""
    held: Services = app.state.services
    await held.pool.open(wait=False)
    try:
        yield
    finally:
        await held.pool.close()
