"""The engine is killed under 20 searches and 10 changes a second for two minutes, then started under that load.

Each search is for the name of one association, so that an answer without it is seen.
"""

from __future__ import annotations

import asyncio
import os
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp
import psycopg

from bench import associations, site, workers
from bench.figures import Figure
from directory.devstack.parts import OPENSEARCH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.figures import Context
    from directory.devstack.databases import Database

ASSOCIATIONS = 20_000
SEARCHES_PER_SECOND, CHANGES_PER_SECOND = 20, 10
AWAY_SECONDS = 120.0
HUNG_SECONDS = 10.0
ANSWERED_SECONDS, BACK_SECONDS = 0.3, 30.0
_PATIENCE = 300.0
# Names that no other association has: each must be among the first results for itself.
_NAMES = """
SELECT name, vcode FROM publication.association
WHERE name IN (SELECT name FROM publication.association GROUP BY name HAVING count(*) = 1) ORDER BY vcode
"""
_CHANGE = "UPDATE register.association SET min_age = (coalesce(min_age, 0) + 1) %% 50 WHERE vcode = %s"


@dataclass(slots=True)
class Tally:
    """How searches ended: by outcome, and the seconds of those that were answered."""

    outcomes: Counter[str] = field(default_factory=Counter)
    answered: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def late(self, seconds: Sequence[float]) -> float:
        """Return the 95th percentile."""
        return sorted(seconds)[int(len(seconds) * 0.95)] if seconds else 0.0


class Crowd:
    """Searches at an even pace, whether or not the ones before were answered, from a thread of its own."""

    def __init__(self, port: int, names: Sequence[tuple[str, str]]) -> None:
        self._address = f"http://127.0.0.1:{port}/zoeken.json"
        self._names = names
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self.tally = Tally()
        self.limited_at = 0.0  # when the last answer came that said it is limited

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, when all that was sent is answered."""
        self._stopped.set()
        self._thread.join()

    async def _run(self) -> None:
        began, sent = time.perf_counter(), 0
        timeout = aiohttp.ClientTimeout(total=HUNG_SECONDS * 2)
        async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:
            asked: set[asyncio.Task[None]] = set()
            while not self._stopped.is_set():
                await asyncio.sleep(max(0.0, began + sent / SEARCHES_PER_SECOND - time.perf_counter()))
                asked.add(asyncio.create_task(self._ask(session, *self._names[sent % len(self._names)])))
                sent += 1
                asked = {task for task in asked if not task.done()}
            await asyncio.gather(*asked)

    async def _ask(self, session: aiohttp.ClientSession, name: str, vcode: str) -> None:
        tally, began = self.tally, time.perf_counter()
        try:
            async with session.get(self._address, params={"q": name}) as response:
                answer: dict[str, Any] = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError):
            tally.outcomes["no answer"] += 1
            return
        seconds = time.perf_counter() - began
        if seconds > HUNG_SECONDS:
            tally.outcomes["hung"] += 1
        if response.status == HTTPStatus.SERVICE_UNAVAILABLE and "Retry-After" in response.headers:
            tally.outcomes["refused"] += 1
            tally.refused.append(seconds)
            self.limited_at = time.perf_counter()
            return
        if response.status != HTTPStatus.OK:
            tally.outcomes[f"status {response.status}"] += 1
            return
        limited = answer["totaal"] is None
        tally.outcomes["limited" if limited else "whole"] += 1
        tally.answered.append(seconds)
        if limited:
            self.limited_at = time.perf_counter()
        if vcode not in {found["vCode"] for found in answer["verenigingen"]}:
            tally.missed.append(name)


class Changes:
    """Changes at an even pace, from a thread of its own."""

    def __init__(self, database: Database, vcodes: Sequence[str]) -> None:
        self._database = database
        self._vcodes = vcodes
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        with psycopg.connect(self._database.registrar, autocommit=True) as connection:
            turn = 0
            while not self._stopped.wait(1 / CHANGES_PER_SECOND):
                connection.execute(_CHANGE, (self._vcodes[turn % len(self._vcodes)],))
                turn += 1


def measure(context: Context) -> list[Figure]:
    """Kill the engine, wait, start it, and wait until searches are whole and the index follows again."""
    away = AWAY_SECONDS / 10 if context.quick else AWAY_SECONDS
    with site.indexed(context, context.size(ASSOCIATIONS), associations.invented) as (database, settings):
        names = _names(database)
        with workers.running(settings), site.web(context, database) as port:
            crowd, changes = Crowd(port, names), Changes(database, [vcode for _, vcode in names])
            crowd.start()
            changes.start()
            try:
                _until(lambda: crowd.tally.outcomes["whole"] >= SEARCHES_PER_SECOND)
                crowd.tally = Tally()
                context.parts.kill(OPENSEARCH)
                time.sleep(away)
                tally = crowd.tally
                crowd.tally = Tally()
                began = time.perf_counter()
                context.parts.restart(OPENSEARCH)
                started = time.perf_counter()
            finally:
                changes.stop()
            try:
                _until(lambda: crowd.tally.outcomes["whole"] >= SEARCHES_PER_SECOND and _is_in_step(database))
                back = max(time.perf_counter() - 1, crowd.limited_at) - began
            finally:
                crowd.stop()
    return _figures(tally, crowd.tally, started - began, back)


def _figures(away: Tally, after: Tally, started: float, back: float) -> list[Figure]:
    load = f"{SEARCHES_PER_SECOND} searches/s, engine away"
    machine = f"load of the machine {os.getloadavg()[1]:.1f}"
    late, refused_late = away.late(away.answered), away.late(away.refused)
    bad = sum(
        count
        for tally in (away, after)
        for outcome, count in tally.outcomes.items()
        if outcome not in {"whole", "limited", "refused"}
    )
    answered, refused = len(away.answered), len(away.refused)
    missed = len(away.missed) + len(after.missed)
    return [
        Figure(f"{load}: answered from Postgres, p95", "<= 300 ms", f"{late * 1000:.0f} ms ({answered} of "
               f"{answered + refused}; {machine})", late <= ANSWERED_SECONDS and answered > 0),
        Figure(f"{load}: the others refused with Retry-After, p95", "", f"{refused_late * 1000:.0f} ms", None),
        Figure(f"{load}: hanging or broken", "0", f"{bad}", bad == 0),
        Figure(f"{load}: names that were answered without their association", "0", f"{missed}", missed == 0),
        Figure("engine started under that load: searches whole and index in step", f"<= {BACK_SECONDS:.0f} s",
               f"{back:.1f} s (engine healthy after {started:.1f} s)", back <= BACK_SECONDS),
    ]  # fmt: skip


def _names(database: Database) -> list[tuple[str, str]]:
    with psycopg.connect(database.public) as connection:
        names = [(str(name), str(vcode)) for name, vcode in connection.execute(_NAMES)]
    random.Random(1).shuffle(names)  # noqa: S311 - no secret
    return names


def _is_in_step(database: Database) -> bool:
    with psycopg.connect(database.owner) as connection:
        return connection.execute("SELECT FROM feed.outbox").fetchone() is None


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError("the directory did not become whole")
        time.sleep(0.1)
