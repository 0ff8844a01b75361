"""Carries lines into the register: read, check, gather into batches, merge, and set aside what is refused.

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

from directory.importing.lines import Line
from directory.importing.merging import Entry, Merged
from directory.importing.rejection import Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from directory.importing.merging import Merger, Refusal
    from directory.importing.reading import Reader
    from directory.importing.reject_file import Rejects
    from directory.importing.staging import Content

BATCH: Final = 4_000
# Lines may be a hundred times longer than usual: a batch has a bound in bytes too.
_BATCH_BYTES: Final = 16 << 20
_VCODES: Final = 10_000_000
_OBJECTS_BETWEEN_COLLECTIONS: Final = 70_000
TWICE: Final = "Deze vCode stond al eerder in het bestand."


class Seen:
    """Which vCodes came by: a bit for each of the ten million there can be."""

    def __init__(self) -> None:
        self._bits = bytearray(_VCODES // 8)

    def claim(self, vcode: str) -> bool:
        """Return whether this is the first time."""
        place, bit = divmod(int(vcode[1:]), 8)
        is_first = not self._bits[place] >> bit & 1
        self._bits[place] |= 1 << bit
        return is_first


@dataclass(slots=True)
class Tally:
    """How it went so far."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    refused: int = 0

    @property
    def done(self) -> int:
        """All lines that are settled."""
        return self.usable + self.refused

    @property
    def usable(self) -> int:
        """The lines that are in."""
        return self.moved + self.same

    @property
    def moved(self) -> int:
        """The associations that are not as they were."""
        return self.new + self.changed + self.removed


class Loader:
    """One import."""

    def __init__(
        self, reader: Reader, mergers: Sequence[Merger], rejects: Rejects, watch: Callable[[Tally], None]
    ) -> None:
        """Take the mergers, which take turns."""
        self._reader = reader
        self._mergers = mergers
        self._rejects = rejects
        self._watch = watch
        self._seen = Seen()
        self.tally = Tally()

    def load(self, lines: Iterable[Line]) -> None:
        """Carry in every line; afterwards, once more, those that another association was in the way of."""
        with tempfile.TemporaryFile() as later, _seldom_collecting():
            self._carry(self._batches(lines, self._checked), lambda refusal: self._put_off(refusal, later))
            later.seek(0)
            self._carry(self._batches(_kept(later), self._reader.read), self._refuse_entry)

    def _carry(self, batches: Iterable[list[Entry]], refuse: Callable[[Refusal], None]) -> None:
        with ThreadPoolExecutor(len(self._mergers), thread_name_prefix="merge") as pool:
            under_way: deque[Future[Merged]] = deque()
            for batch, merger in zip(batches, itertools.cycle(self._mergers), strict=False):
                if len(under_way) == len(self._mergers):
                    self._settle(under_way.popleft(), refuse)
                before = under_way[-1] if under_way else None
                under_way.append(pool.submit(merger.merge, batch, before))
            while under_way:
                self._settle(under_way.popleft(), refuse)

    def _settle(self, merging: Future[Merged], refuse: Callable[[Refusal], None]) -> None:
        merged = merging.result()
        self.tally.new += merged.new
        self.tally.changed += merged.changed
        self.tally.removed += merged.removed
        self.tally.same += merged.same
        for refusal in merged.refused:
            refuse(refusal)
        self._watch(self.tally)

    def _batches(self, lines: Iterable[Line], read: Callable[[Line], Content]) -> Iterator[list[Entry]]:
        batch: list[Entry] = []
        size = 0
        for line in lines:
            try:
                batch.append(Entry(line, read(line)))
            except RefusedError as refused:
                self._refuse(line, refused.problems, refused.vcode)
                continue
            size += len(line.content)
            if len(batch) == BATCH or size >= _BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _checked(self, line: Line) -> Content:
        content = self._reader.read(line)
        # Only a line that is itself right counts as the first of its vCode.
        if not self._seen.claim(content.vcode):
            raise RefusedError(Problem("vCode", TWICE), vcode=content.vcode)
        return content

    def _put_off(self, refusal: Refusal, later: IO[bytes]) -> None:
        """Keep for the end what may go in then: the number that it claims may be given up further on in the file."""
        if refusal.of_another:
            later.write(b"%d %s\n" % (refusal.entry.line.number, refusal.entry.line.content.strip()))
        else:
            self._refuse_entry(refusal)

    def _refuse_entry(self, refusal: Refusal) -> None:
        self._refuse(refusal.entry.line, (refusal.problem,), refusal.entry.content.vcode)

    def _refuse(self, line: Line, problems: tuple[Problem, ...], vcode: str | None) -> None:
        self.tally.refused += 1
        self._rejects.write(line, problems, vcode)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for circles of objects a hundred times less often."""
    # What a line becomes has none, and going through it in search of them was a tenth of the work.
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _kept(later: IO[bytes]) -> Iterator[Line]:
    for kept in later:
        number, _, content = kept.partition(b" ")
        yield Line(int(number), content)
