"""Rules for what an association says of itself: name, type, dates, status and target age."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from directory.register import identifiers
from directory.register.rules import messages
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from directory.register.records import AssociationRecord

OLDEST: Final = 150
WITH_LEGAL_PERSONALITY: Final = frozenset({"VZW", "IVZW", "PS", "SVON"})
TYPES: Final = WITH_LEGAL_PERSONALITY | {"FV", "VZER"}
SUBTYPES: Final = frozenset({"", "NB", "FV", "SUB"})
# What the source does not tell (None) is in order.
STATUSES: Final = frozenset({"Actief", "Gestopt", "Dubbel", None})
SOURCES: Final = frozenset({"Initiator", "KBO", None})


def check_identity(association: AssociationRecord) -> Iterator[Violation]:
    """Look at the vCode, the name, the type and the KBO number."""
    if problem := identifiers.vcode_problem(association.vcode):
        yield Violation("vCode", problem)
    if not association.name:
        yield Violation("naam", messages.NAME_EMPTY)
    elif not association.name.strip():
        yield Violation("naam", messages.NAME_REQUIRED)
    if association.type_code not in TYPES:
        yield Violation("verenigingstype", messages.TYPE_UNKNOWN)
    if association.kbo_number and (problem := identifiers.kbo_problem(association.kbo_number)):
        yield Violation("sleutels", problem)


def check_dates(association: AssociationRecord, today: date) -> Iterator[Violation]:
    """Look at the dates on which the association started and ended."""
    start, end = association.start_date, association.end_date
    if start is not None and start > today:
        yield Violation("startdatum", messages.START_IN_FUTURE)
    if end is not None and end > today:
        yield Violation("einddatum", messages.END_IN_FUTURE)
    if start is not None and end is not None and end < start:
        yield Violation("einddatum", messages.END_BEFORE_START)


def check_ages(association: AssociationRecord) -> Iterator[Violation]:
    """Look at the target age."""
    if not 0 <= association.min_age <= OLDEST:
        yield Violation("doelgroep.minimumleeftijd", messages.MIN_AGE_OUTSIDE)
    if not 0 <= association.max_age <= OLDEST:
        yield Violation("doelgroep.maximumleeftijd", messages.MAX_AGE_OUTSIDE)
    if association.min_age > association.max_age:
        yield Violation("doelgroep", messages.AGES_REVERSED)


def check_status(association: AssociationRecord) -> Iterator[Violation]:
    """Look at the status and what goes with it."""
    from_kbo = association.type_code in WITH_LEGAL_PERSONALITY
    if association.status not in STATUSES:
        yield Violation("status", messages.STATUS_UNKNOWN)
    if association.source not in SOURCES:
        yield Violation("bron", messages.SOURCE_UNKNOWN)
    if association.winding_up and association.status not in {"Actief", None}:
        yield Violation("inStopzetting", messages.WINDING_UP_ACTIVE)
    if association.opted_out and from_kbo:
        yield Violation("isUitgeschrevenUitPubliekeDatastroom", messages.OPT_OUT_KBO)
    yield from _check_duplicate(association, from_kbo=from_kbo)


def _check_duplicate(association: AssociationRecord, *, from_kbo: bool) -> Iterator[Violation]:
    duplicate = association.status == "Dubbel"
    if duplicate != (association.duplicate_of is not None):
        yield Violation("isDubbelVan", messages.DUPLICATE_AUTHENTIC)
    if association.duplicate_of is not None:
        if problem := identifiers.vcode_problem(association.duplicate_of):
            yield Violation("isDubbelVan", problem)
        if association.duplicate_of == association.vcode:
            yield Violation("isDubbelVan", messages.DUPLICATE_OF_ITSELF)
    if duplicate and from_kbo:
        yield Violation("status", messages.DUPLICATE_KBO)


def check_subtype(association: AssociationRecord) -> Iterator[Violation]:
    """Look at the subtype, and at the association that a department is part of."""
    if association.subtype_code not in SUBTYPES:
        yield Violation("verenigingssubtype", messages.SUBTYPE_UNKNOWN)
    elif association.subtype_code and association.type_code != "VZER":
        yield Violation("verenigingssubtype", messages.SUBTYPE_NOT_ALLOWED)
    parent = association.parent_vcode
    if association.subtype_code == "SUB" and parent is None:
        yield Violation("subverenigingVan", messages.PARENT_REQUIRED)
    if parent is not None:
        yield from _check_parent(association, parent)


def _check_parent(association: AssociationRecord, parent: str) -> Iterator[Violation]:
    path = "subverenigingVan.andereVereniging"
    if association.subtype_code != "SUB":
        yield Violation("subverenigingVan", messages.PARENT_NOT_ALLOWED)
    if problem := identifiers.vcode_problem(parent):
        yield Violation(path, problem)
    if parent == association.vcode:
        yield Violation(path, messages.PARENT_ITSELF)
