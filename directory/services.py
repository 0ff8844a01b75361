"""What the routes share, made once per process: settings, database pool, search, templates, files, figures, errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import HTTPConnection

    from directory.branding.brand import Brand
    from directory.operations.metrics import Metrics
    from directory.platform.assets import Assets
    from directory.platform.cache.page_cache import Warm
    from directory.platform.database import Pool
    from directory.platform.errors import Errors
    from directory.platform.rate_limit import Limiter
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
    limiter: Limiter
    metrics: Metrics
    warm: Warm


def services(request: HTTPConnection) -> Services:
    """Return the services of the application that answers this request."""
    return cast("Services", request.app.state.services)
