"""Imports lines into the register: read, check, gather into batches, merge, and set aside what is rejected.

Three things happen at once: a batch is read, the one before it is copied into temporary tables, and the one before that
is merged. However long the file, three batches are in memory at most.
"""

from __future__ import annotations

import gc
import itertools
import shutil
import tempfile
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, NamedTuple

import orjson

from directory.importing.line_order import AFTER_TOMBSTONE, REPLACES_EARLIER, LineOrder, LineVerdict
from directory.importing.lines import ImportLine
from directory.importing.merging import MergeResult, ParsedLine
from directory.importing.rejection import RejectedLineError
from directory.importing.remedies import next_to_leave_out
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from directory.importing.mending import MendingReader, StrictReader
    from directory.importing.merging import DatabaseRejection, Merger
    from directory.importing.note_file import NoteFile
    from directory.importing.notes import Note
    from directory.importing.reject_file import RejectFile

BATCH: Final = 4_000
# Lines may be a hundred times longer than usual: a batch has a bound in bytes too.
_BATCH_BYTES: Final = 16 << 20
_OBJECTS_BETWEEN_COLLECTIONS: Final = 70_000


@dataclass(slots=True)
class ImportCounts:
    """How many lines ended in which way so far."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    rejected: int = 0
    passed_over: int = 0  # another line of the same vCode counts
    noted: int = 0  # taken, but with a value left out, adapted or kept against a rule

    @property
    def total(self) -> int:
        """All lines that are done."""
        return self.imported + self.rejected + self.passed_over

    @property
    def imported(self) -> int:
        """The lines that are in the register."""
        return self.written + self.same

    @property
    def written(self) -> int:
        """The associations that are not as they were."""
        return self.new + self.changed + self.removed


class Loader:
    """One import. A mending reader takes every line that is an association; a strict one refuses what is wrong."""

    def __init__(
        self,
        reader: MendingReader | StrictReader,
        mergers: Sequence[Merger],
        reject_file: RejectFile,
        note_file: NoteFile,
        report_progress: Callable[[ImportCounts], None],
    ) -> None:
        """Take the mergers, which take turns."""
        self._reader = reader
        self._mergers = mergers
        self._reject_file = reject_file
        self._note_file = note_file
        self._report_progress = report_progress
        self._order = LineOrder(refuses_second=reader.is_strict)
        self.counts = ImportCounts()

    def load(self, lines: Iterable[ImportLine]) -> None:
        """Import every line; then, again, those that the database refused at their turn.

        A unique value may have been given up further on in the file; after that the value itself is left out.
        """
        with tempfile.TemporaryFile() as deferred, _rare_garbage_collection():
            self._merge_all(self._batches(map(_first_attempt, lines)), lambda one: self._defer(one, deferred))
            again: IO[bytes] = deferred
            while again.tell():
                with tempfile.TemporaryFile() as next_time:
                    again.seek(0)
                    self._merge_all(self._batches(_attempts(again)), lambda one: self._refused(one, next_time))
                    again.seek(0)
                    again.truncate()
                    next_time.seek(0)
                    shutil.copyfileobj(next_time, again)

    def _merge_all(
        self, batches: Iterable[list[ParsedLine]], on_rejection: Callable[[DatabaseRejection], None]
    ) -> None:
        with ThreadPoolExecutor(len(self._mergers), thread_name_prefix="merge") as pool:
            running: deque[_Merging] = deque()
            for batch, merger in zip(batches, itertools.cycle(self._mergers), strict=False):
                if len(running) == len(self._mergers):
                    self._count(running.popleft(), on_rejection)
                before = running[-1].result if running else None
                noted = [parsed for parsed in batch if parsed.notes]
                running.append(_Merging(pool.submit(merger.merge, batch, before), noted))
            while running:
                self._count(running.popleft(), on_rejection)

    def _count(self, merging: _Merging, on_rejection: Callable[[DatabaseRejection], None]) -> None:
        result = merging.result.result()
        self.counts.new += result.new
        self.counts.changed += result.changed
        self.counts.removed += result.removed
        self.counts.same += result.same
        for rejection in result.rejections:
            on_rejection(rejection)
        rejected = {rejection.parsed.line.number for rejection in result.rejections}
        for parsed in merging.noted:
            if parsed.line.number not in rejected:
                self._write_notes(parsed.line, parsed.content.vcode, parsed.notes)
        self._report_progress(self.counts)

    def _batches(self, attempts: Iterable[Attempt]) -> Iterator[list[ParsedLine]]:
        batch: dict[str, ParsedLine] = {}
        size = 0
        for attempt in attempts:
            parsed = self._read(attempt)
            if parsed is None:
                continue
            if batch.pop(parsed.content.vcode, None) is not None:
                self.counts.passed_over += 1
            batch[parsed.content.vcode] = parsed
            size += len(parsed.line.content)
            if len(batch) == BATCH or size >= _BATCH_BYTES:
                yield list(batch.values())
                batch, size = {}, 0
        if batch:
            yield list(batch.values())

    def _read(self, attempt: Attempt) -> ParsedLine | None:
        """Return a line to merge; None when it is refused or another line of its vCode counts."""
        line = attempt.line
        try:
            content, notes = self._reader.read(line, attempt.refused)
            if attempt.is_first:
                verdict = self._order.admit(line.number, content)
            else:
                verdict = self._order.still_counts(line.number, content)
        except RejectedLineError as rejected:
            self._reject(line, rejected.violations, rejected.vcode)
            return None
        if verdict is LineVerdict.PASSED_OVER:
            self.counts.passed_over += 1
            self._write_notes(line, content.vcode, (AFTER_TOMBSTONE,))
            return None
        if verdict is LineVerdict.REPLACES:
            notes = (*notes, REPLACES_EARLIER)
        return ParsedLine(line, content, notes, attempt.refused)

    def _write_notes(self, line: ImportLine, vcode: str, notes: Sequence[Note]) -> None:
        self.counts.noted += 1
        self._note_file.write(line.number, vcode, notes)

    def _defer(self, rejection: DatabaseRejection, deferred: IO[bytes]) -> None:
        """Keep for the end what may go in then: the number that it claims may be given up further on in the file."""
        if rejection.is_conflict:
            _keep(deferred, rejection.parsed.line, rejection.parsed.refused)
        else:
            self._refused(rejection, deferred)

    def _refused(self, rejection: DatabaseRejection, next_time: IO[bytes]) -> None:
        """Try once more without what the database named; where it named nothing, without the next suspect."""
        tried = rejection.parsed.refused
        violation = None if self._reader.is_strict else next_to_leave_out(rejection.violation, tried)
        if violation is None:
            self._reject(rejection.parsed.line, (rejection.violation,), rejection.parsed.content.vcode)
        else:
            _keep(next_time, rejection.parsed.line, (*tried, violation))

    def _reject(self, line: ImportLine, violations: tuple[Violation, ...], vcode: str | None) -> None:
        self.counts.rejected += 1
        self._reject_file.write(line, violations, vcode)


@contextmanager
def _rare_garbage_collection() -> Iterator[None]:
    """Raise the threshold of the garbage collector during an import."""
    # What a line becomes has no reference cycles, and going through it in search of them was a tenth of the work.
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Merging(NamedTuple):
    """A batch that is being merged, and those of its lines that there is something to tell of."""

    result: Future[MergeResult]
    noted: list[ParsedLine]


class Attempt(NamedTuple):
    """A line to import, and what the database refused of it before."""

    line: ImportLine
    refused: tuple[Violation, ...] = ()
    is_first: bool = False


def _first_attempt(line: ImportLine) -> Attempt:
    return Attempt(line, is_first=True)


def _keep(file: IO[bytes], line: ImportLine, refused: Sequence[Violation]) -> None:
    file.write(b"%d %s\n%s\n" % (line.number, orjson.dumps([tuple(one) for one in refused]), line.content.strip()))


def _attempts(kept: IO[bytes]) -> Iterator[Attempt]:
    for head in kept:
        number, _, refused = head.partition(b" ")
        content = next(kept).removesuffix(b"\n")
        yield Attempt(ImportLine(int(number), content), tuple(Violation(*one) for one in orjson.loads(refused)))
