"""Writes the rows of one association: one statement per table and kind of change, so that triggers run once each."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from psycopg import sql

from directory.register.actor import announce
from directory.register.rows import ASSOCIATION, KEYS, LIST_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.platform.database import Connection
    from directory.register.actor import ChangeContext
    from directory.register.rows import Row, Rows, TableDiff

# Rows that an import may change without touching the association itself are locked one by one.
_PRIVATE_TABLES: Final = ("representative", "bank_account", "bank_account_confirmation")


def lock(connection: Connection, vcode: str) -> int | None:
    """Lock an association until the transaction ends and return its id; None when there is none.

    FOR UPDATE also keeps others from adding items to it: their foreign keys wait.
    """
    row = connection.execute("SELECT id FROM register.association WHERE vcode = %s FOR UPDATE", (vcode,)).fetchone()
    if row is None:
        return None
    for table in _PRIVATE_TABLES:
        statement = sql.SQL("SELECT FROM register.{} WHERE association_id = %s FOR UPDATE")
        connection.execute(statement.format(sql.Identifier(table)), (row[0],))
    return int(row[0])


@contextmanager
def checked_writes(connection: Connection, context: ChangeContext) -> Iterator[None]:
    """Announce the context and check all constraints at the end of the block, or take back what it wrote and raise."""
    with connection.transaction():
        announce(connection, context)
        # Between two statements an association may have two primary locations.
        connection.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")


def insert_association(connection: Connection, rows: Rows) -> int | None:
    """Insert a new association with all its rows and return its id; None when its vCode is taken."""
    # Left out, the date of the last change becomes today.
    own = {name: value for name, value in rows[ASSOCIATION][()].items() if name != "modified_on"}
    columns = _names(own)
    statement = sql.SQL(
        "INSERT INTO register.association ({}) SELECT {} FROM jsonb_populate_record(NULL::register.association, %s)"
        " ON CONFLICT (vcode) DO NOTHING RETURNING id"
    ).format(columns, columns)
    row = connection.execute(statement, (_json(own),)).fetchone()
    if row is None:
        return None
    for table in LIST_TABLES:
        _insert(connection, row[0], table, tuple(rows[table].values()))
    return int(row[0])


def write_differences(connection: Connection, association_id: int, diffs: Sequence[TableDiff]) -> None:
    """Delete, change and insert the rows that differ; confirmations go before the accounts that they refer to."""
    for diff in reversed(diffs):
        if diff.deleted:
            _delete(connection, association_id, diff.table, diff.deleted)
    for diff in diffs:
        if diff.changed:
            _update(connection, association_id, diff)
        _insert(connection, association_id, diff.table, diff.inserted)


def _delete(connection: Connection, association_id: int, table: str, rows: Sequence[Row]) -> None:
    statement = sql.SQL(
        "DELETE FROM register.{0} t USING jsonb_populate_recordset(NULL::register.{0}, %s) n"
        " WHERE t.association_id = %s AND {1}"
    ).format(sql.Identifier(table), _same_key(table))
    connection.execute(statement, (_json(rows), association_id))


def _update(connection: Connection, association_id: int, diff: TableDiff) -> None:
    """Change the columns that differ. All rows at once: their periods may not overlap in between either."""
    is_own = diff.table == ASSOCIATION
    statement = sql.SQL(
        "UPDATE register.{0} t SET {1} FROM jsonb_populate_recordset(NULL::register.{0}, %s) n WHERE t.{2} = %s AND {3}"
    ).format(
        sql.Identifier(diff.table),
        sql.SQL(", ").join(sql.SQL("{0} = n.{0}").format(sql.Identifier(name)) for name in diff.changed_columns),
        sql.Identifier("id" if is_own else "association_id"),
        sql.SQL("true") if is_own else _same_key(diff.table),
    )
    connection.execute(statement, (_json(diff.changed), association_id))


def _insert(connection: Connection, association_id: int, table: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    columns = _names(rows[0])
    statement = sql.SQL(
        "INSERT INTO register.{0} (association_id, {1})"
        " SELECT %s, {1} FROM jsonb_populate_recordset(NULL::register.{0}, %s)"
    ).format(sql.Identifier(table), columns)
    connection.execute(statement, (association_id, _json(rows)))


def _same_key(table: str) -> sql.Composed:
    return sql.SQL(" AND ").join(sql.SQL("t.{0} = n.{0}").format(sql.Identifier(name)) for name in KEYS[table])


def _names(row: Row) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, row))


def _json(value: Any) -> str:
    # Escaped to ASCII: the database then rejects a text that it cannot hold (NUL, half a surrogate pair) by itself.
    return json.dumps(value, default=date.isoformat)
