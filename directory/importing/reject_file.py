"""The file of rejected lines: what is wrong, where, and the line itself. Private: only its owner may read it."""

from __future__ import annotations

from collections import Counter
from typing import IO, TYPE_CHECKING, Any

import orjson

from directory.importing.lines import SHOWN
from directory.importing.notes import public_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.importing.lines import ImportLine
    from directory.register.rules.violation import Violation


class RejectFile:
    """Writes one JSON object per rejected line."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.count = 0
        self.reasons: Counter[str] = Counter()

    def write(self, line: ImportLine, violations: Sequence[Violation], vcode: str | None) -> None:
        """Write a rejected line with all that is wrong with it, the first violation on top."""
        self.count += 1
        self.reasons[public_reason(violations[0].message)] += 1
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
