"""The lines of an import file or stream, plain or gzipped, never more than one of them in memory."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longest line of the register is far below this; what is longer is no association.
LONGEST_LINE: Final = 1 << 20
# This much of a rejected line stands in the file of rejected lines.
SHOWN: Final = 16_384
_STEP = 1 << 16
_GZIP_MAGIC = b"\x1f\x8b"
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


def unpacked(stream: io.BufferedReader[Any]) -> IO[bytes]:
    """Return the stream itself, or what is in it when its first bytes are those of gzip."""
    if not stream.peek(len(_GZIP_MAGIC)).startswith(_GZIP_MAGIC):
        return stream
    # GzipFile reads and reads only: that is all that a BufferedReader asks of it.
    return io.BufferedReader(gzip.GzipFile(fileobj=stream), _STEP)


def lines(stream: IO[bytes]) -> Iterator[ImportLine]:
    """Yield the lines that are not empty; where the stream itself breaks, the last one says so."""
    number = 0
    try:
        while content := stream.readline(LONGEST_LINE + 1):
            number += 1
            if number == 1:
                content = content.removeprefix(_BYTE_ORDER_MARK)
            if len(content) > LONGEST_LINE:
                _skip_rest(stream, content)
                yield ImportLine(number, content[:SHOWN], Violation("", TOO_LONG))
            elif not content.isspace() and content:
                yield ImportLine(number, content)
    except EOFError:
        yield ImportLine(number + 1, b"", Violation("", CUT_OFF))
    except (gzip.BadGzipFile, zlib.error):
        yield ImportLine(number + 1, b"", Violation("", DAMAGED))
    except OSError:
        yield ImportLine(number + 1, b"", Violation("", UNREADABLE))


def _skip_rest(stream: IO[bytes], content: bytes) -> None:
    while content and not content.endswith(b"\n"):
        content = stream.readline(_STEP)
