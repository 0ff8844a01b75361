"""An importer for the tests: writes a file, runs the command on it, and looks into the register."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson
import psycopg
import pytest

from directory.importing import command
from directory.settings import settings_for
from tests.importing.exports import Entry, export
from tests.importing.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.running_parts import Database


@dataclass(frozen=True, slots=True)
class Importer:
    """Runs imports into one database."""

    register: Register
    folder: Path
    environment: dict[str, str]

    @property
    def file(self) -> Path:
        """The file that `run` writes."""
        return self.folder / "export.ndjson"

    def run(self, *entries: Entry | bytes, strict: bool = False) -> int:
        """Write these lines to a file and import it; return the exit code."""
        return self.run_bytes(export(entries), strict=strict)

    def run_bytes(self, content: bytes, *, strict: bool = False) -> int:
        """Import a file of these bytes."""
        self.file.write_bytes(content)
        return command.run(str(self.file), strict=strict)

    def notes(self) -> list[Entry]:
        """Return what the last run left out or adapted."""
        path = self.folder / "export.ndjson.notes.ndjson"
        return [orjson.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []

    def rejects(self) -> list[Entry]:
        """Return what the last run refused."""
        path = self.folder / "export.ndjson.rejects.ndjson"
        return [orjson.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []

    def command(self, *arguments: str) -> list[str]:
        """Return the command line of a process of its own."""
        return [sys.executable, "-m", "directory.cli", "import", *arguments]


def environment(database: Database) -> dict[str, str]:
    """Return the settings of a process that imports into this database."""
    return {
        "DATABASE_URL": database.registrar,
        "OPENSEARCH_URL": "http://127.0.0.1:1",
        "REDIS_URL": "redis://127.0.0.1:1",
        "DIRECTORY_SECRET": "of-no-use-to-an-import",
    }


@pytest.fixture(scope="module")
def module_importer(module_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Importer]:
    """Return an importer into a database that the tests of a module share; properties empty it between examples."""
    wanted = environment(module_database)
    with (
        pytest.MonkeyPatch.context() as patch,
        psycopg.connect(module_database.superuser, autocommit=True) as connection,
    ):
        for name, value in wanted.items():
            patch.setenv(name, value)
        settings_for.cache_clear()
        yield Importer(Register(connection), tmp_path_factory.mktemp("import"), os.environ | wanted)
    settings_for.cache_clear()


@pytest.fixture
def importer(module_importer: Importer) -> Importer:
    """Return an importer into an empty register."""
    module_importer.register.empty()
    return module_importer


def names(entries: Iterable[Entry]) -> set[str]:
    """Return the vCodes of lines."""
    return {entry["vereniging"]["vCode"] for entry in entries}
