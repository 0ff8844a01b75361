"""The web's pool finds Postgres back by itself, however long it was away and however many requests gave up."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg_pool import PoolTimeout
from pydantic import SecretStr

from directory.platform import database as platform_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from directory.platform.database import Pool
    from tests.running_parts import Database

BACK_SECONDS = 3.0


class Proxy:
    """A TCP proxy before Postgres that can be closed and opened again."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._target = (parts.hostname or "", parts.port or 0)
        self._parts = parts
        self._server: asyncio.Server | None = None
        self._port = 0
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def address(self) -> str:
        """The address of the database through this proxy."""
        place = self._parts.netloc.rpartition("@")[0]
        return urlunsplit(self._parts._replace(netloc=f"{place}@127.0.0.1:{self._port}"))

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Refuse new connections and end those that are there."""
        assert self._server is not None
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        their_reader, their_writer = await asyncio.open_connection(*self._target)
        self._open |= {writer, their_writer}
        with suppress(OSError):
            await asyncio.gather(_copy(reader, their_writer), _copy(their_reader, writer))
        self._open -= {writer, their_writer}


async def _copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while data := await source.read(65536):
        sink.write(data)
        await sink.drain()
    sink.close()


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Pool]:
    pool = platform_database.pool(SecretStr(address), size=1)
    await pool.open(wait=False)
    yield pool
    await pool.close()


async def answers(pool: Pool) -> bool:
    with suppress(PoolTimeout, psycopg.Error):
        async with asyncio.timeout(BACK_SECONDS), pool.connection() as connection:
            await connection.execute("SELECT 1")
            return True
    return False


async def _seconds_until_back(database: str) -> float:
    proxy = Proxy(database)
    await proxy.open()
    loop = asyncio.get_running_loop()
    async with opened(proxy.address) as pool:
        assert await answers(pool)
        await proxy.close()
        requests = []
        away_until = loop.time() + 4.0  # longer than a request waits, so that many have given up
        while loop.time() < away_until:
            requests.append(asyncio.create_task(answers(pool)))
            await asyncio.sleep(0.02)
        await proxy.open()
        began = loop.time()
        while not await answers(pool):
            assert loop.time() - began < BACK_SECONDS * 10, "the pool never came back"
            await asyncio.sleep(0.05)
        seconds = loop.time() - began
        await asyncio.gather(*requests)
    await proxy.close()
    return seconds


def test_the_pool_comes_back_after_an_outage_in_which_many_requests_gave_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Every request may try, so that in seconds as many give up as in minutes of an outage.
    monkeypatch.setattr(platform_database, "REST_SECONDS", 0.0)
    asyncio.run(_seconds_until_back(database.public))


def test_no_more_requests_wait_than_the_pool_allows(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform_database, "REST_SECONDS", 0.0)

    async def refused() -> int:
        proxy = Proxy(database.public)
        await proxy.open()
        await proxy.close()
        async with opened(proxy.address) as pool:
            waiting = [asyncio.create_task(pool.getconn()) for _ in range(20)]
            done, _ = await asyncio.wait(waiting, timeout=1.0)
            await asyncio.gather(*waiting, return_exceptions=True)
            return len(done)

    assert asyncio.run(refused()) == 20 - 8
