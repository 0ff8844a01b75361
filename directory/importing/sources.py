"""Where an import reads from: a file or standard input, plain or gzipped, and how far it is."""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from directory.importing import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STANDARD_INPUT: Final = "-"
_BUFFER: Final = 1 << 20


class UnusableSourceError(Exception):
    """There is nothing to read; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class ImportSource:
    """An opened source. `size` and `position()` are in bytes on disk (compressed), 0 where the size is not known."""

    name: str
    stream: IO[bytes]
    size: int
    position: Callable[[], int]
    rejects: Path
    notes: Path


@contextmanager
def opened(name: str) -> Iterator[ImportSource]:
    """Open what the command line names; of standard input, reports go to `./rejects.ndjson` and `./notes.ndjson`."""
    if name == STANDARD_INPUT:
        stream = _unpacked(name, sys.stdin.buffer)  # type: ignore[arg-type]  # it is a BufferedReader in a real process
        yield ImportSource("standard input", stream, 0, lambda: 0, Path("rejects.ndjson"), Path("notes.ndjson"))
        return
    path = Path(name)
    try:
        file = io.BufferedReader(io.FileIO(path), _BUFFER)
    except OSError as error:
        raise UnusableSourceError(_sentence(name, error)) from None
    raw = file.raw
    with file:
        kind = os.fstat(file.fileno())
        size = kind.st_size if stat.S_ISREG(kind.st_mode) else 0
        position = raw.tell if size else lambda: 0
        yield ImportSource(
            path.name,
            _unpacked(path.name, file),
            size,
            position,
            path.with_name(f"{path.name}.rejects.ndjson"),
            path.with_name(f"{path.name}.notes.ndjson"),
        )


def _unpacked(name: str, stream: io.BufferedReader[Any]) -> IO[bytes]:
    try:
        return lines.unpacked(stream)
    except OSError as error:  # the first bytes are read here
        raise UnusableSourceError(_sentence(name, error)) from None


def _sentence(name: str, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return f"There is no file {name}."
        case IsADirectoryError():
            return f"{name} is a folder: give the file in it."
        case PermissionError():
            return f"{name} may not be read by this account."
        case _:
            return f"{name} cannot be read ({error.strerror})."
