"""Hints have the outbox drained at once; when no worker drains it, the listener does."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg

from indexer import outbox
from indexer.listener import Listener
from tests.devstack.stack import PATIENCE, until
from tests.indexer.worker import in_index, in_register, waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from directory.settings import Settings
    from indexer.worker_context import IndexWorker
    from tests.indexer.worker import Register
    from tests.running_parts import Database


@contextmanager
def listening(settings: Settings, ask: Callable[[str], bool]) -> Iterator[None]:
    """Run a listener, and have it end in good order."""
    listener = Listener(ask)
    thread = listener.start(settings)
    try:
        yield
    finally:
        listener.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def is_listening(worker: IndexWorker) -> bool:
    row = worker.connection.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'indexer-listener' AND query = 'LISTEN outbox'"
        " AND datname = current_database()"
    ).fetchone()
    return bool(row and row[0])


def last_statement_of_listener(worker: IndexWorker) -> str:
    row = worker.connection.execute(
        "SELECT query FROM pg_stat_activity WHERE application_name = 'indexer-listener'"
        " AND datname = current_database()"
    ).fetchone()
    return str(row[0]) if row else ""


def test_a_change_is_passed_on_as_soon_as_it_is_committed(
    worker: IndexWorker, live: str, settings: Settings, register: Register
) -> None:
    asked = threading.Event()

    def ask(_kind: str) -> bool:
        asked.set()
        return True

    with listening(settings, ask):
        until(lambda: is_listening(worker))
        asked.clear()
        register.add()
        assert asked.wait(PATIENCE)


def test_changes_reach_the_index_though_the_broker_is_away(
    worker: IndexWorker, live: str, settings: Settings, register: Register
) -> None:
    with listening(settings, lambda _kind: False):
        register.add()
        until(lambda: waiting(worker) == 0)
    assert in_index(worker.engine, live) == in_register(worker)


def test_changes_reach_the_index_though_no_worker_takes_the_task(
    worker: IndexWorker, live: str, settings: Settings, register: Register
) -> None:
    with listening(settings, lambda _kind: True):
        register.add()
        until(lambda: waiting(worker) == 0)


def test_a_listener_comes_back_when_postgres_does(
    worker: IndexWorker, live: str, settings: Settings, register: Register, database: Database
) -> None:
    with listening(settings, lambda _kind: False):
        until(lambda: is_listening(worker))
        with psycopg.connect(database.superuser, autocommit=True) as superuser:
            superuser.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'indexer-listener'"
                " AND datname = current_database()"
            )
        register.add()
        until(lambda: waiting(worker) == 0)


def test_a_worker_that_drains_is_not_asked_again(
    worker: IndexWorker, live: str, settings: Settings, register: Register, database: Database
) -> None:
    asked: list[bool] = []

    def ask(_kind: str) -> bool:
        asked.append(outbox.is_being_drained(worker.connection, worker.kind))
        return True

    with psycopg.connect(database.indexer, autocommit=True) as other, listening(settings, ask):
        until(lambda: is_listening(worker))
        with outbox.draining(other, worker.kind):
            register.add()
            until(lambda: "pg_locks" in last_statement_of_listener(worker))
        register.add()
        until(lambda: bool(asked))
    assert not any(asked)


def test_others_see_that_the_outbox_is_being_drained(worker: IndexWorker, database: Database) -> None:
    with psycopg.connect(database.indexer, autocommit=True) as other, outbox.draining(other, worker.kind):
        assert outbox.is_being_drained(worker.connection, worker.kind)
    assert not outbox.is_being_drained(worker.connection, worker.kind)


def test_what_waits_for_long_is_overdue(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    assert outbox.is_overdue(worker.connection, worker.kind, 0.0)


def test_what_changed_a_moment_ago_is_not_overdue(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    assert not outbox.is_overdue(worker.connection, worker.kind, 60.0)
