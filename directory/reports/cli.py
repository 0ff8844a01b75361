"""What the commands do with reports, and how they tell it: tables for people, JSON for programs."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import orjson
import psycopg
from psycopg.rows import dict_row
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from directory.platform.database import connected
from directory.settings import Role, SettingsError, settings_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from directory.platform.database import Connection
    from directory.reports.states import State

DONE, NOT_THERE, COULD_NOT_LOOK = 0, 1, 2
_OUTLINE = ("reference", "vcode", "kind", "state", "received_at", "attempts", "addressee", "problem")
_WHOLE = (*_OUTLINE, "settled_at", "next_try", "erased_at", "message", "contact")
_LIST = (
    f"SELECT {', '.join(_OUTLINE)} FROM site.report WHERE %(state)s::text IS NULL OR state = %(state)s"  # noqa: S608 - our own names
    " ORDER BY received_at DESC, id DESC LIMIT %(most)s"
)
_SHOW = f"SELECT {', '.join(_WHOLE)} FROM site.report WHERE reference = %(number)s"  # noqa: S608 - idem
_CLOSE = """
UPDATE site.report SET state = 'closed', settled_at = coalesce(settled_at, clock_timestamp())
WHERE reference = %(number)s RETURNING reference
"""
# What was erased has nothing left to mail.
_RETRY = """
UPDATE site.report SET state = 'new', settled_at = NULL, attempts = 0, next_try = clock_timestamp(), problem = ''
WHERE state = 'failed' AND erased_at IS NULL
"""


class NobodyLooked(Exception):  # noqa: N818 - an answer for the command line
    """Postgres is away or a setting is missing; the message is one sentence."""


def tell_all(state: State | None, most: int, *, as_json: bool) -> int:
    """Print the reports, the newest first."""
    try:
        with _reading() as connection:
            found = _rows(connection, _LIST, {"state": state, "most": most})
    except NobodyLooked as error:
        return _gave_up(error)
    if as_json:
        _print_json(found)
        return DONE
    table = Table(*_OUTLINE, box=box.SIMPLE_HEAD)
    for row in found:
        table.add_row(*(_told(row[name]) for name in _OUTLINE))
    Console(highlight=False).print(table if found else "There are no reports.")
    return DONE


def tell_one(number: str, *, as_json: bool) -> int:
    """Print one report."""
    try:
        with _reading() as connection:
            found = _rows(connection, _SHOW, {"number": _number(number)})
    except NobodyLooked as error:
        return _gave_up(error)
    if not found:
        return _not_there(number)
    if as_json:
        _print_json(found[0])
        return DONE
    table = Table.grid(padding=(0, 2))
    for name in _WHOLE:
        table.add_row(name, _told(found[0][name]))
    Console(highlight=False).print(table)
    return DONE


def close(number: str, *, as_json: bool) -> int:
    """Mark one report as dealt with; doing so twice is no mistake."""
    try:
        with _reading() as connection:
            found = _rows(connection, _CLOSE, {"number": _number(number)})
    except NobodyLooked as error:
        return _gave_up(error)
    if not found:
        return _not_there(number)
    return _said({"closed": found[0]["reference"]}, f"{found[0]['reference']} is closed.", as_json=as_json)


def retry(*, as_json: bool) -> int:
    """Have those that failed mailed again."""
    try:
        with _reading() as connection:
            count = connection.execute(_RETRY).rowcount
    except NobodyLooked as error:
        return _gave_up(error)
    return _said({"queued": count}, f"{count} queued again.", as_json=as_json)


@contextmanager
def _reading() -> Iterator[Connection]:
    try:
        settings = settings_for(Role.WORKER)
        with connected(settings.database_url, application="directory-reports") as connection:
            yield connection
    except SettingsError as error:
        raise NobodyLooked(str(error)) from None
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        raise NobodyLooked("This login may not read reports: use directory_worker, on a migrated database.") from None
    except psycopg.OperationalError as error:
        # The class and not the text: a driver's message may repeat the address.
        told = f"Postgres is away ({type(error).__name__}). `directory doctor` tells more."
        raise NobodyLooked(told) from None


def _rows(connection: Connection, statement: str, values: Mapping[str, object]) -> list[dict[str, Any]]:
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement.encode(), values).fetchall()


def _number(given: str) -> str:
    return given.strip().upper()


def _told(value: object) -> str:
    """Return a value for a table: what was typed is no markup."""
    if value is None or value == "":
        return "-"
    return escape(value.isoformat(sep=" ", timespec="seconds") if hasattr(value, "isoformat") else str(value))


def _said(members: Mapping[str, object], sentence: str, *, as_json: bool) -> int:
    if as_json:
        _print_json(members)
    else:
        Console(highlight=False).print(sentence)
    return DONE


def _not_there(number: str) -> int:
    Console(stderr=True, highlight=False).print(f"There is no report {escape(number)}.")
    return NOT_THERE


def _gave_up(error: NobodyLooked) -> int:
    Console(stderr=True, highlight=False).print(escape(str(error)))
    return COULD_NOT_LOOK


def _print_json(value: object) -> None:
    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")
