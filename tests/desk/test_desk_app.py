"""The signed-in application: a login of its own, no route of the public application, and nothing that a cache keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.routing import iter_route_contexts

from directory.app import ROUTERS as PUBLIC_ROUTERS
from directory.app import create_app
from directory.desk.services import DeskServices
from directory.desk_app import ROUTERS, create_desk_app
from directory.platform.app_state import state_in
from directory.platform.route_policy import SIGNED_IN, CacheRule, RoutePolicies
from directory.settings import Role
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from directory.devstack.databases import Database


def test_it_is_ready_with_its_own_login(database: Database) -> None:
    with asking(create_desk_app(settings_with(DATABASE_URL=database.desk))) as client:
        answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "database": "up"})


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DESK])
def test_no_other_process_can_open_its_pool(database: Database, role: Role) -> None:
    with asking(create_desk_app(settings_with(DATABASE_URL=database.url(role)))) as client:
        assert client.get("/health/ready").status_code == 503


def test_the_public_application_has_none_of_its_services() -> None:
    with pytest.raises(KeyError):
        state_in(create_app(settings_with()), DeskServices)


def test_it_serves_no_page_of_the_public_application() -> None:
    paths = [route.path for router in PUBLIC_ROUTERS for route in router.routes]  # type: ignore[attr-defined]  # each has one
    with asking(create_desk_app(settings_with())) as client:
        found = {path for path in paths if client.get(path).status_code != 404}

    assert len(paths) > 40
    assert found == {"/health/live", "/health/ready"}  # its own


def test_every_route_has_a_policy_under_which_no_cache_keeps_anything() -> None:
    policies = RoutePolicies(ROUTERS, unmatched=SIGNED_IN)
    routes = [context.original_route for context in iter_route_contexts(create_desk_app(settings_with()).routes)]
    paths = {(route.path, method) for route in routes for method in route.methods}  # type: ignore[attr-defined]  # idem

    assert paths
    assert {path for path, method in paths if not policies.declares(path, method)} == set()
    assert {policies.find(method, path).cache for path, method in (*paths, ("/nergens", "GET"))} == {CacheRule.NO_STORE}


@pytest.mark.parametrize("path", ["/health/live", "/nergens", "/%zz"])
def test_its_answers_carry_the_headers_of_the_platform(path: str) -> None:
    with asking(create_desk_app(settings_with())) as client:
        answer = client.get(path)

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert len(answer.headers["x-request-id"]) == 32
