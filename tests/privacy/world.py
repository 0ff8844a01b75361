"""The whole line, from the register's file to every page, on the real parts, with all that it says on the way."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson
import psycopg
from structlog.stdlib import ProcessorFormatter

from directory.app import create_app
from directory.platform import logs
from directory.register.actor import Actor, ActorKind, ChangeContext, announce
from directory.settings import Role
from indexer import worker_context
from tests.pages.conftest import patient_without_engine
from tests.privacy import register
from tests.privacy.canaries import Canaries
from tests.web.client import asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI
    from starlette.testclient import TestClient

    from directory.devstack.databases import Database
    from directory.settings import Settings
    from indexer.worker_context import IndexWorker
    from tests.privacy.register import ProcessRecord

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class World:
    """The application over an index of canaries, and everything that any process said."""

    canaries: Canaries
    database: Database
    settings: Settings
    app: FastAPI
    client: TestClient
    without_engine: TestClient
    said: io.StringIO = field(repr=False)


@contextmanager
def made(database: Database, redis_url: str, opensearch_url: str, prefix: str, folder: Path) -> Iterator[World]:
    """Import, index, change, index again; then serve, with and without the engine."""
    canaries, said = Canaries(), io.StringIO()
    addresses = {"REDIS_URL": redis_url, "OPENSEARCH_URL": opensearch_url, "DIRECTORY_INDEX_PREFIX": prefix}
    public = settings_with(
        DATABASE_URL=database.public, DIRECTORY_LOG_LEVEL="DEBUG", DIRECTORY_REQUESTS_PER_MINUTE=0, **addresses
    )
    indexer = settings_with(DATABASE_URL=database.indexer, DIRECTORY_LOG_LEVEL="DEBUG", **addresses)
    logs.configure(indexer)
    with _heard(said):
        _live_through(canaries, database, indexer, folder, said)
        app = create_app(public)
        alone = patient_without_engine(public)
        with asking(app) as client, asking(alone) as without_engine:
            yield World(canaries, database, public, app, client, without_engine, said)


class _Ear(logging.StreamHandler[io.StringIO]):
    """Hears what goes to standard output; pytest exchanges standard output itself all the time."""


@contextmanager
def _heard(said: io.StringIO) -> Iterator[None]:
    root, ear = logging.getLogger(), _Ear(said)
    others = [handler for handler in root.handlers if not isinstance(handler, _Ear)]
    (writer,) = (handler for handler in others if isinstance(handler.formatter, ProcessorFormatter))
    ear.setFormatter(writer.formatter)
    root.addHandler(ear)
    try:
        yield
    finally:
        root.removeHandler(ear)


def _live_through(canaries: Canaries, database: Database, indexer: Settings, folder: Path, said: io.StringIO) -> None:
    first = register.first_file(canaries)
    with worker_context.open_workers(indexer) as (worker,):
        said.write(_imported(database, folder / "first.ndjson", first, expected=3))
        _change_by_hand(canaries, database)
        _build(worker)
        said.write(_imported(database, folder / "second.ndjson", register.second_file(first), expected=0))
        worker.outbox_worker.drain(SECONDS)
        worker.engine.refresh(indexer.index_prefix)


def _build(worker: IndexWorker) -> None:
    step = worker.lifecycle.step(SECONDS, rebuild=True)
    while step.phase.goes_on:
        step = worker.lifecycle.step(SECONDS)
    assert step.phase == "swapped", step
    worker.outbox_worker.drain(SECONDS)


def _imported(database: Database, file: Path, records: list[ProcessRecord], expected: int) -> str:
    """Import a file in a process of its own, and return what it said."""
    file.write_bytes(b"".join(orjson.dumps({"vereniging": record}) + b"\n" for record in records))
    environment = {
        **os.environ,
        "DATABASE_URL": database.url(Role.REGISTRAR),
        "OPENSEARCH_URL": "http://unused",
        "REDIS_URL": "redis://unused",
        "DIRECTORY_SECRET": "unused",
    }
    done = subprocess.run(
        [sys.executable, "-m", "directory.cli", "import", str(file)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expected, done.stdout + done.stderr
    return done.stdout + done.stderr


def _change_by_hand(canaries: Canaries, database: Database) -> None:
    """Do what no file does: say who changed what and why, leave a former value, know a place to the metre."""
    context = ChangeContext(Actor(ActorKind.OPERATOR, canaries.word("history: who")), canaries.word("history: why"))
    lat, lon = canaries.number("post: latitude"), canaries.number("post: longitude")
    with psycopg.connect(database.registrar) as connection:
        announce(connection, context)
        connection.execute(
            "UPDATE register.association SET description = %s WHERE vcode = %s RETURNING description",
            (canaries.word("history: former description"), register.ENTERPRISE),
        )
        connection.execute(
            "UPDATE register.location SET lat = ('51.05' || %s)::float8, lon = ('3.72' || %s)::float8"
            " WHERE kind = 'Correspondentie'",
            (lat, lon),
        )
    with psycopg.connect(database.registrar) as connection:
        connection.execute(
            "UPDATE register.association SET description = %s WHERE vcode = %s",
            (canaries.public["enterprise: description"], register.ENTERPRISE),
        )


def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    """Read the truth."""
    with psycopg.connect(database.superuser) as connection:
        return connection.execute(query.encode()).fetchall()
