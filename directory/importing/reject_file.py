"""The file of rejected lines: what is wrong, where, and the line itself. Private: only its owner may read it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Final

import orjson

from directory.importing.lines import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from directory.importing.lines import ImportLine
    from directory.register.rules.violation import Violation

_PRIVATE: Final = 0o600


class RejectFile:
    """Writes one JSON object per rejected line."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.count = 0

    def write(self, line: ImportLine, violations: Sequence[Violation], vcode: str | None) -> None:
        """Write a rejected line with all that is wrong with it, the first violation on top."""
        self.count += 1
        entry: dict[str, Any] = {
            "regel": line.number,
            "vCode": vcode,
            "veld": violations[0].field,
            "reden": violations[0].message,
        }
        if len(violations) > 1:
            entry["alles"] = [{"veld": violation.field, "reden": violation.message} for violation in violations]
        entry["inhoud"] = line.content[:SHOWN].decode(errors="replace").strip()
        self._file.write(orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE))


class RejectFileError(Exception):
    """The file of rejected lines cannot be written; the message is a sentence."""


@contextmanager
def opened(path: Path) -> Iterator[RejectFile]:
    """Open the file anew; it goes away again when nothing was rejected."""
    try:
        # Before anything is imported, so that no rejection is lost; O_NOFOLLOW: a link could lead it elsewhere.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, _PRIVATE)
    except OSError as error:
        raise RejectFileError(f"{path} cannot be written ({error.strerror}): refused lines would be lost.") from None
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, _PRIVATE)  # an older file may have been left open to others
        reject_file = RejectFile(file)
        try:
            yield reject_file
        finally:
            if reject_file.count == 0:
                path.unlink()
