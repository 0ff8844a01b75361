"""The file of refused lines: what is wrong, where, and the line itself. It is private: only its owner may read it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Final

import orjson

from directory.importing.lines import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from directory.importing.lines import Line
    from directory.importing.rejection import Problem

_PRIVATE: Final = 0o600


class Rejects:
    """Writes one JSON object per refused line."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.count = 0

    def write(self, line: Line, problems: Sequence[Problem], vcode: str | None) -> None:
        """Write a refused line; all that is wrong with it, the first thing on top."""
        self.count += 1
        entry: dict[str, Any] = {
            "regel": line.number,
            "vCode": vcode,
            "veld": problems[0].field,
            "reden": problems[0].reason,
        }
        if len(problems) > 1:
            entry["alles"] = [{"veld": problem.field, "reden": problem.reason} for problem in problems]
        entry["inhoud"] = line.content[:SHOWN].decode(errors="replace").strip()
        self._file.write(orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE))


class RejectsError(Exception):
    """The file of refused lines cannot be written; the message is a sentence."""


@contextmanager
def opened(path: Path) -> Iterator[Rejects]:
    """Open the file anew; it goes away again when nothing was refused."""
    try:
        # Before anything is imported, so that a refusal always finds its place; never through somebody's link.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, _PRIVATE)
    except OSError as error:
        raise RejectsError(f"{path} cannot be written ({error.strerror}): refused lines would be lost.") from None
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, _PRIVATE)  # an older file may have been left open to others
        rejects = Rejects(file)
        try:
            yield rejects
        finally:
            if rejects.count == 0:
                path.unlink()
