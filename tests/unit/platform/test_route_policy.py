"""Which policy holds for a request: that of its route, of its router's area, or of what is not there."""

from __future__ import annotations

import pytest

from directory.platform.route_policy import (
    JSON,
    OPERATIONS,
    PAGE,
    STATIC_FILES,
    CacheRule,
    PolicyRouter,
    RoutePolicies,
    RoutePolicy,
    policy_of,
)

PRIVATE = RoutePolicy(cache=CacheRule.PRIVATE)


async def _answer() -> None: ...


def _router(policy: RoutePolicy, *paths: str, method: str = "GET", areas: tuple[str, ...] = ()) -> PolicyRouter:
    router = PolicyRouter(policy, areas=areas)
    for path in paths:
        router.add_api_route(path, _answer, methods=[method])
    return router


POLICIES = RoutePolicies(
    (
        _router(JSON, "/v1/lijst", areas=("/v1/",)),
        _router(OPERATIONS, "/vereniging/{vcode}/melding"),
        _router(PRIVATE, "/vereniging/{vcode}/melding", method="POST"),
        _router(STATIC_FILES, "/vereniging/{vcode}/{name}"),
    ),
    unmatched=PAGE,
)


@pytest.mark.parametrize(
    ("method", "path", "policy"),
    [
        ("GET", "/v1/lijst", JSON),
        ("HEAD", "/v1/lijst", JSON),
        ("POST", "/v1/lijst", JSON),
        ("GET", "/v1/nergens", JSON),
        ("GET", "/nergens", PAGE),
        ("GET", "/vereniging/V1/melding", OPERATIONS),
        ("POST", "/vereniging/V1/melding", PRIVATE),
        ("DELETE", "/vereniging/V1/melding", OPERATIONS),
        ("GET", "/vereniging/V1/naam", STATIC_FILES),
    ],
)
def test_a_request_has_the_policy_of_the_first_route_that_answers_it(
    method: str, path: str, policy: RoutePolicy
) -> None:
    assert POLICIES.find(method, path) == policy


def test_outside_an_application_the_policy_is_that_of_a_page() -> None:
    assert policy_of({"type": "http"}) == PAGE
