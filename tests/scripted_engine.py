"""A server on this machine that answers as a search engine does: with the statuses that a test writes beforehand."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.local_server import LocalAnswer, served_here

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.local_server import LocalRequest

NOTHING = {"took": 1, "timed_out": False, "hits": {"total": {"value": 0, "relation": "eq"}, "hits": []}}
# The engine repeats what it was asked in the reason.
REFUSED = {"type": "parsing_exception", "reason": "no [query] registered for [zoekwoord]"}
TOO_MANY = {"type": "rejected_execution_exception", "reason": "queue is full"}


class ScriptedEngine:
    """The address, and how many requests came in."""

    def __init__(self, statuses: Sequence[int]) -> None:
        self.address = ""
        self.requests = 0
        self._statuses = list(statuses)

    def next_answer(self) -> tuple[int, dict[str, Any]]:
        """Return the next answer of the script; the last one is repeated."""
        self.requests += 1
        status = self._statuses.pop(0) if len(self._statuses) > 1 else self._statuses[0]
        if status < 400:
            return status, NOTHING
        error = TOO_MANY if status == 429 else REFUSED
        return status, {"error": {**error, "root_cause": [error]}, "status": status}


@contextmanager
def scripted_engine(*statuses: int) -> Iterator[ScriptedEngine]:
    """Answer each request with the next status; the last one is repeated."""
    engine = ScriptedEngine(statuses)

    def answering(_request: LocalRequest) -> LocalAnswer:
        status, answer = engine.next_answer()
        return LocalAnswer(status, "application/json", json.dumps(answer).encode())

    with served_here(answering) as engine.address:
        yield engine
