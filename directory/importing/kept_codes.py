"""Codes of areas and activities that the lists do not hold: kept as text, with the name that the file gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from directory.register.rules.texts import has_markup

if TYPE_CHECKING:
    from directory.register.records import AssociationRecord
    from directory.register.rules.violation import Violation

# What a code of a list looks like: BE2, NVT, SPRT, BE23444021, 44021. Anything else may be anything, a name too.
CODE: Final = re.compile(r"[A-Z]{2,4}[0-9]{0,8}|[0-9]{5}")
_PATH: Final = re.compile(r"(werkingsgebieden|hoofdactiviteitenVerenigingsloket)\[\d+\]\.code")
_LONGEST_NAME: Final = 100


@dataclass(slots=True)
class KeptCodes:
    """Codes with their names."""

    areas: dict[str, str] = field(default_factory=dict)
    activities: dict[str, str] = field(default_factory=dict)

    def keep(self, violation: Violation, item: Any) -> bool:
        """Keep the code of an item that was rejected for it; False when it is no code, or has no name to show."""
        match = _PATH.fullmatch(violation.field)
        if match is None or not isinstance(item, dict):
            return False
        code, name = item.get("code"), item.get("naam")
        if not (isinstance(code, str) and CODE.fullmatch(code) and isinstance(name, str) and _is_name(name)):
            return False
        (self.areas if match[1] == "werkingsgebieden" else self.activities)[code] = name.strip()
        return True

    def add(self, other: KeptCodes) -> None:
        """Take over those of a line; the first name of a code stays."""
        self.areas = other.areas | self.areas
        self.activities = other.activities | self.activities

    def left_out(self, record: AssociationRecord) -> AssociationRecord:
        """Return an association without them, as the rules know only codes of the lists."""
        if not (self.areas or self.activities):
            return record
        return record._replace(
            areas=_without(record.areas, self.areas), activities=_without(record.activities, self.activities)
        )


def _is_name(text: str) -> bool:
    return bool(text.strip()) and len(text) <= _LONGEST_NAME and text.isprintable() and not has_markup(text)


def _without(codes: tuple[str, ...] | None, kept: dict[str, str]) -> tuple[str, ...] | None:
    return None if codes is None else tuple(code for code in codes if code not in kept)
