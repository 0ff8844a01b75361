"""The temporary tables that a batch is copied into, and what goes in which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from directory.importing.reading import Tombstone
from directory.register.records import (
    ASSOCIATION_COLUMNS,
    LIST_FIELDS,
    AssociationRecord,
    ContactRecord,
    LocationRecord,
    MembershipRecord,
    RecognitionRecord,
    RepresentativeRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from directory.platform.database import Connection

Row: TypeAlias = tuple[Any, ...]
LineContent: TypeAlias = "AssociationRecord | Tombstone"


@dataclass(frozen=True, slots=True)
class ListTable:
    """One of the lists of an association.

    An item is recognised by its `keys`; where the register numbers the items itself, `number` is the column for it.
    """

    name: str
    field: str  # the field of `AssociationRecord` that the rows come from; None there: the file does not mention it
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    number: str | None = None

    @property
    def stage(self) -> str:
        """The temporary table."""
        return f"stage_{self.name}"

    def rows(self, association: AssociationRecord) -> Iterable[Row]:
        """Return the items as rows of `columns`."""
        items: Sequence[Any] | None = getattr(association, self.field)
        if not items:
            return ()
        match self.name:
            case "association_activity" | "association_area":
                return ((code,) for code in items)
            case "bank_account":
                return ((one.account_id, one.iban, list(one.holders), one.purpose) for one in items)
            case "bank_account_confirmation":
                return ((one.account_id, *confirmation) for one in items for confirmation in one.confirmations)
            case _:
                return items


_BY_SOURCE: Final = ("source_key",)
# Accounts stand before their confirmations, which refer to them.
LISTS: Final = (
    ListTable("association_activity", "activities", ("activity_code",), ("activity_code",)),
    ListTable("association_area", "areas", ("area_code",), ("area_code",)),
    ListTable("location", "locations", _BY_SOURCE, LocationRecord._fields, "location_id"),
    ListTable("contact", "contacts", _BY_SOURCE, ContactRecord._fields, "contact_id"),
    ListTable("membership", "memberships", _BY_SOURCE, MembershipRecord._fields, "membership_id"),
    ListTable("recognition", "recognitions", ("recognition_id",), RecognitionRecord._fields),
    ListTable("representative", "representatives", ("representative_id",), RepresentativeRecord._fields),
    ListTable("bank_account", "bank_accounts", ("account_id",), ("account_id", "iban", "holders", "purpose")),
    ListTable(
        "bank_account_confirmation", "bank_accounts", ("account_id", "ovo_code"), ("account_id", "ovo_code", "name")
    ),
)

# What a file may leave unmentioned and still means something: each has a column `specifies_…`.
_OPTIONAL: Final = ("end_date", *LIST_FIELDS)


def prepare(connection: Connection) -> None:
    """Make the tables of this session; they empty themselves when a batch is committed or taken back."""
    with connection.transaction():
        for statement in _definitions():
            connection.execute(statement.encode())


def _definitions() -> Iterator[str]:
    specifies = ", ".join(f"NULL::boolean AS specifies_{name}" for name in _OPTIONAL)
    yield (
        f"CREATE TEMPORARY TABLE stage_association ON COMMIT DELETE ROWS AS SELECT NULL::integer AS line,"  # noqa: S608 - names of our own
        f" NULL::bigint AS id, NULL::boolean AS is_new, {specifies}, {', '.join(ASSOCIATION_COLUMNS)}"
        " FROM register.association WITH NO DATA"
    )
    for one in LISTS:
        yield (
            f"CREATE TEMPORARY TABLE {one.stage} ON COMMIT DELETE ROWS AS SELECT NULL::integer AS line,"  # noqa: S608 - names of our own
            f" NULL::integer AS position, {', '.join(one.columns)} FROM register.{one.name} WITH NO DATA"
        )
    yield "CREATE TEMPORARY TABLE stage_tombstone (vcode text, deleted_on date) ON COMMIT DELETE ROWS"
    yield "CREATE TEMPORARY TABLE touched (id bigint, removed boolean) ON COMMIT DELETE ROWS"


@dataclass(frozen=True, slots=True)
class Staged:
    """How many lines of each kind a batch has, and the lists that at least one of its lines mentions."""

    associations: int
    tombstones: int
    lists: tuple[ListTable, ...]


def fill(connection: Connection, contents: Sequence[LineContent]) -> Staged:
    """Copy a batch into the tables."""
    associations = [(line, one) for line, one in enumerate(contents) if isinstance(one, AssociationRecord)]
    tombstones = [one for one in contents if isinstance(one, Tombstone)]
    mentioned = tuple(one for one in LISTS if any(getattr(entry, one.field) is not None for _, entry in associations))
    columns = ("line", *(f"specifies_{name}" for name in _OPTIONAL), *ASSOCIATION_COLUMNS)
    _copy(connection, "stage_association", columns, (_association_row(line, one) for line, one in associations))
    for table in mentioned:
        _copy(connection, table.stage, ("line", "position", *table.columns), _item_rows(table, associations))
    if tombstones:
        _copy(connection, "stage_tombstone", Tombstone._fields, tombstones)
    return Staged(len(associations), len(tombstones), mentioned)


def _association_row(line: int, association: AssociationRecord) -> Row:
    specifies = (association.specifies_end_date, *(getattr(association, name) is not None for name in LIST_FIELDS))
    return (line, *specifies, *(getattr(association, name) for name in ASSOCIATION_COLUMNS))


def _item_rows(table: ListTable, associations: Iterable[tuple[int, AssociationRecord]]) -> Iterator[Row]:
    for line, association in associations:
        for position, row in enumerate(table.rows(association)):
            yield (line, position, *row)


def _copy(connection: Connection, table: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        for row in rows:
            copy.write_row(row)
