"""What each route may do: every route has a policy, and status and headers of each are those of the table."""

from __future__ import annotations

import json
import re

from fastapi.routing import iter_route_contexts

from directory.app import ROUTERS, create_app
from directory.operations import openapi
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


def test_the_openapi_document_has_every_json_answer_and_its_references_lead_somewhere() -> None:
    document = openapi.describe(create_app(settings_with()))
    references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))

    assert set(document["paths"]) == {
        *("/zoeken.json", "/suggesties", "/oembed", "/health/live", "/health/ready"),
        *("/widget/v1/zoek", "/widget/v1/vereniging", "/widget/v1/suggesties"),
    }
    assert references == set(document["components"]["schemas"])
