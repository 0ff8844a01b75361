"""Reads the register itself: one full record, its history, its state at a moment. For the registrar's login alone.

Everything private is in what these functions return (persons, accounts, the reason of a suspension, hidden
associations); who may see which part is decided by the room that asks. The other logins of the house get
`InsufficientPrivilege` from Postgres.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from psycopg.rows import class_row
from sqlalchemy import Date

from directory.register import identifiers, tables
from directory.register.records import (
    ASSOCIATION_COLUMNS,
    AssociationRecord,
    BankAccountRecord,
    ConfirmationRecord,
    ContactRecord,
    LocationRecord,
    MembershipRecord,
    RecognitionRecord,
    RepresentativeRecord,
)
from directory.register.rows import ASSOCIATION, KEYS, LIST_TABLES
from directory.register.state import AssociationState, CurrentAssociation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.platform.database import Connection

# Constants of this house, never input.
# ruff: noqa: S608

_LISTS_AS_JSON: Final = ", ".join(
    f"'{table}', (SELECT json_agg(to_json(x)) FROM register.{table} x WHERE x.association_id = a.id)"
    for table in LIST_TABLES
)
# One statement is one snapshot: the record, its version and its revision agree. The revision is the number of the last
# line of the history: each change of any table of the register writes one, in the same transaction.
_CURRENT: Final = f"""
SELECT a.id, json_build_object('{ASSOCIATION}', to_json(a), {_LISTS_AS_JSON}), a.version,
       (SELECT max(h.id) FROM register.history h WHERE h.association_id = a.id), a.is_public, a.first_public_at
FROM register.association a WHERE a.vcode = %s
"""
_HISTORY: Final = """
SELECT h.id AS revision, h.at, h.list AS "table", h.item, h.operation, h.old, h.new, h.actor_kind, h.actor_id, h.reason
FROM register.history h JOIN register.association a ON a.id = h.association_id
WHERE a.vcode = %(vcode)s AND h.id > %(after)s AND h.id < %(before)s
ORDER BY h.id DESC LIMIT %(limit)s
"""
_NEWEST: Final = 2**63 - 1
_DATES: Final = frozenset(
    (table.name, column.name)
    for table in tables.METADATA.tables.values()
    for column in table.columns
    if isinstance(column.type, Date)
)


class HistoryOperation(StrEnum):
    """What happened to a row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one row: who, when, why, and what changed.

    `old` and `new` hold the changed columns with their values before and after; an insert has no `old`, a delete no
    `new`. `item` is the key of the row within its association, empty for the association's own.
    """

    revision: int
    at: datetime
    table: str
    item: str
    operation: HistoryOperation
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    actor_kind: str
    actor_id: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "operation", HistoryOperation(self.operation))


def current(connection: Connection, vcode: str) -> CurrentAssociation | None:
    """Read the full record of an association, hidden and removed ones too; None when the register has no such vCode."""
    known = identifiers.vcode(vcode)
    row = connection.execute(_CURRENT.encode(), (known,)).fetchone() if known else None
    if row is None:
        return None
    state = _state_from(row[0], row[1])
    return CurrentAssociation(
        association_id=state.association_id,
        record=state.record,
        location_numbers=state.location_numbers,
        contact_numbers=state.contact_numbers,
        membership_numbers=state.membership_numbers,
        ksz_confirmations=state.ksz_confirmations,
        account_sources=state.account_sources,
        version=row[2],
        revision=row[3] or 0,
        is_public=row[4],
        first_public_at=row[5],
    )


def state_at(connection: Connection, vcode: str, moment: datetime) -> AssociationState | None:
    """Read an association as it stood at a moment, from its history; None when it was not in the register then."""
    known = identifiers.vcode(vcode)
    if known is None:
        return None
    row = connection.execute("SELECT register.state_at(%s, %s)", (known, moment)).fetchone()
    return None if row is None or row[0] is None else _state_from(row[0][ASSOCIATION]["id"], row[0])


def history(
    connection: Connection, vcode: str, *, after: int = 0, before: int = _NEWEST, limit: int = 50
) -> list[HistoryEntry]:
    """Read changes of an association that is in the register, the newest first; empty when there is no such vCode.

    `after` and `before` are revisions, both excluded: what others changed since a revision is `after` it, the next page
    is `before` the last one shown.
    """
    known = identifiers.vcode(vcode)
    if known is None:
        return []
    values = {"vcode": known, "after": after, "before": before, "limit": limit}
    with connection.cursor(row_factory=class_row(HistoryEntry)) as cursor:
        return cursor.execute(_HISTORY.encode(), values).fetchall()


def _state_from(association_id: int, found: Mapping[str, Any]) -> AssociationState:
    """Build the value from JSON of rows by table, the form in which the current and an earlier state both come."""
    lists = {table: _sorted_rows(table, found.get(table) or ()) for table in LIST_TABLES}
    own = _typed(ASSOCIATION, found[ASSOCIATION])
    record = AssociationRecord(
        **{name: own[name] for name in ASSOCIATION_COLUMNS},
        specifies_end_date=True,
        activities=tuple(row["activity_code"] for row in lists["association_activity"]),
        areas=tuple(row["area_code"] for row in lists["association_area"]),
        locations=_items(LocationRecord, lists["location"]),
        contacts=_items(ContactRecord, lists["contact"]),
        memberships=_items(MembershipRecord, lists["membership"]),
        recognitions=_items(RecognitionRecord, lists["recognition"]),
        representatives=_items(RepresentativeRecord, lists["representative"]),
        bank_accounts=tuple(
            BankAccountRecord(
                row["account_id"],
                row["iban"],
                tuple(row["holders"]),
                row["purpose"],
                _items(
                    ConfirmationRecord,
                    [one for one in lists["bank_account_confirmation"] if one["account_id"] == row["account_id"]],
                ),
            )
            for row in lists["bank_account"]
        ),
    )
    return AssociationState(
        association_id,
        record,
        tuple(row["location_id"] for row in lists["location"]),
        tuple(row["contact_id"] for row in lists["contact"]),
        tuple(row["membership_id"] for row in lists["membership"]),
        {row["representative_id"]: row["confirmed_by_ksz"] for row in lists["representative"]},
        {row["account_id"]: row["source"] for row in lists["bank_account"]},
    )


def _sorted_rows(table: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return sorted((_typed(table, row) for row in rows), key=lambda row: [row[name] for name in KEYS[table]])


def _typed(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its dates as dates: JSON has them as text."""
    return {
        name: date.fromisoformat(value) if value is not None and (table, name) in _DATES else value
        for name, value in row.items()
    }


def _items(kind: Any, rows: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(*(row[name] for name in kind._fields)) for row in rows)
