"""Imports lines into the register: read, check, gather into batches, merge, and set aside what is rejected.

Three things happen at once: a batch is read, the one before it is copied into temporary tables, and the one before that
is merged. However long the file, three batches are in memory at most.
"""

from __future__ import annotations

import gc
import itertools
import tempfile
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from directory.importing.lines import ImportLine
from directory.importing.merging import MergeResult, ParsedLine
from directory.importing.rejection import RejectedLineError
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from directory.importing.merging import DatabaseRejection, Merger
    from directory.importing.reading import LineReader
    from directory.importing.reject_file import RejectFile
    from directory.importing.staging import LineContent

BATCH: Final = 4_000
# Lines may be a hundred times longer than usual: a batch has a bound in bytes too.
_BATCH_BYTES: Final = 16 << 20
_VCODES: Final = 10_000_000
_OBJECTS_BETWEEN_COLLECTIONS: Final = 70_000
TWICE: Final = "Deze vCode stond al eerder in het bestand."


class VcodeSet:
    """The vCodes of the lines so far: a bit for each of the ten million there can be."""

    def __init__(self) -> None:
        self._bits = bytearray(_VCODES // 8)

    def add(self, vcode: str) -> bool:
        """Add a vCode; return whether it is new."""
        position, bit = divmod(int(vcode[1:]), 8)
        is_new = not self._bits[position] >> bit & 1
        self._bits[position] |= 1 << bit
        return is_new


@dataclass(slots=True)
class ImportCounts:
    """How many lines ended in which way so far."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    rejected: int = 0

    @property
    def total(self) -> int:
        """All lines that are done."""
        return self.imported + self.rejected

    @property
    def imported(self) -> int:
        """The lines that are in the register."""
        return self.written + self.same

    @property
    def written(self) -> int:
        """The associations that are not as they were."""
        return self.new + self.changed + self.removed


class Loader:
    """One import."""

    def __init__(
        self,
        reader: LineReader,
        mergers: Sequence[Merger],
        reject_file: RejectFile,
        report_progress: Callable[[ImportCounts], None],
    ) -> None:
        """Take the mergers, which take turns."""
        self._reader = reader
        self._mergers = mergers
        self._reject_file = reject_file
        self._report_progress = report_progress
        self._vcodes = VcodeSet()
        self.counts = ImportCounts()

    def load(self, lines: Iterable[ImportLine]) -> None:
        """Import every line; then, once more, those whose unique value another association held at their turn."""
        with tempfile.TemporaryFile() as deferred, _rare_garbage_collection():
            self._merge_all(self._batches(lines, self._read_once), lambda one: self._defer(one, deferred))
            deferred.seek(0)
            self._merge_all(self._batches(_deferred_lines(deferred), self._reader.read), self._reject_by_database)

    def _merge_all(
        self, batches: Iterable[list[ParsedLine]], on_rejection: Callable[[DatabaseRejection], None]
    ) -> None:
        with ThreadPoolExecutor(len(self._mergers), thread_name_prefix="merge") as pool:
            running: deque[Future[MergeResult]] = deque()
            for batch, merger in zip(batches, itertools.cycle(self._mergers), strict=False):
                if len(running) == len(self._mergers):
                    self._count(running.popleft(), on_rejection)
                before = running[-1] if running else None
                running.append(pool.submit(merger.merge, batch, before))
            while running:
                self._count(running.popleft(), on_rejection)

    def _count(self, merging: Future[MergeResult], on_rejection: Callable[[DatabaseRejection], None]) -> None:
        result = merging.result()
        self.counts.new += result.new
        self.counts.changed += result.changed
        self.counts.removed += result.removed
        self.counts.same += result.same
        for rejection in result.rejections:
            on_rejection(rejection)
        self._report_progress(self.counts)

    def _batches(
        self, lines: Iterable[ImportLine], read: Callable[[ImportLine], LineContent]
    ) -> Iterator[list[ParsedLine]]:
        batch: list[ParsedLine] = []
        size = 0
        for line in lines:
            try:
                batch.append(ParsedLine(line, read(line)))
            except RejectedLineError as rejected:
                self._reject(line, rejected.violations, rejected.vcode)
                continue
            size += len(line.content)
            if len(batch) == BATCH or size >= _BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _read_once(self, line: ImportLine) -> LineContent:
        content = self._reader.read(line)
        # Only a line that is itself right counts as the first of its vCode.
        if not self._vcodes.add(content.vcode):
            raise RejectedLineError(Violation("vCode", TWICE), vcode=content.vcode)
        return content

    def _defer(self, rejection: DatabaseRejection, deferred: IO[bytes]) -> None:
        """Keep for the end what may go in then: the number that it claims may be given up further on in the file."""
        if rejection.is_conflict:
            line = rejection.parsed.line
            deferred.write(b"%d %s\n" % (line.number, line.content.strip()))
        else:
            self._reject_by_database(rejection)

    def _reject_by_database(self, rejection: DatabaseRejection) -> None:
        self._reject(rejection.parsed.line, (rejection.violation,), rejection.parsed.content.vcode)

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


def _deferred_lines(deferred: IO[bytes]) -> Iterator[ImportLine]:
    for line in deferred:
        number, _, content = line.partition(b" ")
        yield ImportLine(int(number), content)
