"""Schemas of JSON answers: one pydantic model per answer, from which OpenAPI is made and which tests hold answers to.

Answers are still written by `orjson` from plain dictionaries: a response model of FastAPI would validate and write
every answer anew: 2.7 ms instead of 0.06 ms for a page of results of 60 kB (ADR 14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

if TYPE_CHECKING:
    from collections.abc import Iterable


class JsonModel(BaseModel):
    """Members by their names in JSON (`korteNaam` for `korte_naam`); a member that is not declared is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, alias_generator=to_camel)


class ProblemDetails(JsonModel):
    """An error (RFC 9457). `verzoek` is the number of the request, to quote when you ask about it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    verzoek: str = ""


def query_parameters(names: Iterable[str], *, repeatable: Iterable[str] = (), required: Iterable[str] = ()) -> Any:
    """Return the OpenAPI members of query parameters, for `openapi_extra` of a route that reads its URL itself."""
    may_repeat, must_be_there = {*repeatable}, {*required}
    text = {"type": "string"}
    return {
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": name in must_be_there,
                "schema": {"type": "array", "items": text} if name in may_repeat else text,
            }
            for name in names
        ]
    }


def answers_with(model: type[BaseModel], description: str, *, parameters: Any = None) -> dict[str, Any]:
    """Return the options of a route (`@router.get(path, **answers_with(…))`) that stands in the OpenAPI document."""
    return {
        "responses": {200: {"model": model, "description": description}},
        "openapi_extra": parameters,
    }
