"""`directory import FILE|-`: loads or synchronises the register, and says in one sentence when it cannot."""

from __future__ import annotations

import time
import uuid
from contextlib import ExitStack, contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import psycopg
from psycopg import errors
from rich.console import Console

from directory.importing import progress, report_files, sources
from directory.importing.loading import Loader
from directory.importing.mending import MendingReader, StrictReader
from directory.importing.merging import Merger
from directory.importing.note_file import NoteFile
from directory.importing.reject_file import RejectFile
from directory.importing.unknown_keys import UnknownKeys
from directory.importing.unusable import UnusableSourceError
from directory.platform import outages
from directory.platform.advisory_locks import AdvisoryLock, exclusive
from directory.platform.database import connected
from directory.register import known_codes
from directory.register.actor import Actor, ActorKind, ChangeContext, Priority
from directory.settings import Role, SettingsError, settings_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import SecretStr

    from directory.importing.loading import ImportCounts
    from directory.importing.sources import ImportSource
    from directory.platform.database import Connection

# One lock for each connection of an import: a killed one is over when the server has ended the last of them.
ONE_IMPORT_AT_A_TIME: Final = (AdvisoryLock.IMPORT_FIRST_CONNECTION, AdvisoryLock.IMPORT_SECOND_CONNECTION)
# A moment's patience: the server may still be ending the connections of an import that was killed.
_PATIENCE_SECONDS: Final = 3.0
# Every batch touches few rows of big tables: whatever the planner believes of the temporary tables, going through a
# whole table of the register is never right.
_SESSION: Final = (
    "SET enable_seqscan = off",
    "SET enable_mergejoin = off",
    "SET jit = off",
    "SET work_mem = '32MB'",
    "SET temp_buffers = '32MB'",
)
# From so many changed associations on, the planner's statistics of the tables are out of date.
STALE_STATISTICS: Final = 1_000


class Exit(IntEnum):
    """How an import ended."""

    ALL_IN = 0
    STOPPED = 1  # half-way: what is in stays in, repeating it ends the same
    NOTHING_DONE = 2
    SOME_REJECTED = 3


class NothingDoneError(Exception):
    """Nothing was imported; the message is a sentence that says why and what to do."""


def run(file: str, *, strict: bool = False) -> int:
    """Import a file, or standard input for `-`; the exit code says how it ended.

    A line with a value that breaks a rule is taken without that value; a strict import refuses the whole line.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        with sources.opened(file, strict=strict) as source, _session() as connections:
            return _import(console, source, connections, strict=strict)
    except (NothingDoneError, UnusableSourceError, report_files.ReportFileError, SettingsError) as error:
        console.print(str(error), markup=False)
        return Exit.NOTHING_DONE


@contextmanager
def _session() -> Iterator[Sequence[Connection]]:
    """Connect as the registrar, and be the only import."""
    url = settings_for(Role.REGISTRAR).database_url
    try:
        with ExitStack() as stack:
            yield [stack.enter_context(_connection(url, lock)) for lock in ONE_IMPORT_AT_A_TIME]
    except psycopg.OperationalError as error:
        outage = outages.of(error)
        mend = outage.mend.replace("its address", "DATABASE_URL")
        raise NothingDoneError(f"The database cannot be reached: {outage.what}. To mend it: {mend}.") from None


@contextmanager
def _connection(url: SecretStr, lock: AdvisoryLock) -> Iterator[Connection]:
    with (
        connected(url, autocommit=True, application="directory-import") as connection,
        # Released at once, and not when the server notices that this connection has gone.
        exclusive(connection, lock, patience=_PATIENCE_SECONDS) as is_only_import,
    ):
        if not is_only_import:
            raise NothingDoneError("Another import is running: wait until it is ready.")
        # The plan of a statement must fit the batch at hand, not the first few.
        connection.prepare_threshold = None
        for setting in _SESSION:
            connection.execute(setting.encode())
        yield connection


def _import(console: Console, source: ImportSource, connections: Sequence[Connection], *, strict: bool) -> int:
    began = time.monotonic()
    for remark in source.remarks:
        console.print(f"{source.name}: {remark}", markup=False)
    unknown_keys = UnknownKeys()
    try:
        reader = (StrictReader if strict else MendingReader)(known_codes.read(connections[0]), unknown_keys)
        context = _context(source)
        mergers = [Merger(connection, context, reader.kept) for connection in connections]
    except (errors.UndefinedTable, errors.InvalidSchemaName, errors.InsufficientPrivilege) as error:
        reason = type(error).__name__
        raise NothingDoneError(
            f"The database is not ready for an import ({reason}): run `directory migrate`,"
            " and let DATABASE_URL log in as directory_registrar."
        ) from None
    with (
        report_files.opened(source.rejects, RejectFile) as rejects,
        report_files.opened(source.notes, NoteFile) as notes,
        progress.reported(console, source) as report,
    ):
        loader = Loader(reader, mergers, rejects, notes, report)
        exit_code = _load(console, loader, source, connections[0])
    progress.print_summary(console, loader.counts, time.monotonic() - began)
    progress.print_unknown_keys(console, unknown_keys)
    if loader.counts.noted:
        console.print(
            f"{loader.counts.noted:,} lines had a value that was left out, adapted or kept against a rule; which, and"
            f" how to mend it, is in {source.notes}.",
            markup=False,
        )
    if loader.counts.rejected:
        console.print(f"Refused lines, with the reason, are in {source.rejects}.", markup=False)
        progress.print_reasons(console, rejects.reasons)
    return exit_code


def _load(console: Console, loader: Loader, source: ImportSource, connection: Connection) -> int:
    try:
        loader.load(source.lines)
        if loader.counts.written >= STALE_STATISTICS:
            connection.execute("SELECT register.refresh_statistics()")
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        return _stopped(console, loader.counts, f"The database could not go on ({type(error).__name__})")
    except OSError as error:
        return _stopped(console, loader.counts, f"Refused lines could not be written ({error.strerror})")
    except KeyboardInterrupt:
        return _stopped(console, loader.counts, "Stopped")
    return _exit(console, loader.counts)


def _context(source: ImportSource) -> ChangeContext:
    return ChangeContext(
        Actor(ActorKind.SYSTEM, "import"),
        f"import of {source.name}",
        Priority.BULK,
        trace=f"import-{uuid.uuid4().hex[:12]}",
        keeps_source_dates=True,
    )


def _stopped(console: Console, counts: ImportCounts, why: str) -> int:
    if not counts.imported:
        raise NothingDoneError(f"{why} before anything was imported: run the import again.")
    console.print(f"{why} half-way. What is in stays in: run the import again, it ends the same.", markup=False)
    return Exit.STOPPED


def _exit(console: Console, counts: ImportCounts) -> int:
    if not counts.imported:
        console.print("Nothing was imported: there is no usable line.")
        return Exit.NOTHING_DONE
    return Exit.SOME_REJECTED if counts.rejected else Exit.ALL_IN
