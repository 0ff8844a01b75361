"""The OpenAPI 3.1 document of the public application, made of the schemas that its JSON routes are declared with.

There is no page that draws it: the usual ones load scripts of a third party. Tools read the document itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response

from directory.platform import conditional_get
from directory.platform.app_state import state_of
from directory.platform.json_schema import ProblemDetails
from directory.platform.precompressed import Precompressed
from directory.platform.problems import MEDIA_TYPE
from directory.platform.route_policy import JSON, CorsRule, PolicyRouter

router = PolicyRouter(replace(JSON, cors=CorsRule.ANY_ORIGIN))

PATH = "/openapi.json"
VERSION = "1.0"
CACHE_CONTROL = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800"
_PROBLEM = ProblemDetails.__name__


class OpenApiDocument:
    """The document of one application: made at the first request for it, and the same until the process ends."""

    def __init__(self) -> None:
        self._made: tuple[Precompressed, str] | None = None

    def of(self, app: FastAPI) -> tuple[Precompressed, str]:
        """Return the document and its ETag."""
        if self._made is None:
            body = orjson.dumps(describe(app))
            self._made = Precompressed(body), conditional_get.validator(body)
        return self._made


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of an application; every operation may answer with a problem (RFC 9457)."""
    document: dict[str, Any] = {**app.openapi()}
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas[_PROBLEM] = ProblemDetails.model_json_schema()
    problem = {
        "description": "What went wrong, as problem details.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{_PROBLEM}"}}},
    }
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"].setdefault("default", problem)
    return document


@router.get(PATH)
async def give_openapi(request: Request) -> Response:
    """Return the OpenAPI document."""
    body, etag = state_of(request, OpenApiDocument).of(request.app)
    return conditional_get.packed(request, body, "application/json", etag, CACHE_CONTROL)
