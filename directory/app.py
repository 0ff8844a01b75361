"""Builds the ASGI application: services, middleware, error handlers and routes are wired here and nowhere else."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from directory.branding import brand as branding
from directory.operations import health, metrics
from directory.pages import site_routes
from directory.pages.about import routes as about_routes
from directory.pages.detail import routes as associations
from directory.pages.environment import environment
from directory.pages.errors import ErrorPages
from directory.pages.landing import routes as landing_routes
from directory.pages.results import routes as results
from directory.platform import database, logs
from directory.platform.app_state import AppState, attach, state_in
from directory.platform.assets import Assets
from directory.platform.cache.page_cache import PageCache
from directory.platform.errors import ErrorBoundary, Errors
from directory.platform.headers import SecurityHeaders
from directory.platform.language_negotiation import LanguageNegotiation
from directory.platform.metrics import Metrics
from directory.platform.rate_limit import RateLimiter, RateLimitMiddleware
from directory.platform.request_guard import RequestGuard
from directory.platform.request_log import RequestLog
from directory.platform.timeout import RequestTimeout
from directory.reports import counts as report_figures
from directory.reports import routes as reports
from directory.search.service import Search
from directory.services import Services
from directory.settings import Role, Settings, settings_for
from directory.widgets import routers as widgets
from directory.widgets.answering.cors import CorsMiddleware
from directory.widgets.statistics.counting import UsageCounter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application. Nothing is asked of the servers before the first request that needs them."""
    chosen = settings or settings_for(Role.PUBLIC)
    logs.configure(chosen)
    services = _services(chosen)
    app = FastAPI(title=chosen.site_name, openapi_url=None, redirect_slashes=False, lifespan=_lifespan)
    attach(app, AppState(services, *widgets.state(chosen)))
    _add_layers(app, services)
    services.errors.register(app)
    # What is asked most is found first. Reports before associations: to those, the last part of an address is a name.
    for router in (
        results.router,
        health.router,
        metrics.router,
        landing_routes.router,
        about_routes.router,
        site_routes.router,
        reports.router,
        associations.router,
        *widgets.ROUTERS,
    ):
        app.include_router(router)
    app.add_api_route("/static/{version}/{name:path}", services.assets.serve, include_in_schema=False)
    return app


def _services(settings: Settings) -> Services:
    brand = branding.brand(settings)
    assets = Assets(made=branding.files(brand))
    pool = database.pool(settings.database_url)
    templates = environment(settings, assets, brand)
    return Services(
        settings=settings,
        brand=brand,
        pool=pool,
        search=Search(settings, pool),
        assets=assets,
        templates=templates,
        errors=Errors(ErrorPages(templates)),
        limiter=RateLimiter(settings),
        metrics=Metrics(metrics.index_figures, report_figures.read),
        page_cache=PageCache(),
    )


def _add_layers(app: FastAPI, services: Services) -> None:
    """Wrap the routes, from the innermost layer to the outermost: what is added last sees a request first."""
    errors = services.errors
    app.add_middleware(RateLimitMiddleware, limiter=services.limiter, errors=errors, metrics=services.metrics)
    app.add_middleware(RequestGuard, errors=errors)
    app.add_middleware(RequestTimeout, errors=errors)
    app.add_middleware(ErrorBoundary, errors=errors)
    app.add_middleware(LanguageNegotiation)
    app.add_middleware(GZipMiddleware, compresslevel=6)
    app.add_middleware(CorsMiddleware)
    app.add_middleware(SecurityHeaders, settings=services.settings)
    app.add_middleware(RequestLog, metrics=services.metrics)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Start without waiting for any server, and close what was opened in the reverse order."""
    services = state_in(app, Services)
    async with AsyncExitStack() as opened:
        opened.push_async_callback(services.limiter.close)
        opened.push_async_callback(state_in(app, UsageCounter).close)
        await services.pool.open(wait=False)
        opened.push_async_callback(services.pool.close)
        await services.search.start()
        opened.push_async_callback(services.search.close)
        opened.push_async_callback(services.page_cache.close)
        yield
