"""Turns whatever goes wrong into an answer: a page for people, a problem for programs, never a trace of our insides."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

import structlog
from fastapi.exceptions import RequestValidationError
from psycopg import OperationalError
from starlette.exceptions import HTTPException

from directory.platform import logs, problems
from directory.platform.problems import HttpProblem, Unavailable
from directory.platform.route_policy import Audience, policy_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = structlog.get_logger(__name__)


class Pages(Protocol):
    """Renders the page of an error; the room of the pages has it."""

    def response(self, status: int, *, request_id: str = "", retry_after: int | None = None) -> Response:
        """Answer with the page of `status`."""
        ...


class Errors:
    """Answers with an error in the form that the client reads."""

    def __init__(self, pages: Pages | None = None) -> None:
        """Take the pages for people; an application without pages answers everybody with a problem."""
        self._pages = pages

    def answer(self, scope: Scope, problem: HttpProblem, headers: Mapping[str, str] | None = None) -> Response:
        """Return the page or the problem, with the given headers on it."""
        extra = dict(headers or {})
        if self._pages is None or not for_people(scope):
            return problems.response(problem, extra)
        wait = extra.get("Retry-After")
        number = problems.request_number()
        page = self._pages.response(problem.status, request_id=number, retry_after=int(wait) if wait else None)
        page.headers.update(extra)
        return page

    def register(self, app: FastAPI) -> None:
        """Have the application's own exceptions answered here."""
        app.add_exception_handler(HTTPException, self._raised)
        app.add_exception_handler(RequestValidationError, self._invalid)
        app.add_exception_handler(OperationalError, self._database_away)

    async def _raised(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - the type that it was registered for
        # Starlette fills in the English phrase where no detail is given; ours is Dutch.
        said = "" if error.detail == HTTPStatus(error.status_code).phrase else error.detail
        return self.answer(request.scope, HttpProblem(error.status_code, said), error.headers)

    async def _invalid(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - idem
        names = sorted({str(item["loc"][-1]) for item in error.errors()})
        return self.answer(request.scope, HttpProblem(HTTPStatus.BAD_REQUEST, extra={"parameters": names}))

    async def _database_away(self, request: Request, error: Exception) -> Response:
        _log.warning("database away", **logs.error_fields(error))
        away = Unavailable()
        return self.answer(request.scope, HttpProblem(away.status_code), away.headers)


class ErrorBoundary:
    """The last handler: an uncaught exception is logged with its place and answered with the id of the request."""

    def __init__(self, app: ASGIApp, errors: Errors) -> None:
        self.app = app
        self._errors = errors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer in its place when it breaks."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noticing(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noticing)
        except Exception:
            _log.exception("request broke")
            if begun:  # half an answer is out: only breaking the connection tells the client
                raise
            response = self._errors.answer(scope, HttpProblem(HTTPStatus.INTERNAL_SERVER_ERROR))
            await response(scope, receive, send)


def for_people(scope: Scope) -> bool:
    """Tell whether a person reads the answer: a program asks a route for programs, or for JSON and not HTML."""
    if policy_of(scope).audience is Audience.PROGRAMS or scope["path"].endswith(".json"):
        return False
    accept = b",".join(value for name, value in scope["headers"] if name == b"accept").lower()
    wants_json = b"json" in accept and b"text/html" not in accept
    return not wants_json
