"""Every change of every field is in the history, from every writer, and an earlier state can be read from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import errors, sql

from directory.register.actor import Actor, ActorKind, ChangeContext, announce
from tests.register.rows import (
    CHANGEABLE,
    CHILDREN,
    KEYS,
    WATCHED,
    add,
    add_association,
    add_ready,
    add_whole,
    change,
    changed,
    one,
    vcode,
)

if TYPE_CHECKING:
    from tests.running_parts import Database

Registrar = psycopg.Connection[tuple[Any, ...]]

_KEPT = ["version", "version_tx", "first_public_at", "is_public"]


@pytest.mark.parametrize(("table", "column"), CHANGEABLE)
def test_a_change_of_a_field_is_told_with_both_values(registrar: Registrar, table: str, column: str) -> None:
    number = add_ready(registrar, column)
    last = one(registrar, "SELECT max(id) FROM register.history WHERE association_id = %s", number)
    values = changed(table, column)
    change(registrar, table, number, **values)
    told = registrar.execute(
        "SELECT operation, old, new FROM register.history WHERE association_id = %s AND list = %s AND id > %s",
        (number, table, last),
    ).fetchall()
    assert len(told) == 1
    operation, old, new = told[0]
    assert operation == "update"
    assert old[column] != new[column]
    # The database tells the date of the last public change along with it.
    assert set(old) - {"modified_on"} == set(new) - {"modified_on"} == set(values) - {"modified_on"}


@pytest.mark.parametrize("table", WATCHED)
def test_the_history_begins_and_ends_with_the_whole_row(registrar: Registrar, table: str) -> None:
    number = add_whole(registrar)
    own = "id" if table == "association" else "association_id"
    row = one(registrar, f"SELECT to_jsonb(t) - %s::text[] FROM register.{table} t WHERE {own} = %s", _KEPT, number)  # noqa: S608 - our own names
    registrar.execute("DELETE FROM register.association WHERE id = %s", (number,))
    told = registrar.execute(
        "SELECT operation, old, new FROM register.history WHERE association_id = %s AND list = %s ORDER BY id",
        (number, table),
    ).fetchall()
    assert told == [("insert", None, row), ("delete", row, None)]


@pytest.mark.parametrize("table", WATCHED)
def test_a_statement_that_changes_nothing_is_not_told(registrar: Registrar, table: str) -> None:
    number = add_whole(registrar)
    count = "SELECT count(*) FROM register.history WHERE association_id = %s"
    before = one(registrar, count, number)
    column = {"association_activity": "activity_code", "association_area": "area_code"}.get(table)
    column = column or next(name for kind, name in CHANGEABLE if kind == table)
    own = "id" if table == "association" else "association_id"
    registrar.execute(
        sql.SQL("UPDATE register.{} SET {} = {} WHERE {} = %s").format(
            *map(sql.Identifier, (table, column, column, own))
        ),
        (number,),
    )
    assert one(registrar, count, number) == before


def test_the_history_says_who_and_why(registrar: Registrar) -> None:
    with registrar.transaction():
        announce(registrar, ChangeContext(Actor(ActorKind.AUTHORITY, "OVO900001"), "Naam verbeterd"))
        number = add_association(registrar)
    told = registrar.execute(
        "SELECT actor_kind, actor_id, reason FROM register.history WHERE association_id = %s", (number,)
    ).fetchall()
    assert told == [("authority", "OVO900001", "Naam verbeterd")]


def test_who_does_not_say_it_is_named_by_the_login(registrar: Registrar, owner: Registrar) -> None:
    told = []
    for connection in (registrar, owner):
        number = add_association(connection)
        query = "SELECT actor_kind || ' ' || actor_id FROM register.history WHERE association_id = %s"
        told.append(one(connection, query, number))
    assert told == ["database directory_registrar", "database directory_owner"]


def test_who_is_said_holds_for_one_transaction(registrar: Registrar) -> None:
    with registrar.transaction():
        announce(registrar, ChangeContext(Actor(ActorKind.OPERATOR, "jan"), "proef"))
    number = add_association(registrar)
    query = "SELECT actor_kind FROM register.history WHERE association_id = %s"
    assert one(registrar, query, number) == "database"


@pytest.mark.parametrize("login", ["owner", "registrar", "superuser"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register.history SET reason = ''",
        "DELETE FROM register.history",
        "TRUNCATE register.history",
    ],
)
def test_no_role_may_change_the_history(module_database: Database, login: str, statement: str) -> None:
    with (
        psycopg.connect(getattr(module_database, login)) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


def test_the_registrar_cannot_write_a_history_that_did_not_happen(registrar: Registrar) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        registrar.execute(
            "INSERT INTO register.history (association_id, list, item, operation, actor_kind, actor_id, reason)"
            " VALUES (1, 'association', '', 'insert', 'x', 'x', 'x')"
        )


@pytest.mark.parametrize("table", WATCHED)
def test_a_table_cannot_be_emptied_behind_the_back_of_the_history(owner: Registrar, table: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        owner.execute(sql.SQL("TRUNCATE register.{} CASCADE").format(sql.Identifier(table)))


@pytest.mark.parametrize("table", WATCHED)
def test_a_row_keeps_its_key(registrar: Registrar, table: str) -> None:
    number = add_whole(registrar)
    column = "vcode" if table == "association" else KEYS[table][-1]
    value = {"vcode": vcode(), "activity_code": "JGDW", "area_code": "BE23", "ovo_code": "OVO900009"}.get(column, 7)
    with pytest.raises((errors.InsufficientPrivilege, errors.CheckViolation)):
        change(registrar, table, number, **{column: value})


def test_a_number_of_an_item_is_never_used_again(registrar: Registrar) -> None:
    number = add_association(registrar)
    add(registrar, "location", number, location_id=1)
    add(registrar, "location", number, location_id=2)
    registrar.execute("DELETE FROM register.location WHERE association_id = %s", (number,))
    assert one(registrar, "SELECT register.next_item(%s, 'location')", number) == 3


# An edit of the association or of one of its lists, in a transaction of its own or together with others.
_edits = st.one_of(
    st.tuples(st.just("change"), st.sampled_from(CHANGEABLE)),
    st.tuples(st.just("restore"), st.sampled_from(CHANGEABLE)),
    st.tuples(st.sampled_from(["add", "remove"]), st.sampled_from(sorted(CHILDREN))),
    st.tuples(st.just("renew"), st.just("association")),
)
_transactions = st.lists(st.lists(_edits, min_size=1, max_size=4), min_size=1, max_size=8)


class _Story:
    """One vCode, edited transaction by transaction, with what was seen after each."""

    def __init__(self, registrar: Registrar) -> None:
        self.registrar = registrar
        self.vcode = vcode()
        self.seen: list[tuple[datetime, Any]] = [(datetime.now(UTC) - timedelta(days=1), None)]

    def tell(self, edits: list[tuple[str, Any]]) -> None:
        with self.registrar.transaction():
            for what, which in edits:
                # What the constraints refuse has not happened.
                try:
                    with self.registrar.transaction():
                        self._edit(what, which)
                except (errors.IntegrityError, errors.ExclusionViolation):
                    continue
        moment = one(self.registrar, "SELECT clock_timestamp()")
        self.seen.append((moment, self._now()))

    def _edit(self, what: str, which: Any) -> None:
        row = self.registrar.execute("SELECT id FROM register.association WHERE vcode = %s", (self.vcode,)).fetchone()
        if what == "renew" or row is None:
            self.registrar.execute("DELETE FROM register.association WHERE vcode = %s", (self.vcode,))
            add_association(self.registrar, vcode=self.vcode)
        elif what == "change":
            change(self.registrar, which[0], row[0], **changed(*which))
        elif what == "restore":
            self._restore(row[0], *which)
        elif what == "add":
            add(self.registrar, which, row[0])
        else:
            self.registrar.execute(
                sql.SQL("DELETE FROM register.{} WHERE association_id = %s").format(sql.Identifier(which)), (row[0],)
            )

    def _restore(self, number: int, table: str, column: str) -> None:
        own = "id" if table == "association" else "association_id"
        if column in CHILDREN.get(table, {}):
            change(self.registrar, table, number, **{column: CHILDREN[table][column]})
        else:
            names = map(sql.Identifier, (table, column, own))
            self.registrar.execute(
                sql.SQL("UPDATE register.{} SET {} = DEFAULT WHERE {} = %s").format(*names), (number,)
            )

    def _now(self) -> Any:
        """Read the tables themselves, in the form that the history answers in."""
        lists = " UNION ALL ".join(
            f"SELECT '{table}', {_item(table)}, to_jsonb(t) - %(kept)s::text[]"  # noqa: S608 - our own names
            f" FROM register.{table} t JOIN wanted w ON w.id = t.{'id' if table == 'association' else 'association_id'}"
            for table in WATCHED
        )
        return one_of(
            self.registrar,
            f"WITH wanted AS (SELECT id FROM register.association WHERE vcode = %(vcode)s),"  # noqa: S608 - idem
            f" items (list, item, entry) AS ({lists}) SELECT jsonb_object_agg(list, entries) FROM (SELECT list,"
            " CASE WHEN list = 'association' THEN jsonb_agg(entry) -> 0"
            " ELSE jsonb_agg(entry ORDER BY item) END AS entries"
            " FROM items GROUP BY list) AS lists",
            {"kept": _KEPT, "vcode": self.vcode},
        )


def _item(table: str) -> str:
    """Return what tells an item from its neighbours in the list, as SQL."""
    keys = [f"t.{name}::text" for name in KEYS[table] if name not in {"id", "association_id"}]
    return " || '/' || ".join(keys) or "''"


def one_of(connection: Registrar, query: str, values: dict[str, Any]) -> Any:
    """Return the only value of a query with named parameters."""
    row = connection.execute(query.encode(), values).fetchone()
    assert row is not None
    return row[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_transactions)
def test_each_earlier_state_can_be_read(registrar: Registrar, transactions: list[list[tuple[str, Any]]]) -> None:
    story = _Story(registrar)
    for edits in transactions:
        story.tell(edits)
    for moment, state in story.seen:
        assert one(registrar, "SELECT register.state_at(%s, %s)", story.vcode, moment) == state


def test_a_transaction_shows_as_a_whole_or_not_at_all(registrar: Registrar) -> None:
    own = vcode()
    number = add_association(registrar, vcode=own, name="Eerst")
    with registrar.transaction():
        change(registrar, "association", number, name="Half")
        between = one(registrar, "SELECT clock_timestamp()")
        add(registrar, "contact", number)
    state = one(registrar, "SELECT register.state_at(%s, %s)", own, between)
    assert (state["association"]["name"], "contact" in state) == ("Eerst", False)
