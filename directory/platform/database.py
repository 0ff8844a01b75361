"""Connections to Postgres: one synchronous way for workers and commands, one pool for the web."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import psycopg
import structlog
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from directory.platform.circuit_breaker import CircuitBreaker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from pydantic import SecretStr

Row: TypeAlias = tuple[Any, ...]
Connection: TypeAlias = psycopg.Connection[Row]
AsyncConnection: TypeAlias = psycopg.AsyncConnection[Row]
Pool: TypeAlias = AsyncConnectionPool[AsyncConnection]

Admission: TypeAlias = "Callable[[AsyncConnection], Awaitable[None]]"

CONNECT_TIMEOUT_SECONDS = 5
REST_SECONDS = 0.5
_log = structlog.get_logger(__name__)


@contextmanager
def connected(url: SecretStr, *, autocommit: bool = False, application: str = "directory") -> Iterator[Connection]:
    """Open one connection; without `autocommit` the block is one transaction that commits at its end."""
    with psycopg.connect(
        url.get_secret_value(),
        autocommit=autocommit,
        connect_timeout=CONNECT_TIMEOUT_SECONDS,
        application_name=application,
    ) as connection:
        yield connection


class LoginTooPrivileged(psycopg.OperationalError):
    """This login could read what must not leave: the public application does not work with it."""


class WrongLogin(psycopg.OperationalError):
    """Another application's login: the signed-in application works with its own only."""


async def admit_public(connection: AsyncConnection) -> None:
    """Refuse a login that may enter the register or the feed, or that is another process's, wherever it came from."""
    found = await connection.execute(
        "SELECT FROM pg_namespace WHERE nspname IN ('register', 'feed') AND has_schema_privilege(oid, 'USAGE')"
        " UNION ALL SELECT WHERE session_user IN ('directory_desk', 'directory_worker')"
    )
    if found.rowcount:
        _log.error("login sees more than is published; give the web the login directory_public")
        raise LoginTooPrivileged


async def admit_desk(connection: AsyncConnection) -> None:
    """Refuse every login but `directory_desk`."""
    found = await connection.execute("SELECT WHERE session_user <> 'directory_desk'")
    if found.rowcount:
        _log.error("wrong login; give the signed-in application the login directory_desk")
        raise WrongLogin


class FailFastPool(AsyncConnectionPool[AsyncConnection]):
    """A pool that refuses at once while Postgres is away, but for one request now and then that tries.

    The number of waiting requests is bounded here: psycopg's own `max_waiting` goes on counting requests that gave up
    until a connection comes, so that after a long outage it refuses everybody before anything tries to connect.
    """

    def __init__(self, address: str, *, most_waiting: int, **options: Any) -> None:
        super().__init__(address, **options)
        self._circuit = CircuitBreaker(REST_SECONDS)
        self._most_waiting = most_waiting
        self._waiting_now = 0

    async def getconn(self, timeout: float | None = None) -> AsyncConnection:  # noqa: ASYNC109 - what it overrides
        """Lend a connection, or raise `PoolTimeout`."""
        if not self._pool and (self._waiting_now >= self._most_waiting or not self._circuit.may_try()):
            raise PoolTimeout
        self._waiting_now += 1
        try:
            connection = await super().getconn(timeout)
        except psycopg.OperationalError:
            self._circuit.record_failure()
            raise
        finally:
            self._waiting_now -= 1
        self._circuit.record_success()
        return connection


def pool(url: SecretStr, *, admit: Admission = admit_public, size: int = 8, application: str = "directory-web") -> Pool:
    """Make a closed pool of asynchronous connections for reading; open it in the application's lifespan.

    `admit` looks at each new connection and raises when its login is not one for this application.
    """
    return FailFastPool(
        url.get_secret_value(),
        min_size=1,
        max_size=size,
        open=False,
        # Away, Postgres is noticed within two seconds, and only the first question waits for that. A connection that
        # died while it lay idle is found before it is lent. Attempts are short: the next question makes a new one.
        timeout=2.0,
        most_waiting=size * 8,
        reconnect_timeout=2.0,
        check=AsyncConnectionPool.check_connection,
        configure=admit,
        kwargs={
            "autocommit": True,
            "connect_timeout": CONNECT_TIMEOUT_SECONDS,
            "application_name": application,
            # A page never waits longer than this for the database; the engine's answer has its own deadline.
            "options": "-c statement_timeout=3000 -c default_transaction_read_only=on",
        },
    )


@asynccontextmanager
async def writing(pool: Pool) -> AsyncIterator[AsyncConnection]:
    """Lend a connection of the web for one transaction that may write, to what its login may write."""
    async with pool.connection() as connection, connection.transaction():
        await connection.execute("SET TRANSACTION READ WRITE")
        yield connection
