"""Services that all routes share, built once per process: settings, pool, search, templates, files, metrics, errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.platform.app_state import state_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import HTTPConnection

    from directory.branding.brand import Brand
    from directory.platform.assets import Assets
    from directory.platform.cache.page_cache import PageCache
    from directory.platform.database import Pool
    from directory.platform.errors import Errors
    from directory.platform.metrics import Metrics
    from directory.platform.rate_limit import RateLimiter
    from directory.search.service import Search
    from directory.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """The shared parts. Building them touches no network: each connects when it is first used."""

    settings: Settings
    brand: Brand
    pool: Pool
    search: Search
    assets: Assets
    templates: Environment
    errors: Errors
    limiter: RateLimiter
    metrics: Metrics
    page_cache: PageCache


def services_of(request: HTTPConnection) -> Services:
    """Return the services of the application that answers this request."""
    return state_of(request, Services)
