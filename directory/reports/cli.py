"""The work of `directory reports`: reads and changes reports, and prints tables or JSON."""

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
    from directory.reports.states import ReportState

# Exit codes.
EXIT_OK, EXIT_NOT_FOUND, EXIT_UNAVAILABLE = 0, 1, 2
_LIST_COLUMNS = ("reference", "vcode", "kind", "state", "received_at", "attempts", "addressee", "problem")
_ALL_COLUMNS = (*_LIST_COLUMNS, "settled_at", "next_try", "erased_at", "message", "contact")
_LIST = (
    f"SELECT {', '.join(_LIST_COLUMNS)} FROM site.report WHERE %(state)s::text IS NULL OR state = %(state)s"  # noqa: S608 - our own names
    " ORDER BY received_at DESC, id DESC LIMIT %(most)s"
)
_SHOW = f"SELECT {', '.join(_ALL_COLUMNS)} FROM site.report WHERE reference = %(number)s"  # noqa: S608 - idem
_CLOSE = """
UPDATE site.report SET state = 'closed', settled_at = coalesce(settled_at, clock_timestamp())
WHERE reference = %(number)s RETURNING reference
"""
# An erased report has no text left to mail.
_RETRY = """
UPDATE site.report SET state = 'new', settled_at = NULL, attempts = 0, next_try = clock_timestamp(), problem = ''
WHERE state = 'failed' AND erased_at IS NULL
"""


class ReportsUnavailable(Exception):  # noqa: N818 - an answer for the command line
    """Reports cannot be read: Postgres is away or a setting is missing; the message is one sentence."""


def list_reports(state: ReportState | None, most: int, *, as_json: bool) -> int:
    """Print the reports, the newest first."""
    try:
        with _connected() as connection:
            rows = _rows(connection, _LIST, {"state": state, "most": most})
    except ReportsUnavailable as error:
        return _report_unavailable(error)
    if as_json:
        _print_json(rows)
        return EXIT_OK
    table = Table(*_LIST_COLUMNS, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(_cell(row[name]) for name in _LIST_COLUMNS))
    Console(highlight=False).print(table if rows else "There are no reports.")
    return EXIT_OK


def show_report(number: str, *, as_json: bool) -> int:
    """Print one report."""
    try:
        with _connected() as connection:
            rows = _rows(connection, _SHOW, {"number": _normalised(number)})
    except ReportsUnavailable as error:
        return _report_unavailable(error)
    if not rows:
        return _report_not_found(number)
    if as_json:
        _print_json(rows[0])
        return EXIT_OK
    table = Table.grid(padding=(0, 2))
    for name in _ALL_COLUMNS:
        table.add_row(name, _cell(rows[0][name]))
    Console(highlight=False).print(table)
    return EXIT_OK


def close_report(number: str, *, as_json: bool) -> int:
    """Mark a report as closed. Idempotent."""
    try:
        with _connected() as connection:
            rows = _rows(connection, _CLOSE, {"number": _normalised(number)})
    except ReportsUnavailable as error:
        return _report_unavailable(error)
    if not rows:
        return _report_not_found(number)
    return _print_outcome({"closed": rows[0]["reference"]}, f"{rows[0]['reference']} is closed.", as_json=as_json)


def retry_failed_reports(*, as_json: bool) -> int:
    """Queue all failed reports again."""
    try:
        with _connected() as connection:
            count = connection.execute(_RETRY).rowcount
    except ReportsUnavailable as error:
        return _report_unavailable(error)
    return _print_outcome({"queued": count}, f"{count} queued again.", as_json=as_json)


@contextmanager
def _connected() -> Iterator[Connection]:
    try:
        settings = settings_for(Role.WORKER)
        with connected(settings.database_url, application="directory-reports") as connection:
            yield connection
    except SettingsError as error:
        raise ReportsUnavailable(str(error)) from None
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        raise ReportsUnavailable(
            "This login may not read reports: use directory_worker, on a migrated database."
        ) from None
    except psycopg.OperationalError as error:
        # The class and not the text: a driver's message may repeat the address.
        message = f"Postgres is away ({type(error).__name__}). `directory doctor` tells more."
        raise ReportsUnavailable(message) from None


def _rows(connection: Connection, statement: str, values: Mapping[str, object]) -> list[dict[str, Any]]:
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement.encode(), values).fetchall()


def _normalised(number: str) -> str:
    return number.strip().upper()


def _cell(value: object) -> str:
    """Return a value as the text of a table cell; markup that a reporter typed is escaped."""
    if value is None or value == "":
        return "-"
    return escape(value.isoformat(sep=" ", timespec="seconds") if hasattr(value, "isoformat") else str(value))


def _print_outcome(members: Mapping[str, object], sentence: str, *, as_json: bool) -> int:
    if as_json:
        _print_json(members)
    else:
        Console(highlight=False).print(sentence)
    return EXIT_OK


def _report_not_found(number: str) -> int:
    Console(stderr=True, highlight=False).print(f"There is no report {escape(number)}.")
    return EXIT_NOT_FOUND


def _report_unavailable(error: ReportsUnavailable) -> int:
    Console(stderr=True, highlight=False).print(escape(str(error)))
    return EXIT_UNAVAILABLE


def _print_json(value: object) -> None:
    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")
