"""Every advisory lock of Postgres that this code base takes: one number each, so that no two jobs share one by mistake.

Advisory locks are numbers that mean what programs agree on. A process that dies frees its locks with its session.
"""

from __future__ import annotations

import time
import zlib
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.platform.database import Connection

_ASK_AGAIN_SECONDS = 0.1


class AdvisoryLock(IntEnum):
    """Who takes it, and why. A number is never used again for something else: old and new releases run side by side."""

    LISTENER_AWAKE = 7226370  # indexer.listener, while it is awake; feed.hint (SQL) then sends no NOTIFY (ADR 5)
    INDEX_BUILD = 7226371  # per kind: one process builds, swaps or removes generations
    OUTBOX_DRAIN = 7226372  # per kind, shared: shows other processes that the outbox is being drained
    IMPORT_FIRST_CONNECTION = 7226373  # importing.command: one import at a time
    IMPORT_SECOND_CONNECTION = 7226374  # a killed import is over when the server has ended both of its connections
    REPORT_MAIL = 7226375  # reports.mailing: a mail server that hangs keeps one worker busy, not all


# The locks that SQL takes too, where the number stands bare.
TAKEN_BY_SQL = frozenset({AdvisoryLock.LISTENER_AWAKE})


@contextmanager
def exclusive(connection: Connection, lock: AdvisoryLock, kind: str = "", *, patience: float = 0.0) -> Iterator[bool]:
    """Try to take a lock for the block; yield whether this session has it. Ask again for `patience` seconds."""
    key = _key(lock, kind)
    deadline = time.monotonic() + patience
    while not (has_it := _is_true(connection, f"SELECT pg_try_advisory_lock({key})")) and time.monotonic() < deadline:
        time.sleep(_ASK_AGAIN_SECONDS)
    try:
        yield has_it
    finally:
        if has_it:
            _release(connection, f"SELECT pg_advisory_unlock({key})")


@contextmanager
def shared(connection: Connection, lock: AdvisoryLock, kind: str = "") -> Iterator[None]:
    """Hold a lock together with others for the block; waits while a session holds it exclusively."""
    key = _key(lock, kind)
    connection.execute(f"SELECT pg_advisory_lock_shared({key})".encode())
    try:
        yield
    finally:
        _release(connection, f"SELECT pg_advisory_unlock_shared({key})")


def is_taken(connection: Connection, lock: AdvisoryLock, kind: str) -> bool:
    """Tell whether any session holds the lock of a kind. Reads pg_locks: two that try a lock would see each other."""
    return _is_true(
        connection,
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted"  # noqa: S608 - our own numbers
        f" AND classid = {lock.value} AND objid = {_number_of(kind)} AND objsubid = 2"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
    )


def _key(lock: AdvisoryLock, kind: str) -> str:
    """Return the key of a lock: one number, or two where each kind of entity has a lock of its own."""
    return f"{lock.value}, {_number_of(kind)}" if kind else f"{lock.value}"


def _number_of(kind: str) -> int:
    """Return a number for a kind. Two kinds with the same number would only wait for each other."""
    return zlib.crc32(kind.encode()) & 0x7FFF_FFFF


def _is_true(connection: Connection, statement: str) -> bool:
    row = connection.execute(statement.encode()).fetchone()
    return bool(row and row[0])


def _release(connection: Connection, statement: str) -> None:
    if not connection.broken and not connection.closed:
        connection.execute(statement.encode())
