"""Builds the ASGI application: services, middleware, error handlers and routes are wired here and nowhere else."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from directory.branding import brand as branding
from directory.operations import health, metrics, openapi
from directory.pages import site_routes, sitemap
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
from directory.platform.errors import Errors
from directory.platform.metrics import Metrics
from directory.platform.middleware import add_middleware
from directory.platform.rate_limit import RateLimiter
from directory.platform.route_policy import JSON, PAGE, STATIC_FILES, PolicyRouter, RoutePolicies, include
from directory.reports import counts as report_figures
from directory.reports import routes as reports
from directory.search.service import Search
from directory.services import Services
from directory.settings import Role, Settings, settings_for
from directory.texts.activity_names import activity_name
from directory.widgets import routers as widgets
from directory.widgets.statistics.counting import UsageCounter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from directory.branding.brand import Brand


# What is asked most is tried first. Reports before associations: to those, the last part of an address is a name.
ROUTERS = (
    results.router,
    results.programs,
    results.autocomplete,
    health.router,
    metrics.router,
    openapi.router,
    landing_routes.router,
    about_routes.router,
    site_routes.router,
    sitemap.router,
    reports.router,
    associations.router,
    *widgets.ROUTERS,
    PolicyRouter(JSON, areas=("/v1/",)),  # the address space of the API: programs ask there, also before it is there
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application. Nothing is asked of the servers before the first request that needs them."""
    chosen = settings or settings_for(Role.PUBLIC)
    logs.configure(chosen)
    brand = branding.brand(chosen)
    assets = Assets(made=branding.files(brand))
    routers = (*ROUTERS, _static_files(assets))
    policies = RoutePolicies(routers, unmatched=PAGE)
    services = _services(chosen, brand, assets, policies)
    app = FastAPI(
        title=chosen.site_name, version=openapi.VERSION, openapi_url=None, redirect_slashes=False, lifespan=_lifespan
    )
    attach(app, AppState(services, openapi.OpenApiDocument(), *widgets.state(chosen)))
    add_middleware(
        app,
        settings=chosen,
        policies=policies,
        errors=services.errors,
        metrics=services.metrics,
        limiter=services.limiter,
    )
    services.errors.register(app)
    include(app, routers)
    return app


def _static_files(assets: Assets) -> PolicyRouter:
    router = PolicyRouter(STATIC_FILES, areas=("/static/",))
    router.add_api_route("/static/{version}/{name:path}", assets.serve)
    return router


def _services(settings: Settings, brand: Brand, assets: Assets, policies: RoutePolicies) -> Services:
    pool = database.pool(settings.database_url)
    templates = environment(settings, assets, brand, takes_language=policies.takes_language)
    counters = Metrics(metrics.index_figures, report_figures.read)
    return Services(
        settings=settings,
        brand=brand,
        pool=pool,
        search=Search(settings, pool, metrics=counters, activity_label=activity_name),
        assets=assets,
        templates=templates,
        errors=Errors(ErrorPages(templates)),
        limiter=RateLimiter(settings),
        metrics=counters,
        page_cache=PageCache(),
    )


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
