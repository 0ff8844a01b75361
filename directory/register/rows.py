"""One association as rows of the tables of the register, and what differs between two sets of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from directory.register import tables
from directory.register.records import ASSOCIATION_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from directory.register.state import AssociationState

Row: TypeAlias = "dict[str, Any]"
# Table -> key of the row within its association -> the row. Association ids are left out.
Rows: TypeAlias = "dict[str, dict[tuple[Any, ...], Row]]"

ASSOCIATION: Final = "association"
# Accounts stand before their confirmations, which refer to them.
LIST_TABLES: Final = (
    *("association_activity", "association_area", "location", "contact", "membership", "recognition"),
    *("representative", "bank_account", "bank_account_confirmation"),
)
# The key of a row within its association.
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(
        column.name
        for column in tables.METADATA.tables[f"register.{name}"].primary_key
        if column.name != "association_id"
    )
    for name in LIST_TABLES
}


@dataclass(frozen=True, slots=True)
class TableDiff:
    """The rows of one table to delete, to change and to insert; `changed_columns` are those that differ in any row."""

    table: str
    deleted: tuple[Row, ...]
    changed: tuple[Row, ...]
    changed_columns: tuple[str, ...]
    inserted: tuple[Row, ...]

    def __bool__(self) -> bool:
        return bool(self.deleted or self.changed or self.inserted)


def rows_of(state: AssociationState) -> Rows:
    """Return the rows of an association: one in `association`, and those of its lists."""
    record = state.record
    lists: dict[str, Iterable[Row]] = {
        "association_activity": ({"activity_code": code} for code in record.activities or ()),
        "association_area": ({"area_code": code} for code in record.areas or ()),
        "location": ({"location_id": number} | item._asdict() for number, item in state.locations.items()),
        "contact": ({"contact_id": number} | item._asdict() for number, item in state.contacts.items()),
        "membership": ({"membership_id": number} | item._asdict() for number, item in state.memberships.items()),
        "recognition": (item._asdict() for item in state.recognitions.values()),
        "representative": (item._asdict() for item in state.representatives.values()),
        "bank_account": (
            {"account_id": number, "iban": item.iban, "holders": list(item.holders), "purpose": item.purpose}
            for number, item in state.bank_accounts.items()
        ),
        "bank_account_confirmation": (
            {"account_id": number} | confirmation._asdict()
            for number, item in state.bank_accounts.items()
            for confirmation in item.confirmations
        ),
    }
    own = {name: getattr(record, name) for name in ASSOCIATION_COLUMNS}
    return {ASSOCIATION: {(): own}} | {
        table: {tuple(row[name] for name in KEYS[table]): row for row in rows} for table, rows in lists.items()
    }


def differences(before: Rows, after: Rows) -> list[TableDiff]:
    """Return what differs per table; empty when nothing does."""
    return [diff for table in (ASSOCIATION, *LIST_TABLES) if (diff := _difference(table, before[table], after[table]))]


def _difference(table: str, before: Mapping[tuple[Any, ...], Row], after: Mapping[tuple[Any, ...], Row]) -> TableDiff:
    changed = [(before[key], row) for key, row in after.items() if key in before and before[key] != row]
    return TableDiff(
        table,
        deleted=tuple(row for key, row in before.items() if key not in after),
        changed=tuple(new for _, new in changed),
        changed_columns=tuple(dict.fromkeys(name for old, new in changed for name in new if old[name] != new[name])),
        inserted=tuple(row for key, row in after.items() if key not in before),
    )
