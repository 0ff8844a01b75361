"""A request that hangs is answered all the same."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from directory.platform.errors import Errors
from directory.platform.timeout import RequestTimeout

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCOPE = {"type": "http", "path": "/v1/x", "headers": [], "method": "GET"}


def answered(app: ASGIApp, seconds: float) -> list[Message]:
    """Ask once, and return all that was sent."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    asyncio.run(RequestTimeout(app, Errors(), seconds)(dict(SCOPE), receive, send))
    return sent


async def hangs(_scope: Scope, _receive: Receive, _send: Send) -> None:
    await asyncio.Event().wait()


async def hangs_and_does_not_heed(_scope: Scope, _receive: Receive, send: Send) -> None:
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ZeroDivisionError from None


async def begins_and_takes_its_time(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await asyncio.sleep(0.05)
    await send({"type": "http.response.body", "body": b"whole"})


def test_what_hangs_is_told_to_come_back() -> None:
    begin, body = answered(hangs, seconds=0.01)

    assert (begin["status"], (b"retry-after", b"5") in begin["headers"]) == (503, True)
    assert body["body"]


def test_what_comes_after_the_deadline_is_dropped() -> None:
    assert [message.get("status") for message in answered(hangs_and_does_not_heed, seconds=0.01)] == [503, None]


def test_an_answer_that_has_begun_may_take_its_time() -> None:
    assert answered(begins_and_takes_its_time, seconds=0.01)[-1]["body"] == b"whole"


def test_what_is_quick_is_let_alone() -> None:
    assert [message.get("body") for message in answered(PlainTextResponse("vlug"), seconds=60)] == [None, b"vlug"]
