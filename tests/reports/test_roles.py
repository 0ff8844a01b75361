"""Who may do what with reports: the web drops them in and sees nothing, the worker works them, others stay away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import errors

from tests.pages import world

if TYPE_CHECKING:
    from directory.devstack.databases import Database
    from tests.reports.conftest import Box

GOOD = {"reference": "22222-22222", "vcode": world.CHOIR, "kind": "naam", "message": "Fout.", "contact": ""}
COLUMNS, VALUES = ", ".join(GOOD), ", ".join(f"'{value}'" for value in GOOD.values())
INTO = "INSERT INTO site.report "
# Every right that one of our logins has on what belongs to reports; views and tables, whole or by column.
DECIDED = {
    ("directory_public", "report", "INSERT", ("contact", "kind", "message", "reference", "vcode")),
    ("directory_public", "report_health", "SELECT", ("oldest_seconds", "reports", "state")),
    ("directory_public", "municipality_mail", "SELECT", ("nis",)),
    ("directory_worker", "report_health", "SELECT", ("oldest_seconds", "reports", "state")),
    ("directory_worker", "municipality_mail", "SELECT", ("email", "nis")),
    (
        *("directory_worker", "report", "SELECT"),
        (
            *("addressee", "attempts", "contact", "erased_at", "id", "kind", "message", "next_try", "problem"),
            *("received_at", "reference", "settled_at", "state", "vcode"),
        ),
    ),
    (
        *("directory_worker", "report", "UPDATE"),
        (
            *("addressee", "attempts", "contact", "erased_at", "message", "next_try", "problem", "settled_at"),
            "state",
        ),
    ),
}
RIGHTS = """
SELECT role, relname, verb, array_agg(attname::text ORDER BY attname)
FROM unnest('{directory_registrar,directory_public,directory_desk,directory_indexer,directory_worker}'::text[]) AS role,
     unnest('{SELECT,INSERT,UPDATE,REFERENCES}'::text[]) AS verb,
     pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.oid IN ('site.report'::regclass, 'site.municipality_mail'::regclass, 'site.report_health'::regclass)
  AND has_column_privilege(role, c.oid, a.attnum, verb)
GROUP BY 1, 2, 3
"""
WHOLE = """
SELECT role, relname, verb
FROM unnest('{directory_registrar,directory_public,directory_desk,directory_indexer,directory_worker}'::text[]) AS role,
     unnest('{DELETE,TRUNCATE,TRIGGER}'::text[]) AS verb, pg_class c
WHERE c.oid IN ('site.report'::regclass, 'site.municipality_mail'::regclass, 'site.report_health'::regclass)
  AND has_table_privilege(role, c.oid, verb)
"""


def dropped(login: str, **other: object) -> None:
    """Drop a report in the box, with other values where they are named."""
    values = {**GOOD, **other}
    with psycopg.connect(login) as connection:
        names, places = ", ".join(values), ", ".join(f"%({name})s" for name in values)
        connection.execute(f"{INTO} ({names}) VALUES ({places})".encode(), values)


def test_each_login_has_exactly_the_rights_that_were_decided(box: Box) -> None:
    found = box.connection.execute(RIGHTS.encode()).fetchall()

    assert {(role, name, verb, tuple(columns)) for role, name, verb, columns in found} == DECIDED
    assert box.connection.execute(WHOLE.encode()).fetchall() == []


def test_the_web_drops_a_report_in_the_box(filled_database: Database, box: Box) -> None:
    dropped(filled_database.public)

    assert box.row("state", "attempts", "settled_at", "addressee") == ("new", 0, None, "")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM site.report",
        "SELECT email FROM site.municipality_mail",
        "UPDATE site.report SET state = 'closed'",
        "DELETE FROM site.report",
        "TRUNCATE site.report",
        INTO + f"({COLUMNS}) SELECT {COLUMNS} FROM site.report",  # noqa: S608 - our own names
        INTO + f"({COLUMNS}) VALUES ({VALUES}) RETURNING id",
        "INSERT INTO site.municipality_mail VALUES ('24062', 'a@b.example')",
    ],
)
def test_the_web_cannot_look_into_the_box_or_change_it(filled_database: Database, box: Box, statement: str) -> None:
    box.put()
    with psycopg.connect(filled_database.public) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement.encode())


@pytest.mark.parametrize(
    "column", ["state", "attempts", "next_try", "received_at", "settled_at", "addressee", "problem"]
)
def test_the_web_says_nothing_of_what_becomes_of_a_report(filled_database: Database, box: Box, column: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        dropped(filled_database.public, **{column: None})


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO site.report (reference, vcode, kind, message, contact) VALUES ('22222-22222', 'V1', 'x', 'x', '')",
        "DELETE FROM site.report",
        "UPDATE site.report SET vcode = 'V0001001'",
        "UPDATE site.municipality_mail SET email = 'a@b.example'",
    ],
)
def test_the_worker_invents_and_removes_nothing(filled_database: Database, box: Box, statement: str) -> None:
    with psycopg.connect(filled_database.worker) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_who_writes_the_register_does_not_come_near(filled_database: Database, box: Box) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        dropped(filled_database.registrar)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reference": "22222"},
        {"vcode": "V12"},
        {"kind": "iets"},
        {"message": ""},
        {"message": "a" * 2001},
        {"contact": "1" * 201},
        {"contact": "an@peeters.example\nBcc: bo@peeters.example"},
    ],
)
def test_what_no_form_can_send_does_not_go_in(filled_database: Database, box: Box, wrong: dict[str, Any]) -> None:
    with pytest.raises(errors.CheckViolation):
        dropped(filled_database.public, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        "state = 'lost'",
        "state = 'sent', settled_at = now()",
        "state = 'closed'",
        "settled_at = now()",
        "message = '', contact = '', erased_at = now()",
        "message = ''",
    ],
)
def test_a_report_cannot_be_in_a_state_that_does_not_exist(box: Box, wrong: str) -> None:
    box.put()
    with pytest.raises(errors.CheckViolation):
        box.connection.execute(f"UPDATE site.report SET {wrong}".encode())  # noqa: S608 - our own table of cases
