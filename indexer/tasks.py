"""The tasks of the worker. Each does a little, says only that it is time to look, and may run twice or never."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import psycopg
import structlog
from celery import Celery, bootsteps, signals
from kombu.exceptions import OperationalError as BrokerAway

from directory.platform import logs
from directory.settings import Role, settings_for
from indexer import cleanup, continuous_reconcile, outbox
from indexer import worker_context as workshop
from indexer.engine import EngineAway
from indexer.listener import Listener

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celery.app.task import Task

    from indexer.worker_context import Workshop

log = structlog.get_logger(__name__)
app = Celery("indexer")
app.config_from_object("indexer.celeryconfig")

# How long a task works at most before it lets others have their turn.
DRAIN_SECONDS = 8.0
BUILD_SECONDS = 1.5
# Changes that come one by one gather for so long: a quarter of what the engine takes to show them.
BREATH_SECONDS = 0.05
# When what waits is so old, a second one drains too: the first is frozen, or has more than it can do.
LATE_SECONDS = 1.0
_FOLLOW_UP_EXPIRES = 5


class _Hands:
    """The workshop of this process, kept from task to task and renewed after an error."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._workshop: Workshop | None = None

    def workshop(self) -> Workshop:
        if self._workshop is None:
            self._workshop = self._stack.enter_context(workshop.opened(settings_for(Role.INDEXER)))
        return self._workshop

    def let_go(self) -> None:
        self._workshop = None
        self._stack.close()


_hands = _Hands()


@contextmanager
def _working() -> Iterator[Workshop]:
    """Lend the workshop. A part that is away ends this task, not the worker; the next task tries again."""
    whole = False
    try:
        yield _hands.workshop()
        whole = True
    except (psycopg.OperationalError, psycopg.InterfaceError, EngineAway) as error:
        log.warning("a part is away", error=type(error).__name__, cause=type(error.__cause__).__name__)
    finally:
        if not whole:
            _hands.let_go()


@app.task(name="indexer.drain")
def drain() -> None:
    """Bring what changed to the engine, unless somebody is at it who keeps up."""
    with _working() as tools:
        if outbox.is_worked(tools.connection) and not outbox.is_left_lying(tools.connection, LATE_SECONDS):
            return
        with outbox.at_work(tools.connection):
            tools.relay.drain(DRAIN_SECONDS, breath=BREATH_SECONDS)
        # Not before: who committed while we were at work saw that, and asked nobody.
        if outbox.has_more(tools.connection) and not tools.relay.is_held_up:
            trigger(drain)


@app.task(name="indexer.build")
def build() -> None:
    """Have a whole generation of today's schema live; go on at once while there is more to build."""
    with _working() as tools:
        if tools.upkeep.step(BUILD_SECONDS).phase.goes_on:
            trigger(build)


@app.task(name="indexer.continuous_reconcile")
def look() -> None:
    """Compare a slice of the index with the register."""
    with _working() as tools:
        continuous_reconcile.look(tools.connection, tools.engine)


@app.task(name="indexer.clean")
def clean() -> None:
    """Remove generations that nobody will go back to."""
    with _working() as tools:
        grace = timedelta(hours=settings_for(Role.INDEXER).index_grace_hours)
        cleanup.clean(tools.connection, tools.engine, grace)


def trigger(task: Task[Any, None]) -> bool:
    """Ask for a task now; return whether the broker took it. Where it did not, the next tick asks again."""
    try:
        task.apply_async(expires=_FOLLOW_UP_EXPIRES, retry=False)
    except (BrokerAway, OSError) as error:
        log.warning("the broker is away", error=type(error).__name__)
        return False
    return True


_listener = Listener(lambda: trigger(drain))


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
    _hands.let_go()
