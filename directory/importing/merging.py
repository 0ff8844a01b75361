"""Merges batches into the register, one transaction each.

A batch that the database refuses is halved until only the associations that it really refuses stay out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import psycopg
from psycopg import errors

from directory.importing import constraint_messages, staging, statements
from directory.register.actor import announce

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from directory.importing.lines import Line
    from directory.importing.rejection import Problem
    from directory.importing.staging import Content
    from directory.platform.database import Connection
    from directory.register.actor import Change

_ATTEMPTS: Final = 5
# What is wrong with the content of a batch. ProgramLimitExceeded: a value that is too long for an index.
_REFUSALS: Final = (psycopg.IntegrityError, psycopg.DataError, errors.ProgramLimitExceeded)


class Entry(NamedTuple):
    """A line and what it says."""

    line: Line
    content: Content


class Refusal(NamedTuple):
    """An entry that the database refused; `of_another` when an association elsewhere is in its way."""

    entry: Entry
    problem: Problem
    of_another: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a batch."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    refused: tuple[Refusal, ...] = ()

    def plus(self, other: Merged) -> Merged:
        """Add up."""
        return Merged(
            self.new + other.new,
            self.changed + other.changed,
            self.removed + other.removed,
            self.same + other.same,
            self.refused + other.refused,
        )


class Merger:
    """Merges through one connection, in autocommit mode.

    Two take turns: one copies its batch into its own temporary tables while the other's is merged. What is merged keeps
    the order of the file all the same: a batch goes in when the one before it is in.
    """

    def __init__(self, connection: Connection, change: Change) -> None:
        self._connection = connection
        self._change = change
        self._before: Future[Merged] | None = None
        staging.prepare(connection)

    def merge(self, entries: Sequence[Entry], before: Future[Merged] | None = None) -> Merged:
        """Merge a batch, or all of it that the database takes, after the one `before` it; fail when that has failed."""
        self._before = before
        return self._parts(entries)

    def _parts(self, entries: Sequence[Entry]) -> Merged:
        try:
            return self._settled(entries)
        except _REFUSALS as error:
            if len(entries) == 1:
                of_another = error.diag.constraint_name == constraint_messages.KBO_NUMBER_ONCE
                return Merged(refused=(Refusal(entries[0], constraint_messages.problem(error), of_another),))
        middle = len(entries) // 2
        return self._parts(entries[:middle]).plus(self._parts(entries[middle:]))

    def _settled(self, entries: Sequence[Entry]) -> Merged:
        """Merge in one transaction; people who change the same associations meanwhile may make it start again."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._merged(entries)
            except (errors.DeadlockDetected, errors.SerializationFailure):
                continue
        return self._merged(entries)

    def _merged(self, entries: Sequence[Entry]) -> Merged:
        with self._connection.transaction():
            announce(self._connection, self._change)
            staged = staging.fill(self._connection, [entry.content for entry in entries])
            if self._before is not None:
                self._before.result()
            self._run(staged)
            counted = self._connection.execute(statements.COUNT).fetchone()
        new, changed, removed = counted or (0, 0, 0)
        return Merged(new, changed, removed, len(entries) - new - changed - removed)

    def _run(self, staged: staging.Staged) -> None:
        known = self._connection.execute(statements.MATCH).rowcount
        self._connection.execute(statements.COMPLETE)
        if staged.tombstones:
            self._connection.execute(statements.TOMBSTONES)
        if known:
            self._connection.execute(statements.UPDATE)
        if known < staged.associations:
            self._connection.execute(statements.INSERT)
        for table in staged.lists:
            if known:
                self._execute(statements.delete_items(table))
                self._execute(statements.update_items(table))
                self._execute(statements.insert_items(table))
            if known < staged.associations:
                self._execute(statements.insert_items_of_new(table))

    def _execute(self, statement: str | None) -> None:
        if statement is not None:
            self._connection.execute(statement.encode())
