"""Celery only triggers: what it is told to do, how soon it gives up, and what a task does when a part is away."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from directory.settings import settings_for
from indexer import outbox
from indexer.bulk_writer import STALE_READ_SECONDS
from indexer.outbox import LEASE_SECONDS
from tests.indexer.worker import in_index, in_register, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from indexer.worker_context import IndexWorker
    from tests.indexer.worker import Register
    from tests.running_parts import Database

GC_DELETES_SECONDS = 600


@pytest.fixture
def tasks(
    database: Database, opensearch_url: str, redis_url: str, index_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ModuleType]:
    """Load the tasks as a worker does, with its settings in the environment."""
    for name, value in {
        "DATABASE_URL": database.indexer,
        "OPENSEARCH_URL": opensearch_url,
        "REDIS_URL": redis_url,
        "DIRECTORY_SECRET": "of a test",
        "DIRECTORY_INDEX_PREFIX": index_prefix,
    }.items():
        monkeypatch.setenv(name, value)
    settings_for.cache_clear()
    loaded = importlib.import_module("indexer.tasks")  # here and not above: Celery reads the settings when it is asked
    yield loaded
    loaded.context.close()  # as a worker that ends does
    settings_for.cache_clear()


def test_messages_are_json_and_nothing_else(tasks: ModuleType) -> None:
    conf = tasks.app.conf
    assert (conf.accept_content, conf.task_serializer, conf.result_backend) == (["json"], "json", None)


def test_a_task_of_a_worker_that_died_is_done_by_another(tasks: ModuleType) -> None:
    conf = tasks.app.conf
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1


def test_no_task_outlives_the_tombstones_of_the_engine(tasks: ModuleType) -> None:
    conf = tasks.app.conf
    assert conf.task_soft_time_limit < conf.task_time_limit < conf.broker_transport_options["visibility_timeout"]
    assert conf.task_time_limit + STALE_READ_SECONDS + LEASE_SECONDS < GC_DELETES_SECONDS / 2


def test_every_scheduled_task_exists_and_expires(tasks: ModuleType) -> None:
    jobs = importlib.import_module("indexer.jobs")
    jobs.app.loader.import_default_modules()  # those of the rooms, as their worker does at its start
    for entry in tasks.app.conf.beat_schedule.values():
        own = jobs.app if entry["options"].get("queue") == "jobs" else tasks.app
        assert entry["task"] in own.tasks
        assert entry["options"]["expires"] <= max(entry["schedule"] * 2, 5)


def test_no_job_of_a_room_runs_in_the_worker_of_the_index(tasks: ModuleType) -> None:
    queues = {
        entry["task"].partition(".")[0]: entry["options"].get("queue", tasks.app.conf.task_default_queue)
        for entry in tasks.app.conf.beat_schedule.values()
    }
    assert queues == {"indexer": "indexer", "reports": "jobs", "widgets": "jobs"}


def test_the_outbox_is_looked_at_every_second(tasks: ModuleType) -> None:
    assert tasks.app.conf.beat_schedule["drain"]["schedule"] == 1


def test_a_drain_brings_what_changed(tasks: ModuleType, worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    tasks.drain()
    assert in_index(worker.engine, live) == in_register(worker)


def test_a_drain_leaves_the_work_to_one_that_is_under_way(
    tasks: ModuleType, worker: IndexWorker, live: str, register: Register, database: Database
) -> None:
    with psycopg.connect(database.indexer, autocommit=True) as other, outbox.draining(other, worker.kind):
        register.add()
        tasks.drain()
    assert waiting(worker) == 1


def test_a_drain_joins_one_that_does_not_keep_up(
    tasks: ModuleType, worker: IndexWorker, live: str, register: Register, database: Database
) -> None:
    with psycopg.connect(database.indexer, autocommit=True) as other, outbox.draining(other, worker.kind):
        register.add()
        worker.connection.execute("UPDATE feed.outbox SET queued_at = queued_at - interval '1 minute'")
        tasks.drain()
    assert waiting(worker) == 0


def test_a_drain_without_a_generation_does_not_ask_for_itself_again(
    tasks: ModuleType, worker: IndexWorker, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(tasks, "trigger", asked.append)
    register.add()
    tasks.drain()
    assert asked == []


def test_builds_go_on_until_a_generation_is_live(tasks: ModuleType, worker: IndexWorker) -> None:
    while worker.lifecycle.live() is None:
        tasks.build()
    assert worker.engine.alias_targets()


def test_a_lost_connection_ends_one_task_and_not_the_next(
    tasks: ModuleType, worker: IndexWorker, live: str, register: Register, database: Database
) -> None:
    tasks.drain()
    with psycopg.connect(database.superuser, autocommit=True) as superuser:
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'indexer'"
            " AND datname = current_database() AND pid <> %s",
            (worker.connection.info.backend_pid,),
        )
    register.add()
    tasks.drain()
    tasks.drain()
    assert waiting(worker) == 0


def test_reconciling_and_cleaning_can_be_repeated(tasks: ModuleType, worker: IndexWorker, live: str) -> None:
    for task in (tasks.reconcile, tasks.clean, tasks.reconcile, tasks.clean):
        task()
    assert worker.engine.alias_targets() == {live}


def test_a_trigger_tells_when_the_broker_is_away(tasks: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tasks.trigger(tasks.drain) is True

    def refused(*_arguments: Any, **_options: Any) -> None:
        raise tasks.BrokerAway

    monkeypatch.setattr(tasks.drain, "apply_async", refused)
    assert tasks.trigger(tasks.drain) is False
