"""What each route may do: every route has a policy, and status and headers of each are those of the table."""

from __future__ import annotations

from fastapi.routing import iter_route_contexts

from directory.app import ROUTERS, create_app
from directory.platform.route_policy import PAGE, RoutePolicies
from tests.web import route_answers
from tests.web.client import settings_with


def test_every_route_of_the_public_application_has_a_policy() -> None:
    routes = [context.original_route for context in iter_route_contexts(create_app(settings_with()).routes)]
    policies = RoutePolicies(ROUTERS, unmatched=PAGE)
    paths = {(route.path, method) for route in routes for method in route.methods}  # type: ignore[attr-defined]  # every route of ours has both
    undeclared = {path for path, method in paths if not policies.declares(path, method)}

    assert len(paths) > 40
    assert undeclared == {"/static/{version}/{name:path}"}  # its router is made with the files of the installation


def test_each_route_answers_with_the_status_and_headers_of_the_table() -> None:
    assert list(route_answers.answers()) == route_answers.read()
