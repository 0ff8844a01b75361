"""What a route may do, declared where its router is made: audience, language, rate limit, cache, CORS, CSP and log.

The middleware reads the policy of the matched route instead of keeping lists of path prefixes. The policy is found
before routing, so that it also holds for what never reaches the route: a request that is refused, a wrong method, and
an address below a router's `areas` where nothing is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from fastapi import APIRouter
from fastapi.routing import APIRoute

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Sequence

    from fastapi import FastAPI
    from starlette.types import ASGIApp, Receive, Scope, Send

_SCOPE_KEY = "directory.route_policy"


class Audience(StrEnum):
    """Who reads the answers, and so the form of an error."""

    PEOPLE = "people"  # a page; a problem as JSON for a client that accepts JSON and no HTML
    PROGRAMS = "programs"  # always a problem as JSON


class RateLimitRule(StrEnum):
    """When a request counts against the rate limit of its client."""

    EVERY_REQUEST = "every request"
    BY_ROUTE = "by route"  # the route counts what it must work for; what stands in a cache is free
    NEVER = "never"


class CacheRule(StrEnum):
    """The most that caches may do, whatever `Cache-Control` the route gives."""

    PUBLIC = "public"  # the route decides
    PRIVATE = "private"  # no shared cache
    NO_STORE = "no-store"  # no cache at all


class CorsRule(StrEnum):
    """Which sites may read the answers from a script of theirs."""

    SAME_ORIGIN = "same origin"
    ANY_ORIGIN = "any origin"  # never with credentials


class CspRule(StrEnum):
    """Which Content-Security-Policy an answer carries, and who may frame it."""

    SITE = "site"  # that of the site, whatever the route says; no site may frame it
    OWN = "own"  # the route may give its own; no site may frame it
    FRAMED = "framed"  # the route gives its own, which names the sites that may frame it


class LanguageRule(StrEnum):
    """What decides the language of an answer: the parameter `taal`, the header `Accept-Language`, or nothing."""

    NEGOTIATED = "parameter or header"  # the parameter, else the header: a page that can be linked to in each language
    BY_PARAMETER = "parameter"  # what the script of a page fetches, which says in which language that page is
    BY_HEADER = "header"  # a page where `taal` is the language of something else
    DUTCH = "Dutch"  # what programs read


@dataclass(frozen=True, slots=True)
class RoutePolicy:
    """What the routes of one router may do. The defaults are those of a page."""

    audience: Audience = Audience.PEOPLE
    rate_limit: RateLimitRule = RateLimitRule.EVERY_REQUEST
    cache: CacheRule = CacheRule.PUBLIC
    cors: CorsRule = CorsRule.SAME_ORIGIN
    csp: CspRule = CspRule.SITE
    language: LanguageRule = LanguageRule.NEGOTIATED
    is_logged: bool = True


PAGE = RoutePolicy()
PAGE_OF_ONE_VISITOR = RoutePolicy(cache=CacheRule.PRIVATE)
JSON = RoutePolicy(audience=Audience.PROGRAMS, language=LanguageRule.DUTCH)
# What a page of the signed-in application may do at most: nothing of it stays in a cache.
SIGNED_IN = RoutePolicy(cache=CacheRule.NO_STORE)
# Supervisors ask every few seconds: their requests would drown the rest of the log.
OPERATIONS = replace(JSON, rate_limit=RateLimitRule.NEVER, cache=CacheRule.NO_STORE, is_logged=False)
STATIC_FILES = replace(JSON, rate_limit=RateLimitRule.NEVER)


class PolicyRouter(APIRouter):
    """A router whose routes all have one policy.

    `areas` are the path prefixes that belong to it, such as `/widget/v1/`: the policy also holds where nothing is.
    """

    def __init__(self, policy: RoutePolicy, *, areas: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.policy = policy
        self.areas = tuple(areas)

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Add a route; it stands in the OpenAPI document when its answers have a schema."""
        super().add_api_route(path, endpoint, **{**options, "include_in_schema": bool(options.get("responses"))})


class _Declared(NamedTuple):
    pattern: re.Pattern[str]
    methods: frozenset[str]
    policy: RoutePolicy


class RoutePolicies:
    """The policies of one application, in the order in which its routes are tried."""

    def __init__(self, routers: Iterable[PolicyRouter], *, unmatched: RoutePolicy) -> None:
        """Read the routes of the routers; `unmatched` is for an address that belongs to none of them."""
        known = tuple(routers)
        self._routes = tuple(
            _Declared(route.path_regex, frozenset(route.methods or ()), _of_route(route, router.policy))
            for router in known
            for route in router.routes
            if isinstance(route, APIRoute)
        )
        self._areas = tuple((area, router.policy) for router in known for area in router.areas)
        self._unmatched = unmatched

    def find(self, method: str, path: str) -> RoutePolicy:
        """Return the policy of the route that will answer; HEAD is answered by what answers GET."""
        wanted = "GET" if method == "HEAD" else method
        other_method = None
        for pattern, methods, policy in self._routes:
            if pattern.match(path):
                if wanted in methods:
                    return policy
                other_method = other_method or policy
        return other_method or self._of_area(path) or self._unmatched

    def takes_language(self, path: str) -> bool:
        """Tell whether `taal` chooses the language of the page at this path."""
        return self.find("GET", path).language is LanguageRule.NEGOTIATED

    def declares(self, path: str, method: str) -> bool:
        """Tell whether a route of ours answers this path template with this method."""
        return any(method in methods and pattern.match(path) for pattern, methods, _ in self._routes)

    def _of_area(self, path: str) -> RoutePolicy | None:
        return next((policy for area, policy in self._areas if path.startswith(area)), None)


def _of_route(route: APIRoute, policy: RoutePolicy) -> RoutePolicy:
    """Return the policy of one route of a router: a file (picture, site map, linked data) is read by programs."""
    is_file = "." in route.path.rpartition("/")[2]
    return replace(policy, language=LanguageRule.DUTCH) if is_file else policy


class RoutePolicyMiddleware:
    """The outermost layer: finds the policy of a request once, for all layers within."""

    def __init__(self, app: ASGIApp, policies: RoutePolicies) -> None:
        self.app = app
        self._policies = policies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put the policy in the scope."""
        if scope["type"] == "http":
            scope[_SCOPE_KEY] = self._policies.find(scope["method"], scope["path"])
        await self.app(scope, receive, send)


def policy_of(scope: Scope) -> RoutePolicy:
    """Return the policy of the route that answers this request; that of a page outside an application of ours."""
    found: RoutePolicy = scope.get(_SCOPE_KEY, PAGE)
    return found


def include(app: FastAPI, routers: Sequence[PolicyRouter]) -> None:
    """Include routers in an application, in the order in which they are tried."""
    for router in routers:
        app.include_router(router)
