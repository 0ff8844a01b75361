"""Which of several lines of one vCode counts: a tombstone wherever it stands; of full lines the later one."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from directory.importing.notes import ONE_LINE, Note, Treatment
from directory.importing.reading import Tombstone
from directory.importing.rejection import RejectedLineError
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from directory.importing.staging import LineContent

_VCODES: Final = 10_000_000
TWICE: Final = "Deze vCode stond al eerder in het bestand."
REPLACES_EARLIER: Final = Note("vCode", Treatment.REPLACES, TWICE, ONE_LINE)
AFTER_TOMBSTONE: Final = Note(
    "vCode", Treatment.PASSED_OVER, "Het bestand zegt van deze vCode ook dat ze verwijderd is.", ONE_LINE
)


class LineVerdict(Enum):
    """What becomes of a line beside others of its vCode."""

    COUNTS = auto()
    REPLACES = auto()
    PASSED_OVER = auto()


class VcodeSet:
    """A set of vCodes: a bit for each of the ten million there can be."""

    def __init__(self) -> None:
        self._bits = bytearray(_VCODES // 8)

    def add(self, vcode: str) -> bool:
        """Add a vCode; return whether it is new."""
        position, bit = divmod(int(vcode[1:]), 8)
        is_new = not self._bits[position] >> bit & 1
        self._bits[position] |= 1 << bit
        return is_new

    def __contains__(self, vcode: str) -> bool:
        position, bit = divmod(int(vcode[1:]), 8)
        return bool(self._bits[position] >> bit & 1)


class LineOrder:
    """The vCodes of the lines so far. A strict one rejects the second full line of a vCode."""

    def __init__(self, *, refuses_second: bool) -> None:
        self._refuses_second = refuses_second
        self._seen = VcodeSet()
        self._removed = VcodeSet()
        self._latest: dict[str, int] = {}  # the line that counts, where a vCode came more than once

    def admit(self, number: int, content: LineContent) -> LineVerdict:
        """Say what becomes of the next line of the file; only one that is itself right comes here."""
        vcode = content.vcode
        if isinstance(content, Tombstone):
            self._removed.add(vcode)
            self._seen.add(vcode)
            return LineVerdict.COUNTS
        if vcode in self._removed:
            if self._refuses_second:
                raise RejectedLineError(Violation("vCode", AFTER_TOMBSTONE.reason), vcode=vcode)
            return LineVerdict.PASSED_OVER
        if self._seen.add(vcode):
            return LineVerdict.COUNTS
        if self._refuses_second:
            raise RejectedLineError(Violation("vCode", TWICE), vcode=vcode)
        self._latest[vcode] = number
        return LineVerdict.REPLACES

    def still_counts(self, number: int, content: LineContent) -> LineVerdict:
        """Say what becomes of a line that waited until the end of the file."""
        is_late = content.vcode in self._removed or self._latest.get(content.vcode, number) != number
        return LineVerdict.PASSED_OVER if is_late and not isinstance(content, Tombstone) else LineVerdict.COUNTS
