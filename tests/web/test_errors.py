"""An error is a page for people and a problem for programs, without internals for either."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import HTTPException
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.app import create_app
from directory.platform.app_state import state_in
from directory.platform.errors import ErrorBoundary, Errors
from directory.services import Services
from tests.web.client import asking, becomes, settings_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from fastapi import FastAPI
    from starlette.responses import Response
    from starlette.testclient import TestClient
    from starlette.types import Message, Receive, Scope, Send


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PROGRAM = {"Accept": "application/json"}
CANARY = "a canary in an exception"


@pytest.fixture(scope="module")
def broken() -> Iterator[TestClient]:
    """Ask an application with routes that go wrong in every way; every server is away."""
    app = create_app(settings_with())
    for route in (breaks, needs_a_number, explains):
        app.add_api_route(f"/{route.__name__}", route, response_model=None)
    with asking(app) as client:
        yield client


async def breaks() -> None:
    raise ZeroDivisionError(CANARY)


class NoPages:
    """Stands in where no page is asked for."""

    def response(self, status: int, *, request_id: str = "", retry_after: int | None = None) -> Response:
        raise NotImplementedError


async def nothing() -> Message:
    return {"type": "http.disconnect"}


async def needs_a_number(aantal: int) -> int:
    return aantal


async def explains() -> None:
    raise HTTPException(410, "Deze vereniging is gestopt.")


def test_a_problem_has_the_members_of_its_standard_in_dutch(broken: TestClient) -> None:
    answer = broken.get("/nergens", headers=PROGRAM)

    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Niet gevonden",
        "status": 404,
        "detail": "Op dit adres staat niets.",
        "verzoek": answer.headers["x-request-id"],
    }


@pytest.mark.parametrize(
    ("path", "headers", "kind"),
    [
        ("/nergens", BROWSER, "text/html"),
        ("/nergens", {}, "text/html"),
        ("/nergens", PROGRAM, "application/problem+json"),
        ("/nergens.json", BROWSER, "application/problem+json"),
        ("/v1/nergens", BROWSER, "application/problem+json"),
    ],
)
def test_people_get_a_page_and_programs_a_problem(
    broken: TestClient, path: str, headers: dict[str, str], kind: str
) -> None:
    assert broken.get(path, headers=headers).headers["content-type"].partition(";")[0] == kind


@pytest.mark.parametrize("headers", [BROWSER, PROGRAM])
def test_a_broken_request_tells_its_number_and_nothing_of_our_insides(
    broken: TestClient, headers: dict[str, str]
) -> None:
    answer = broken.get("/breaks", headers=headers)

    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.text
    assert not any(word in answer.text for word in (CANARY, "ZeroDivision", "Traceback", ".py"))


def test_the_log_tells_where_a_request_broke_and_not_what_it_said(
    broken: TestClient, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    number = broken.get("/breaks").headers["x-request-id"]

    line = next(line for line in logged() if line["event"] == "request broke")
    assert (line["request_id"], line["error"]) == (number, "builtins.ZeroDivisionError")
    assert line["where"][-1].endswith(" breaks")
    assert CANARY not in str(line)


def test_half_an_answer_is_broken_off_and_never_ended_as_if_it_were_whole() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def half(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ZeroDivisionError(CANARY)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(ErrorBoundary(half, Errors(NoPages()))({"type": "http"}, nothing, send))

    assert [message["type"] for message in sent] == ["http.response.start"]


def test_a_parameter_that_is_no_number_is_named(broken: TestClient) -> None:
    answer = broken.get("/needs_a_number?aantal=veel", headers=PROGRAM)

    assert (answer.status_code, answer.json()["parameters"]) == (400, ["aantal"])


def test_a_route_can_say_more_than_the_standard_sentence(broken: TestClient) -> None:
    assert broken.get("/explains", headers=PROGRAM).json()["detail"] == "Deze vereniging is gestopt."


def test_a_wrong_method_is_told_which_ones_there_are(broken: TestClient) -> None:
    answer = broken.delete("/breaks", headers=PROGRAM)

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_no_error_is_kept_by_a_cache(broken: TestClient) -> None:
    assert {broken.get(path).headers["cache-control"] for path in ("/nergens", "/breaks", "/%zz")} == {"no-store"}


@given(accept=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=60))
@settings(max_examples=50, deadline=None)
def test_no_accept_header_upsets_an_error(broken: TestClient, accept: str) -> None:
    assert broken.get("/nergens", headers={b"accept": accept.encode("latin-1")}).status_code == 404


def test_postgres_away_is_told_as_unavailable_and_passes(
    app: FastAPI, away: Callable[[], AbstractContextManager[None]]
) -> None:
    services = state_in(app, Services)

    async def reads() -> str:
        async with services.pool.connection() as connection:
            await connection.execute("SELECT 1")
        return "gelezen"

    app.add_api_route("/reads", reads)
    with asking(app) as client:
        before = client.get("/reads").status_code
        with away():
            without = client.get("/reads", headers=PROGRAM)
        assert becomes(client, "/reads", 200)

    assert (before, without.status_code) == (200, 503)
    assert (without.headers["retry-after"], without.json()["title"]) == ("5", "Even niet bereikbaar")
