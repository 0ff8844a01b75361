"""Real JSON answers hold to the schemas that stand in the OpenAPI document, member for member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator

from directory.operations.openapi import PATH
from tests.pages.queries import AWKWARD, QUESTIONS
from tests.pages.world import CHOIR, UNKNOWN

if TYPE_CHECKING:
    from starlette.testclient import TestClient

LEUVEN = "gemeente=24062"
ANSWERS = (
    *(f"/zoeken.json?{query}" for query in (*QUESTIONS, *AWKWARD)),
    "/zoeken.json?q=koor&uitleg=1",
    "/zoeken.json?q=damesturnkring+-kaas+%22de+zon%22&waar=Gent&uitleg=1",
    f"/zoeken.json?q=koor&uitleg_van={CHOIR}",
    f"/zoeken.json?q=xyzzyxyzzy&uitleg_van={CHOIR}",
    f"/zoeken.json?q=koor&uitleg_van={UNKNOWN}",
    "/zoeken.json?q=koor+xyzzyxyzzy&waar=Leuven",
    "/suggesties?q=ko", "/suggesties?q=leu&waar=Gent", "/suggesties?q=xyzzy", "/suggesties",
    f"/widget/v1/zoek?{LEUVEN}", f"/widget/v1/zoek?{LEUVEN}&taal=fr&q=koor&kies=act.SPRT",
    f"/widget/v1/zoek?{LEUVEN}&velden=plaats,activiteiten,beschrijving,website,telefoon&facetten=act,gem",
    "/widget/v1/zoek?rond=Leuven&straal=15&sort=afstand&onzin=1&thema=onzin", "/widget/v1/zoek?q=xyzzyxyzzy",
    f"/widget/v1/vereniging?vcode={CHOIR}", "/widget/v1/suggesties?q=ko", "/widget/v1/suggesties?q=xyzzy",
    f"/oembed?url={quote('http://127.0.0.1:8000/zoeken?q=koor', safe='')}", "/health/live", "/health/ready",
)  # fmt: skip


@pytest.fixture(scope="module")
def document(site: TestClient) -> Any:
    """Return the OpenAPI document as it is served."""
    return site.get(PATH).json()


def violations(document: Any, site: TestClient, path: str) -> list[str]:
    """Ask a path and return what in its answer does not hold to the document."""
    answer = site.get(path)
    responses = document["paths"][path.partition("?")[0]]["get"]["responses"]
    content = (responses.get(str(answer.status_code)) or responses["default"])["content"]
    kind = answer.headers["content-type"]
    schema = {**content[kind]["schema"], "components": document["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(answer.json())]


@pytest.mark.parametrize("path", ANSWERS)
def test_an_answer_holds_to_its_schema(document: Any, site: TestClient, path: str) -> None:
    assert violations(document, site, path) == []


@pytest.mark.parametrize("path", [path for path in ANSWERS if path.startswith(("/zoeken", "/sugg", "/widget"))][:40])
def test_an_answer_without_the_engine_holds_to_it_too(
    document: Any, site_without_engine: TestClient, path: str
) -> None:
    assert violations(document, site_without_engine, path) == []


@pytest.mark.parametrize("path", ["/widget/v1/vereniging", "/widget/v1/zoek?gemeente=onzin", "/oembed?url=x"])
def test_an_error_holds_to_the_schema_of_problems(document: Any, site: TestClient, path: str) -> None:
    assert violations(document, site, path) == []


def test_the_document_is_openapi_of_today_and_may_be_kept(site: TestClient, document: Any) -> None:
    answer = site.get(PATH)
    again = site.get(PATH, headers={"If-None-Match": answer.headers["etag"]})

    assert document["openapi"] == "3.1.0"
    assert answer.headers["cache-control"].startswith("public, max-age=3600")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert again.status_code == 304
