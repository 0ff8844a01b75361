"""The file of notes: one JSON object for each value of a taken line that broke a rule."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.importing.notes import Note


class NoteFile:
    """Writes the notes; knows what the last line was, for whoever counts lines."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.count = 0

    def write(self, number: int, vcode: str, notes: Iterable[Note]) -> None:
        """Write the notes of one line."""
        for note in notes:
            self.count += 1
            entry = {
                "regel": number,
                "vCode": vcode,
                "veld": note.field,
                "wat": note.treatment,
                "reden": note.reason,
                "herstel": note.remedy,
            }
            self._file.write(orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE))
