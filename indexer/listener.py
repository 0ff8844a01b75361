"""Listens for NOTIFY and has the outbox drained as soon as something changes; drains it itself when no worker does.

A thread of the worker. NOTIFY is a hint: a lost one costs a second. When the broker is away, hangs or gives its tasks
to no worker, changes that wait for a second are brought to the engine from here.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import psycopg
import structlog

from directory.platform.advisory_locks import AdvisoryLock, exclusive
from directory.platform.database import connected
from indexer import clock, generations, outbox, worker_context
from indexer.index_definitions import DEFINITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from directory.platform.database import Connection
    from directory.settings import Settings

log = structlog.get_logger(__name__)
# A handful of hints a second at most, whatever the load.
_REST_SECONDS = 0.1
_CHECK_EVERY_SECONDS = 1.0
# The broker is left alone for a while after it failed: asking one that hangs takes seconds.
_BROKER_REST_SECONDS = 10.0
_DRAIN_SECONDS = 1.0
_KINDS = tuple(definition.kind for definition in DEFINITIONS)


class Listener:
    """Listens while the worker runs. `request_drain` asks for a drain of a kind; False: the broker is away."""

    def __init__(self, request_drain: Callable[[str], bool]) -> None:
        self._request_drain = request_drain
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
                self._stopped.wait(_CHECK_EVERY_SECONDS)

    def _listen(self, connection: Connection, settings: Settings) -> None:
        connection.execute("LISTEN outbox")
        checked_at = clock.now()
        while not self._stopped.is_set():
            hints = {notice.payload for notice in connection.notifies(timeout=_CHECK_EVERY_SECONDS, stop_after=1)}
            if hints:
                # An older release sends hints without a kind.
                self._pass_on(connection, [kind for kind in _KINDS if kind in hints] or _KINDS)
            if clock.now() - checked_at >= _CHECK_EVERY_SECONDS:
                checked_at = clock.now()
                if any(_needs_help(connection, kind) for kind in _KINDS):
                    _drain_here(settings)

    def _pass_on(self, connection: Connection, kinds: Iterable[str]) -> None:
        """Ask for a drain, rest while writers send no hints, then look once more at what they wrote meanwhile."""
        with exclusive(connection, AdvisoryLock.LISTENER_AWAKE):
            for kind in kinds:
                self._ask_worker(connection, kind)
            self._stopped.wait(_REST_SECONDS)
        for kind in _KINDS:
            if outbox.has_more(connection, kind):
                self._ask_worker(connection, kind)

    def _ask_worker(self, connection: Connection, kind: str) -> None:
        """Ask, unless a worker drains already: it looks for more at its end, and requests would only pile up."""
        if (
            clock.now() >= self._ask_again_at
            and not outbox.is_being_drained(connection, kind)
            and not self._request_drain(kind)
        ):
            self._ask_again_at = clock.now() + _BROKER_REST_SECONDS


def _needs_help(connection: Connection, kind: str) -> bool:
    """Tell whether changes wait that no worker brings; before there is an index there is nowhere to bring them."""
    return (
        outbox.is_overdue(connection, kind, _CHECK_EVERY_SECONDS)
        and not outbox.is_being_drained(connection, kind)
        and bool(generations.list_written(connection, kind))
    )


def _drain_here(settings: Settings) -> None:
    log.warning("changes waited; the listener brings them")
    with worker_context.open_workers(settings, application="indexer-listener") as workers:
        for worker in workers:
            with outbox.draining(worker.connection, worker.kind):
                worker.outbox_worker.drain(_DRAIN_SECONDS)
