"""Hints make the worker look at once; when nobody comes, the listener brings the changes itself."""

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
    from indexer.worker_context import Workshop
    from tests.indexer.worker import Register
    from tests.running_parts import Database


@contextmanager
def listening(settings: Settings, ask: Callable[[], bool]) -> Iterator[None]:
    """Run a listener, and have it end in good order."""
    listener = Listener(ask)
    thread = listener.start(settings)
    try:
        yield
    finally:
        listener.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def is_listening(tools: Workshop) -> bool:
    row = tools.connection.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'indexer-listener' AND query = 'LISTEN outbox'"
        " AND datname = current_database()"
    ).fetchone()
    return bool(row and row[0])


def last_statement_of_listener(tools: Workshop) -> str:
    row = tools.connection.execute(
        "SELECT query FROM pg_stat_activity WHERE application_name = 'indexer-listener'"
        " AND datname = current_database()"
    ).fetchone()
    return str(row[0]) if row else ""


def test_a_change_is_passed_on_as_soon_as_it_is_committed(
    tools: Workshop, live: str, settings: Settings, register: Register
) -> None:
    asked = threading.Event()

    def ask() -> bool:
        asked.set()
        return True

    with listening(settings, ask):
        until(lambda: is_listening(tools))
        asked.clear()
        register.add()
        assert asked.wait(PATIENCE)


def test_changes_reach_the_index_though_the_broker_is_away(
    tools: Workshop, live: str, settings: Settings, register: Register
) -> None:
    with listening(settings, lambda: False):
        register.add()
        until(lambda: waiting(tools) == 0)
    assert in_index(tools.engine, live) == in_register(tools)


def test_changes_reach_the_index_though_nobody_does_what_the_broker_was_told(
    tools: Workshop, live: str, settings: Settings, register: Register
) -> None:
    with listening(settings, lambda: True):
        register.add()
        until(lambda: waiting(tools) == 0)


def test_a_listener_comes_back_when_postgres_does(
    tools: Workshop, live: str, settings: Settings, register: Register, database: Database
) -> None:
    with listening(settings, lambda: False):
        until(lambda: is_listening(tools))
        with psycopg.connect(database.superuser, autocommit=True) as superuser:
            superuser.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'indexer-listener'"
                " AND datname = current_database()"
            )
        register.add()
        until(lambda: waiting(tools) == 0)


def test_who_is_at_work_is_not_asked_again(
    tools: Workshop, live: str, settings: Settings, register: Register, database: Database
) -> None:
    asked: list[bool] = []

    def ask() -> bool:
        asked.append(outbox.is_worked(tools.connection))
        return True

    with psycopg.connect(database.indexer, autocommit=True) as other, listening(settings, ask):
        until(lambda: is_listening(tools))
        with outbox.at_work(other):
            register.add()
            until(lambda: "pg_locks" in last_statement_of_listener(tools))
        register.add()
        until(lambda: bool(asked))
    assert not any(asked)


def test_others_see_that_somebody_is_at_work(tools: Workshop, database: Database) -> None:
    with psycopg.connect(database.indexer, autocommit=True) as other, outbox.at_work(other):
        assert outbox.is_worked(tools.connection)
    assert not outbox.is_worked(tools.connection)


def test_what_waits_for_long_is_lying_about(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    assert outbox.is_left_lying(tools.connection, 0.0)


def test_what_changed_a_moment_ago_is_not_lying_about(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    assert not outbox.is_left_lying(tools.connection, 60.0)
