"""The lines of an import file or stream, never more than one of them in memory."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final, NamedTuple

from directory.importing import containers
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longest line of the register is far below this; what is longer is no association.
LONGEST_LINE: Final = 1 << 20
# This much of a rejected line stands in the file of rejected lines.
SHOWN: Final = 16_384
_STEP = 1 << 16
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

TOO_LONG: Final = f"De regel is langer dan {LONGEST_LINE // 1024} KiB."
CUT_OFF: Final = "Het gecomprimeerde bestand is afgebroken; wat hierna komt, ontbreekt."
DAMAGED: Final = "Het gecomprimeerde bestand is beschadigd; wat hierna komt, is niet gelezen."
UNREADABLE: Final = "Het bestand kon niet verder gelezen worden."


class ImportLine(NamedTuple):
    """One line with its number from 1; `violation` says why it cannot be read at all."""

    number: int
    content: bytes
    violation: Violation | None = None


def lines(stream: IO[bytes]) -> Iterator[ImportLine]:
    """Yield the lines that are not empty; where the stream itself breaks, the last one says so."""
    return told_to_its_end(_numbered(stream))


def told_to_its_end(read: Iterator[ImportLine]) -> Iterator[ImportLine]:
    """Yield the lines that are read; where reading breaks, one more that says why."""
    number = 0
    try:
        for line in read:
            number = line.number
            yield line
    except containers.CUT_OFF:
        yield ImportLine(number + 1, b"", Violation("", CUT_OFF))
    except containers.DAMAGED:
        yield ImportLine(number + 1, b"", Violation("", DAMAGED))
    except OSError as error:
        # Without a number it is no error of the system: bzip2 says so of damage.
        yield ImportLine(number + 1, b"", Violation("", UNREADABLE if error.errno else DAMAGED))


def _numbered(stream: IO[bytes]) -> Iterator[ImportLine]:
    number = 0
    while content := stream.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            content = content.removeprefix(_BYTE_ORDER_MARK)
        if len(content) > LONGEST_LINE:
            _skip_rest(stream, content)
            yield ImportLine(number, content[:SHOWN], Violation("", TOO_LONG))
        elif not content.isspace() and content:
            yield ImportLine(number, content)


def _skip_rest(stream: IO[bytes], content: bytes) -> None:
    while content and not content.endswith(b"\n"):
        content = stream.readline(_STEP)
