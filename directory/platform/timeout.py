"""No request waits for ever: what hangs on a part that neither answers nor refuses is told to come back later."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from directory.platform.problems import HttpProblem, Unavailable

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from directory.platform.errors import Errors

SECONDS = 10.0
_log = structlog.get_logger(__name__)


class RequestTimeout:
    """Answers in the place of a request that takes too long to begin its answer."""

    def __init__(self, app: ASGIApp, errors: Errors, seconds: float = SECONDS) -> None:
        self.app = app
        self._errors = errors
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request be answered, or answer that it was not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        turn = _Turn(send)
        working = asyncio.ensure_future(self.app(scope, receive, turn.send))
        try:
            done, _ = await asyncio.wait({working}, timeout=self._seconds)
            if done or turn.begun:
                await working
                return
        finally:
            working.cancel()
        turn.over = True
        # A task that hangs in a driver may ignore the cancellation: it is not awaited.
        working.add_done_callback(_forget)
        _log.error("request hung", seconds=self._seconds)
        away = Unavailable()
        await self._errors.answer(scope, HttpProblem(away.status_code), away.headers)(scope, receive, send)


class _Turn:
    """Whose turn it is to answer: once it is over, what still comes is dropped."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False
        self.over = False

    async def send(self, message: Message) -> None:
        """Pass a message on while it may be."""
        if not self.over:
            self.begun = True
            await self._send(message)


def _forget(working: asyncio.Future[None]) -> None:
    if not working.cancelled():
        working.exception()
