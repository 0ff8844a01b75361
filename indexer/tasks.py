"""The Celery tasks of the indexer. Each does a little and is idempotent: it may run twice, late or never."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import structlog
from celery import Celery, bootsteps, signals
from kombu.exceptions import OperationalError as BrokerAway

from directory.platform import logs
from directory.settings import Role, settings_for
from indexer import cleanup, continuous_reconcile, outbox, worker_context
from indexer.engine import IndexEngineAway
from indexer.listener import Listener

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celery.app.task import Task

    from indexer.worker_context import IndexWorker

log = structlog.get_logger(__name__)
app = Celery("indexer")
app.config_from_object("indexer.celeryconfig")

# How long a task works at most before the next one has its turn.
DRAIN_SECONDS = 8.0
BUILD_SECONDS = 1.5
# Changes that come one by one gather for so long: a quarter of the refresh interval.
GATHER_SECONDS = 0.05
# When what waits is so old, a second process drains too: the first is frozen, or has more than it can do.
LATE_SECONDS = 1.0
_FOLLOW_UP_EXPIRES = 5


class _ProcessContext:
    """The open indexes of this process, kept from task to task and opened anew after an error."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._workers: tuple[IndexWorker, ...] = ()

    def open(self) -> tuple[IndexWorker, ...]:
        if not self._workers:
            self._workers = self._stack.enter_context(worker_context.open_workers(settings_for(Role.INDEXER)))
        return self._workers

    def close(self) -> None:
        self._workers = ()
        self._stack.close()


context = _ProcessContext()


@contextmanager
def _open_workers() -> Iterator[tuple[IndexWorker, ...]]:
    """Lend the open indexes. A part that is away ends this task, not the worker process; the next task tries again."""
    is_whole = False
    try:
        yield context.open()
        is_whole = True
    except (psycopg.OperationalError, psycopg.InterfaceError, IndexEngineAway) as error:
        log.warning("a part is away", error=type(error).__name__, cause=type(error.__cause__).__name__)
    finally:
        if not is_whole:
            context.close()


@app.task(name="indexer.drain")
def drain(kind: str = "") -> None:
    """Bring what changed to the engine, of one kind or of all, unless another process drains and keeps up."""
    with _open_workers() as workers:
        for worker in workers:
            if kind in {"", worker.kind}:
                _drain(worker)


def _drain(worker: IndexWorker) -> None:
    connection, kind = worker.connection, worker.kind
    if outbox.is_being_drained(connection, kind) and not outbox.is_overdue(connection, kind, LATE_SECONDS):
        return
    with outbox.draining(connection, kind):
        worker.outbox_worker.drain(DRAIN_SECONDS, gather_seconds=GATHER_SECONDS)
    # Only after the lock is released: the listener that saw it taken asked for no drain.
    if outbox.has_more(connection, kind) and not worker.outbox_worker.is_held_up:
        trigger(drain, kind)


@app.task(name="indexer.build")
def build() -> None:
    """Have a whole generation of today's fingerprint live for each kind; go on at once while there is more to build."""
    with _open_workers() as workers:
        goes_on = [worker.lifecycle.step(BUILD_SECONDS).phase.goes_on for worker in workers]
        if any(goes_on):
            trigger(build)


@app.task(name="indexer.continuous_reconcile")
def reconcile() -> None:
    """Compare a slice of each index with the register."""
    with _open_workers() as workers:
        for worker in workers:
            continuous_reconcile.reconcile_slice(worker.index)


@app.task(name="indexer.clean")
def clean() -> None:
    """Remove generations that no rollback will need."""
    with _open_workers() as workers:
        grace = timedelta(hours=settings_for(Role.INDEXER).index_grace_hours)
        for worker in workers:
            cleanup.clean(worker.index, grace)


def trigger(task: Task[..., None], *arguments: str) -> bool:
    """Ask for a task now; return whether the broker took it. Where it did not, the next tick asks again."""
    try:
        task.apply_async(arguments, expires=_FOLLOW_UP_EXPIRES, retry=False)
    except (BrokerAway, OSError) as error:
        log.warning("the broker is away", error=type(error).__name__)
        return False
    return True


_listener = Listener(lambda kind: trigger(drain, kind))


@signals.setup_logging.connect
def _log_as_json(**_: object) -> None:
    logs.configure(settings_for(Role.INDEXER))


class Listening(bootsteps.StartStopStep):
    """Has a worker listen from its start, before it looks for the broker: changes do not wait for Redis.

    After the pool, so that its processes are made while there is one thread.
    """

    requires = ("celery.worker.components:Pool",)

    def start(self, parent: object) -> None:  # noqa: ARG002 - as Celery calls it
        """Begin."""
        _listener.start(settings_for(Role.INDEXER))

    def stop(self, parent: object) -> None:  # noqa: ARG002 - idem
        """End soon."""
        _listener.stop()


app.steps["worker"].add(Listening)


@signals.worker_process_shutdown.connect
def _close(**_: object) -> None:
    context.close()
