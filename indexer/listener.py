"""Has the outbox looked at as soon as something changes, and does the work itself when nobody else comes.

A thread of the worker. Its hints are hints: a lost one costs the second until the next look. And when the broker is
away, hangs or gives its tasks to nobody, changes that lie about for a second are brought to the engine from here.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import psycopg
import structlog

from directory.platform.advisory_locks import AdvisoryLock, exclusive
from directory.platform.database import connected
from indexer import clock, generations, outbox, worker_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from directory.platform.database import Connection
    from directory.settings import Settings

log = structlog.get_logger(__name__)
# A handful of hints a second at most, whatever the load.
_REST_SECONDS = 0.1
_LOOK_EVERY_SECONDS = 1.0
# The broker is left alone for a while after it failed: asking one that hangs takes seconds.
_BROKER_REST_SECONDS = 10.0
_HELP_SECONDS = 1.0


class Listener:
    """Listens while the worker runs. `ask` has a drain done by the worker and tells whether the broker took it."""

    def __init__(self, ask: Callable[[], bool]) -> None:
        self._ask = ask
        self._stopped = threading.Event()
        self._ask_again_at = 0.0

    def start(self, settings: Settings) -> threading.Thread:
        """Begin to listen, in a thread that ends with the process."""
        self._stopped.clear()
        thread = threading.Thread(target=self._keep_listening, args=(settings,), name="listener", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """End soon."""
        self._stopped.set()

    def _keep_listening(self, settings: Settings) -> None:
        while not self._stopped.is_set():
            try:
                with connected(settings.database_url, autocommit=True, application="indexer-listener") as connection:
                    self._listen(connection, settings)
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                log.warning("the listener lost Postgres", error=type(error).__name__)
                self._stopped.wait(_LOOK_EVERY_SECONDS)

    def _listen(self, connection: Connection, settings: Settings) -> None:
        connection.execute("LISTEN outbox")
        looked_at = clock.now()
        while not self._stopped.is_set():
            if any(True for _ in connection.notifies(timeout=_LOOK_EVERY_SECONDS, stop_after=1)):
                self._pass_on(connection)
            if clock.now() - looked_at >= _LOOK_EVERY_SECONDS:
                looked_at = clock.now()
                if _needs_help(connection):
                    _help(settings)

    def _pass_on(self, connection: Connection) -> None:
        """Ask for a drain, rest while writers keep silent, then look once more: they told nothing meanwhile."""
        with exclusive(connection, AdvisoryLock.LISTENER_AWAKE):
            self._ask_worker(connection)
            self._stopped.wait(_REST_SECONDS)
        if outbox.has_more(connection):
            self._ask_worker(connection)

    def _ask_worker(self, connection: Connection) -> None:
        """Ask, unless somebody is at it, who looks for more at the end: what is asked meanwhile would only pile up."""
        if clock.now() >= self._ask_again_at and not outbox.is_worked(connection) and not self._ask():
            self._ask_again_at = clock.now() + _BROKER_REST_SECONDS


def _needs_help(connection: Connection) -> bool:
    """Tell whether changes lie about that nobody brings; before there is an index there is nowhere to bring them."""
    return (
        outbox.is_left_lying(connection, _LOOK_EVERY_SECONDS)
        and not outbox.is_worked(connection)
        and bool(generations.written(connection))
    )


def _help(settings: Settings) -> None:
    log.warning("changes lay about; the listener brings them")
    with worker_context.opened(settings, application="indexer-listener") as tools, outbox.at_work(tools.connection):
        tools.relay.drain(_HELP_SECONDS)
