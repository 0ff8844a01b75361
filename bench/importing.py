"""How fast a register is filled from a file and synchronised with the same file, and how much memory that takes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from bench.figures import Figure

if TYPE_CHECKING:
    from bench.figures import Context
    from directory.devstack.databases import Database

ASSOCIATIONS = 200_000
FASTEST_ENOUGH = 2_000
MOST_MEMORY = 300
_KIBIBYTES_IN_MEBIBYTE = 1024


class _Run(NamedTuple):
    """One import as a process of its own, as an operator runs it."""

    seconds: float
    mebibytes: float
    code: int


def measure(context: Context) -> list[Figure]:
    """Fill an empty register with invented associations, and import the same file once more."""
    count = context.size(ASSOCIATIONS)
    with context.database() as database, tempfile.TemporaryDirectory(prefix="directory-bench-") as folder:
        file = Path(folder) / "demo.ndjson"
        _write_demo(file, count)
        first = _import(file, database)
        before = _traces(database)
        second = _import(file, database)
        idle = _traces(database) == before
    return [
        _rate(f"import of {count:,} into an empty register", count, first),
        _rate(f"second import of the same {count:,}", count, second),
        _memory("peak memory of an import", max(first.mebibytes, second.mebibytes)),
        Figure("changes made by the second import", "0", "0" if idle else "some", idle),
    ]


def _write_demo(file: Path, count: int) -> None:
    with file.open("wb") as stream:
        subprocess.run(
            [sys.executable, "-m", "directory.cli", "demo", "--count", str(count)], stdout=stream, check=True
        )


def _import(file: Path, database: Database) -> _Run:
    settings = {
        "DATABASE_URL": database.registrar,
        # An import asks neither the engine nor Redis anything.
        "OPENSEARCH_URL": "http://127.0.0.1:1",
        "REDIS_URL": "redis://127.0.0.1:1",
        "DIRECTORY_SECRET": "of-no-use-to-an-import",
    }
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "directory.cli", "import", str(file)],
        env=os.environ | settings,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return _Run(time.monotonic() - began, used.ru_maxrss / _KIBIBYTES_IN_MEBIBYTE, process.returncode)


def _traces(database: Database) -> tuple[object, ...] | None:
    """Return what any change would raise."""
    with psycopg.connect(database.superuser) as connection:
        return connection.execute(
            "SELECT (SELECT count(*) FROM register.history), (SELECT count(*) FROM feed.outbox),"
            " (SELECT sum(version) FROM register.association)"
        ).fetchone()


def _rate(name: str, count: int, run: _Run) -> Figure:
    rate = count / run.seconds
    return Figure(name, f"≥ {FASTEST_ENOUGH:,}/s", f"{rate:,.0f}/s", run.code == 0 and rate >= FASTEST_ENOUGH)


def _memory(name: str, mebibytes: float) -> Figure:
    return Figure(name, f"≤ {MOST_MEMORY} MiB", f"{mebibytes:.0f} MiB", mebibytes <= MOST_MEMORY)
