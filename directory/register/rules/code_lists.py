"""Rules for the lists of codes: main activities and areas of operation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from directory.register.reference import rows
from directory.register.rules import messages
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.register.records import AssociationRecord

NOT_APPLICABLE: Final = "NVT"


@cache
def activities() -> frozenset[str]:
    """Return the codes of the main activities."""
    return frozenset(row["code"] for row in rows("activity"))


@cache
def areas() -> frozenset[str]:
    """Return the codes of the areas, ended ones too."""
    return frozenset(row["code"] for row in rows("area"))


def check_activities(association: AssociationRecord) -> Iterator[Violation]:
    """Look at the main activities: known in exactly this spelling, each one once."""
    codes = association.activities
    if not codes:
        return
    path = "hoofdactiviteitenVerenigingsloket"
    if len({code.casefold() for code in codes}) < len(codes):
        yield Violation(path, messages.ACTIVITY_TWICE)
    for code in codes:
        if code not in activities():
            yield Violation(path, messages.ACTIVITY_UNKNOWN.format(code))


def check_areas(association: AssociationRecord) -> Iterator[Violation]:
    """Look at the areas of operation: known, each one once, and "not applicable" only alone."""
    codes = association.areas
    if not codes:
        return
    path = "werkingsgebieden"
    if len(set(codes)) < len(codes):
        yield Violation(path, messages.AREA_TWICE)
    if NOT_APPLICABLE in codes and len(codes) > 1:
        yield Violation(path, messages.AREA_NOT_APPLICABLE)
    for code in codes:
        if code not in areas():
            yield Violation(path, messages.AREA_UNKNOWN.format(code))
