"""Merges batches into the register, one transaction each.

A batch that the database rejects is halved until only the associations that it really rejects stay out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from psycopg import errors

from directory.importing import staging, statements
from directory.register import constraint_messages
from directory.register.actor import announce

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from directory.importing.kept_codes import KeptCodes
    from directory.importing.lines import ImportLine
    from directory.importing.notes import Note
    from directory.importing.staging import LineContent
    from directory.platform.database import Connection
    from directory.register.actor import ChangeContext
    from directory.register.rules.violation import Violation

_ATTEMPTS: Final = 5


class ParsedLine(NamedTuple):
    """A line, what it says, what was mended in it, and what the database refused of it before."""

    line: ImportLine
    content: LineContent
    notes: tuple[Note, ...] = ()
    refused: tuple[Violation, ...] = ()


class DatabaseRejection(NamedTuple):
    """A line that the database rejected; `is_conflict` when another association holds the value that must be unique."""

    parsed: ParsedLine
    violation: Violation
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What became of a batch: numbers of associations, and the lines that the database rejected."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    rejections: tuple[DatabaseRejection, ...] = ()

    def plus(self, other: MergeResult) -> MergeResult:
        """Add up."""
        return MergeResult(
            self.new + other.new,
            self.changed + other.changed,
            self.removed + other.removed,
            self.same + other.same,
            self.rejections + other.rejections,
        )


class Merger:
    """Merges through one connection, in autocommit mode.

    Two take turns: one copies its batch into its own temporary tables while the other's is merged. What is merged keeps
    the order of the file all the same: a batch goes in when the one before it is in.
    """

    def __init__(self, connection: Connection, context: ChangeContext, kept: KeptCodes) -> None:
        """Take the codes to keep as text: they grow while lines are read, and go in before what refers to them."""
        self._connection = connection
        self._context = context
        self._kept = kept
        self._before: Future[MergeResult] | None = None
        staging.prepare(connection)

    def merge(self, batch: Sequence[ParsedLine], before: Future[MergeResult] | None = None) -> MergeResult:
        """Merge a batch, or all of it that the database takes, after the one `before` it; fail when that has failed."""
        self._before = before
        return self._merge_halving(batch)

    def _merge_halving(self, batch: Sequence[ParsedLine]) -> MergeResult:
        try:
            return self._merge_with_retries(batch)
        except constraint_messages.CONTENT_ERRORS as error:
            if len(batch) == 1:
                is_conflict = error.diag.constraint_name == constraint_messages.KBO_NUMBER_ONCE
                violation = constraint_messages.violation(error)
                return MergeResult(rejections=(DatabaseRejection(batch[0], violation, is_conflict),))
        middle = len(batch) // 2
        return self._merge_halving(batch[:middle]).plus(self._merge_halving(batch[middle:]))

    def _merge_with_retries(self, batch: Sequence[ParsedLine]) -> MergeResult:
        """Merge in one transaction; people who change the same associations meanwhile may make it start again."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return self.merge_once(batch)
            except (errors.DeadlockDetected, errors.SerializationFailure):
                continue
        return self.merge_once(batch)

    def merge_once(self, batch: Sequence[ParsedLine]) -> MergeResult:
        """Merge a batch in one transaction, all of it or nothing; raises what the database raises."""
        with self._connection.transaction():
            announce(self._connection, self._context)
            staged = staging.fill(self._connection, [parsed.content for parsed in batch])
            if self._before is not None:
                self._before.result()
            self._run(staged)
            row = self._connection.execute(statements.COUNT).fetchone()
        new, changed, removed = row or (0, 0, 0)
        return MergeResult(new, changed, removed, len(batch) - new - changed - removed)

    def _run(self, staged: staging.Staged) -> None:
        areas, activities = dict(self._kept.areas), dict(self._kept.activities)
        # Not before the batch in front is in: two that keep the same code would wait for each other.
        if areas or activities:
            lists = (list(areas), list(areas.values()), list(activities), list(activities.values()))
            self._connection.execute(statements.KEEP_CODES, lists)
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
