"""The middleware of an application, in one order for every application of this code base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette_compress import CompressMiddleware

from directory.platform.cors import CorsMiddleware
from directory.platform.errors import ErrorBoundary
from directory.platform.headers import SecurityHeaders
from directory.platform.language_negotiation import LanguageNegotiation
from directory.platform.load_limit import LoadLimit
from directory.platform.precompressed import SMALLEST_COMPRESSED
from directory.platform.query_cleaning import QueryCleaning
from directory.platform.rate_limit import RateLimitMiddleware
from directory.platform.request_guard import RequestGuard
from directory.platform.request_log import RequestLog
from directory.platform.route_policy import RoutePolicyMiddleware
from directory.platform.timeout import RequestTimeout

if TYPE_CHECKING:
    from fastapi import FastAPI

    from directory.platform.errors import Errors
    from directory.platform.metrics import Metrics
    from directory.platform.rate_limit import RateLimiter
    from directory.platform.route_policy import RoutePolicies
    from directory.settings import Settings


def add_middleware(  # noqa: PLR0913 - each is used by one layer
    app: FastAPI,
    *,
    settings: Settings,
    policies: RoutePolicies,
    errors: Errors,
    metrics: Metrics,
    limiter: RateLimiter | None,
) -> None:
    """Wrap the routes, from the innermost layer to the outermost: what is added last sees a request first."""
    if limiter is not None:
        app.add_middleware(RateLimitMiddleware, limiter=limiter, errors=errors, metrics=metrics)
    app.add_middleware(RequestGuard, errors=errors)
    app.add_middleware(RequestTimeout, errors=errors)
    app.add_middleware(LoadLimit, errors=errors)
    app.add_middleware(ErrorBoundary, errors=errors)
    app.add_middleware(LanguageNegotiation, takes_language=policies.takes_language)
    app.add_middleware(CompressMiddleware, minimum_size=SMALLEST_COMPRESSED)
    app.add_middleware(CorsMiddleware)
    app.add_middleware(SecurityHeaders, settings=settings)
    app.add_middleware(RequestLog, metrics=metrics)
    app.add_middleware(QueryCleaning)
    app.add_middleware(RoutePolicyMiddleware, policies=policies)
