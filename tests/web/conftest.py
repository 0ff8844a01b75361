"""The application on real servers, asked like a client asks, with what it logs."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import sql

from directory.app import create_app
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from fastapi import FastAPI
    from starlette.testclient import TestClient

    from directory.devstack.databases import Database
    from directory.settings import Settings
    from tests.running_parts import RunningParts


@pytest.fixture(scope="module")
def alone() -> Iterator[TestClient]:
    """Ask an application whose servers are all away."""
    with asking(create_app(settings_with())) as client:
        yield client


@pytest.fixture
def settings(database: Database, redis_url: str, opensearch_url: str, index_prefix: str) -> Settings:
    """Return the settings of a web process on the real servers."""
    return settings_with(
        DATABASE_URL=database.public,
        REDIS_URL=redis_url,
        OPENSEARCH_URL=opensearch_url,
        DIRECTORY_INDEX_PREFIX=index_prefix,
    )


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    """Build the application on the real servers."""
    return create_app(settings)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Ask the application on the real servers, from an address somewhere on the internet."""
    with asking(app) as asked:
        yield asked


@pytest.fixture
def generation(database: Database, index_prefix: str) -> Callable[[str], None]:
    """Return a function that writes down a generation of the index in the given state."""

    def written(state: str) -> None:
        with psycopg.connect(database.superuser, autocommit=True) as connection:
            connection.execute(
                "INSERT INTO feed.generation (kind, name, fingerprint, state) VALUES ('association', %s, 'hash', %s)",
                (f"{index_prefix}-{state}", state),
            )

    return written


@pytest.fixture
def away(database: Database, parts: RunningParts) -> Callable[[], AbstractContextManager[None]]:
    """Return a context in which Postgres refuses connections to the database and ends the open ones."""

    @contextmanager
    def shut() -> Iterator[None]:
        with psycopg.connect(parts.parts.superuser("postgres"), autocommit=True) as connection:
            connection.execute(_door(database.name, "false"))
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", (database.name,)
            )
            yield
            connection.execute(_door(database.name, "true"))

    return shut


def _door(name: str, opened: str) -> sql.Composed:
    return sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(sql.Identifier(name), sql.SQL(opened))


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[dict[str, Any]]]:
    """Return a function that gives the log lines since it was last called."""

    def lines() -> list[dict[str, Any]]:
        written = capsys.readouterr().out.splitlines()
        told = [json.loads(line) for line in written if line.startswith("{")]
        # The pool of an application whose servers are away looks for its database, in a thread of its own.
        return [line for line in told if (line["logger"], line["level"]) != ("psycopg.pool", "warning")]

    return lines
