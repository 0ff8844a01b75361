"""The register is read whole, as it is and as it was, by the registrar's login and by no other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import errors

from directory.register import reader, tables
from directory.register.records import ASSOCIATION_COLUMNS, LIST_FIELDS
from directory.register.rows import LIST_TABLES, rows_of
from tests.register.rows import add, add_association, add_whole, change, one, vcode

if TYPE_CHECKING:
    from directory.devstack.databases import Database
    from directory.platform.database import Connection


def test_a_record_has_every_column_of_every_table(registrar: Connection) -> None:
    own = vcode()
    add_whole(registrar, vcode=own)
    record = reader.current(registrar, own)
    assert record is not None
    kept = {"association_id", "id", "version", "version_tx", "first_public_at", "is_public"}
    separate = {"representative": {"confirmed_by_ksz"}, "bank_account": {"source"}}
    rows = rows_of(record)
    for table in ("association", *LIST_TABLES):
        columns = {column.name for column in tables.METADATA.tables[f"register.{table}"].columns}
        assert set(next(iter(rows[table].values()))) == columns - kept - separate.get(table, set()), table
    assert (record.ksz_confirmations, record.account_sources) == ({1: None}, {1: "Initiator"})
    assert set(record.record._fields) == {*ASSOCIATION_COLUMNS, *LIST_FIELDS, "specifies_end_date"}


def test_hidden_and_removed_associations_are_read_too(registrar: Connection) -> None:
    own = vcode()
    add_association(registrar, vcode=own, opted_out=True, deleted_on="2025-01-01")
    record = reader.current(registrar, own.lower())
    assert record is not None
    assert (record.is_public, record.first_public_at, record.version) == (False, None, 1)


def test_items_are_in_order_of_their_number(registrar: Connection) -> None:
    own = vcode()
    number = add_association(registrar, vcode=own)
    for item in (10, 9, 2):
        add(registrar, "contact", number, contact_id=item, value=f"nr{item}@vrienden.example")
    record = reader.current(registrar, own)
    state = reader.state_at(registrar, own, datetime.now(UTC) + timedelta(minutes=1))
    assert record is not None
    assert state is not None
    assert (list(record.contacts), list(state.contacts)) == ([2, 9, 10], [2, 9, 10])


def test_an_earlier_state_is_the_record_as_it_was_then(registrar: Connection) -> None:
    own = vcode()
    before = one(registrar, "SELECT clock_timestamp()")
    number = add_whole(registrar, vcode=own)
    then, moment = reader.current(registrar, own), one(registrar, "SELECT clock_timestamp()")
    change(registrar, "representative", number, first_name="Jan")
    registrar.execute("DELETE FROM register.contact WHERE association_id = %s", (number,))
    state = reader.state_at(registrar, own, moment)
    assert then is not None
    assert state is not None
    assert (state.record, state.contact_numbers, state.account_sources) == (
        then.record,
        then.contact_numbers,
        then.account_sources,
    )
    assert reader.state_at(registrar, own, before) is None


def test_the_history_is_read_page_by_page_the_newest_first(registrar: Connection) -> None:
    own = vcode()
    number = add_association(registrar, vcode=own, opted_out=True)
    for count in range(5):
        change(registrar, "association", number, legal_form=str(count))
    whole = reader.history(registrar, own)
    page = reader.history(registrar, own, limit=2)
    rest = reader.history(registrar, own, before=page[-1].revision)
    assert [line.operation for line in whole] == ["update"] * 5 + ["insert"]
    assert [*page, *rest] == whole
    record = reader.current(registrar, own)
    assert record is not None
    assert whole[0].revision == record.revision


@pytest.mark.parametrize("unknown", ["V9000001", "nonsense", "V\x00", ""])
def test_what_is_not_in_the_register_reads_as_nothing(registrar: Connection, unknown: str) -> None:
    moment = datetime.now(UTC)
    assert (reader.current(registrar, unknown), reader.history(registrar, unknown)) == (None, [])
    assert reader.state_at(registrar, unknown, moment) is None


def test_a_record_shows_no_values_in_logs_and_tracebacks(registrar: Connection) -> None:
    own = vcode()
    add_whole(registrar, vcode=own)
    assert repr(reader.current(registrar, own)) == f"<CurrentAssociation {own}>"


@pytest.mark.parametrize("login", ["public", "indexer"])
def test_no_other_login_reads_the_register(module_database: Database, login: str) -> None:
    with psycopg.connect(getattr(module_database, login), autocommit=True) as connection:
        for read in (reader.current, reader.history):
            with pytest.raises(errors.InsufficientPrivilege):
                read(connection, "V0001001")
        with pytest.raises(errors.InsufficientPrivilege):
            reader.state_at(connection, "V0001001", datetime.now(UTC))
