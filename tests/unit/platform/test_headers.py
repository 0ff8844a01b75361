"""What a route's policy does to the headers that the route set itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import Response
from starlette.datastructures import Headers

from directory.platform.cors import CorsMiddleware
from directory.platform.headers import CONTENT_SECURITY_POLICY, SecurityHeaders
from directory.platform.route_policy import (
    CacheRule,
    CorsRule,
    CspRule,
    RoutePolicies,
    RoutePolicy,
    RoutePolicyMiddleware,
)
from tests.web.client import settings_with

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message

OWN = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
FRAMED = "default-src 'none'; frame-ancestors https://school.example"
LASTING = "public, max-age=300"


def headers(policy: RoutePolicy, **given: str) -> Headers:
    """Answer with these headers under this policy; return the headers that leave."""
    route = Response(headers={name.replace("_", "-"): value for name, value in given.items()})
    app = SecurityHeaders(CorsMiddleware(route), settings_with())
    return asyncio.run(_ask(RoutePolicyMiddleware(app, RoutePolicies((), unmatched=policy))))


async def _ask(app: ASGIApp) -> Headers:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
    await app(scope, receive, send)
    return Headers(raw=sent[0]["headers"])


@pytest.mark.parametrize(
    ("rule", "given", "left"),
    [
        (CspRule.SITE, OWN, CONTENT_SECURITY_POLICY),
        (CspRule.SITE, FRAMED, CONTENT_SECURITY_POLICY),
        (CspRule.OWN, OWN, OWN),
        (CspRule.OWN, FRAMED, CONTENT_SECURITY_POLICY),
        (CspRule.FRAMED, FRAMED, FRAMED),
    ],
)
def test_a_route_gives_a_policy_of_its_own_only_where_it_may(rule: CspRule, given: str, left: str) -> None:
    found = headers(RoutePolicy(csp=rule), content_security_policy=given)

    assert found["content-security-policy"] == left
    assert ("x-frame-options" in found) == (left is not FRAMED)


def test_a_route_that_may_be_framed_and_gives_no_policy_cannot_be_framed() -> None:
    assert headers(RoutePolicy(csp=CspRule.FRAMED))["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("rule", "given", "left"),
    [
        (CacheRule.PUBLIC, LASTING, LASTING),
        (CacheRule.PRIVATE, LASTING, "no-store"),
        (CacheRule.PRIVATE, "private, no-cache", "private, no-cache"),
        (CacheRule.NO_STORE, LASTING, "no-store"),
        (CacheRule.NO_STORE, "private, no-cache", "no-store"),
    ],
)
def test_no_route_lets_caches_do_more_than_its_policy(rule: CacheRule, given: str, left: str) -> None:
    assert headers(RoutePolicy(cache=rule), cache_control=given)["cache-control"] == left


def test_only_a_route_for_other_sites_can_be_read_by_their_scripts() -> None:
    assert headers(RoutePolicy(cors=CorsRule.ANY_ORIGIN))["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in headers(RoutePolicy())
