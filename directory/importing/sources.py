"""Where an import reads from: a file or standard input, in whatever form it comes, and how far it is."""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from directory.importing import containers, encodings, wrong_files
from directory.importing.lines import lines
from directory.importing.objects import has_one_a_line, objects
from directory.importing.unusable import UnusableSourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from directory.importing.lines import ImportLine

STANDARD_INPUT: Final = "-"
_BUFFER: Final = 1 << 20
# So much of a file is looked at to tell what it is: a line of the register is some kilobytes.
_HEAD: Final = 1 << 17


@dataclass(frozen=True, slots=True)
class ImportSource:
    """An opened source. `size` and `position()` are in bytes on disk (packed), 0 where the size is not known.

    `remarks` are sentences on how it was read, where that is not as the register writes it.
    """

    name: str
    lines: Iterator[ImportLine]
    size: int
    position: Callable[[], int]
    rejects: Path
    notes: Path
    remarks: tuple[str, ...] = ()


@contextmanager
def opened(name: str, *, strict: bool = False) -> Iterator[ImportSource]:
    """Open what the command line names; of standard input, reports go to `./rejects.ndjson` and `./notes.ndjson`.

    A strict source is NDJSON in UTF-8, plain or gzipped; another is read in any form that leaves no doubt.
    """
    if name == STANDARD_INPUT:
        told = "standard input"
        content, remarks = _content(told, sys.stdin.buffer, strict=strict)  # type: ignore[arg-type]  # it is a BufferedReader in a real process
        yield ImportSource(told, content, 0, lambda: 0, Path("rejects.ndjson"), Path("notes.ndjson"), remarks)
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
        content, remarks = _content(path.name, file, strict=strict)
        yield ImportSource(
            path.name,
            content,
            size,
            position,
            path.with_name(f"{path.name}.rejects.ndjson"),
            path.with_name(f"{path.name}.notes.ndjson"),
            remarks,
        )


def _content(name: str, file: io.BufferedReader[Any], *, strict: bool) -> tuple[Iterator[ImportLine], tuple[str, ...]]:
    """Return the lines of what is in a file, with remarks on how they are read."""
    remarks: tuple[str, ...] = ()
    try:
        if strict:
            opened = containers.gunzipped(file, _HEAD)
        else:
            opened, remarks = _as_utf8(containers.unpacked(name, file, _HEAD))
    except OSError as error:  # the first bytes are read here
        raise UnusableSourceError(_sentence(name, error)) from None
    _refuse_what_is_no_export(name, opened.head)
    if strict or has_one_a_line(opened.head):
        return lines(opened.stream), remarks
    return objects(opened.stream), (*remarks, "Not one association a line: each JSON object counts as one.")


def _as_utf8(opened: containers.Opened) -> tuple[containers.Opened, tuple[str, ...]]:
    encoding = encodings.wide_encoding(opened.head)
    if encoding is None:
        return opened, ()
    remark = f"The text is {encoding[:6].upper()}, not UTF-8: it is read as such."
    return containers.with_head(io.BufferedReader(encodings.AsUtf8(opened.stream, encoding)), _HEAD), (remark,)


def _refuse_what_is_no_export(name: str, head: bytes) -> None:
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe") and len(head) < _HEAD:
        raise UnusableSourceError(f"{name} is empty: fetch the export of the register again.")
    if (packing := containers.packing(head)) is not None:
        raise UnusableSourceError(f"{name} is packed with {packing}: unpack it first.")
    if (encoding := encodings.wide_encoding(head)) is not None:
        raise UnusableSourceError(f"{name} is {encoding[:6].upper()}: save it as UTF-8, or import it without --strict.")
    if (problem := wrong_files.problem(name, head)) is not None:
        raise UnusableSourceError(problem)


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
