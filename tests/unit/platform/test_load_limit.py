"""More requests at once than a process can answer in time are refused at once, and only those."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from directory.platform.errors import Errors
from directory.platform.load_limit import LoadLimit
from directory.platform.route_policy import OPERATIONS, PAGE, PolicyRouter, RoutePolicies, RoutePolicyMiddleware

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

    from directory.platform.route_policy import RoutePolicy

MOST = 3


class Door:
    """An application whose requests all stay inside until they are let go."""

    def __init__(self, policy: RoutePolicy = PAGE) -> None:
        self.let_go = asyncio.Event()
        limited = LoadLimit(self._work, Errors(), MOST)
        self.app = RoutePolicyMiddleware(limited, RoutePolicies((PolicyRouter(policy, areas=("/",)),), unmatched=PAGE))

    async def _work(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.let_go.wait()
        await PlainTextResponse("here")(scope, receive, send)

    async def status(self) -> tuple[int, bool]:
        """Ask once; return the status and whether the answer says when to come back."""
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        scope = {"type": "http", "method": "GET", "path": "/v1/x", "headers": [], "query_string": b""}
        await self.app(scope, receive, send)
        return sent[0]["status"], any(name == b"retry-after" for name, _ in sent[0]["headers"])


async def statuses(door: Door, count: int) -> list[tuple[int, bool]]:
    waiting = [asyncio.create_task(door.status()) for _ in range(count)]
    for _ in range(10):  # none of them waits for anything but the door
        await asyncio.sleep(0)
    early = [task.result() for task in waiting if task.done()]
    door.let_go.set()
    await asyncio.gather(*waiting)
    return early


def test_what_is_beyond_the_limit_is_told_at_once_when_to_come_back() -> None:
    async def crowd() -> list[tuple[int, bool]]:
        return await statuses(Door(), MOST + 2)

    assert asyncio.run(crowd()) == [(503, True)] * 2


def test_there_is_room_again_after_the_crowd() -> None:
    async def crowd() -> tuple[int, bool]:
        door = Door()
        await statuses(door, MOST + 2)
        return await door.status()

    assert asyncio.run(crowd()) == (200, False)


def test_health_checks_are_never_refused() -> None:
    async def crowd() -> list[tuple[int, bool]]:
        return await statuses(Door(OPERATIONS), MOST + 2)

    assert asyncio.run(crowd()) == []
