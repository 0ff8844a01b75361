"""Sends requests that were written beforehand, and only times them: the client costs both sides the same."""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PATIENT = 60.0
_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Request:
    """One request to the engine."""

    index: str
    action: str
    body: bytes

    def to(self, index: str) -> Request:
        """Return the same request to another index."""
        return replace(self, index=index)

    @property
    def path(self) -> str:
        """The path in the engine's address."""
        return f"/{self.index}/{self.action}"


def request(index: str, bodies: Sequence[Mapping[str, Any]]) -> Request:
    """Return what asks the engine for one answer, or for several at once."""
    if len(bodies) == 1:
        return Request(index, "_search?allow_partial_search_results=false", orjson.dumps(bodies[0]))
    lines = (orjson.dumps(line) for body in bodies for line in ({"allow_partial_search_results": False}, body))
    return Request(index, "_msearch", b"".join(line + b"\n" for line in lines))


class Client:
    """One connection that stays open."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_PATIENT)

    def seconds(self, requests: Sequence[Request]) -> float:
        """Return how long the answers take, one after the other."""
        began = time.perf_counter()
        for one in requests:
            self._sent("POST", one.path, one.body)
        return time.perf_counter() - began

    def get(self, path: str) -> float:
        """Return how long a page takes; raises when there is none."""
        began = time.perf_counter()
        status = self._sent("GET", path)
        took = time.perf_counter() - began
        if status != HTTPStatus.OK:
            raise RuntimeError(f"{path} was answered with {status}")
        return took

    def is_understood(self, requests: Sequence[Request]) -> bool:
        """Tell whether the engine can read the requests."""
        return all(self._sent("POST", one.path, one.body) == HTTPStatus.OK for one in requests)

    def _sent(self, method: str, path: str, body: bytes | None = None) -> int:
        self._connection.request(method, path, body, _JSON if body else {})
        answer = self._connection.getresponse()
        answer.read()
        return answer.status


def answers_per_second(address: str, requests: Sequence[Sequence[Request]], clients: int, seconds: float) -> float:
    """Return how many answers some clients get together, each asking again at once."""
    turns = itertools.cycle(requests)
    counts = [0] * clients
    until = time.perf_counter() + seconds

    def ask(number: int) -> None:
        client = Client(address)
        while time.perf_counter() < until:
            client.seconds(next(turns))
            counts[number] += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)
