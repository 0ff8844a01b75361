"""The whole demo file passes the rules and every constraint of the database."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest

from directory.importing.demo import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.running_parts import Database, RunningParts

COUNT = 3_000


@pytest.fixture(scope="module")
def imported(module_database: Database, parts: RunningParts) -> Iterator[psycopg.Connection[tuple[int, ...]]]:
    """Import a demo file by the command itself; it ends with 0 only when nothing is refused."""
    environment = os.environ | {
        "DATABASE_URL": module_database.registrar,
        "DIRECTORY_SECRET": "for this test alone",
        "DIRECTORY_STATE": str(parts.place.state),
        "OPENSEARCH_URL": parts.connections.opensearch,
        "REDIS_URL": parts.connections.redis,
    }
    done = subprocess.run(
        [sys.executable, "-m", "directory.cli", "import", "-"],
        input=b"\n".join(lines(COUNT, 2)),
        env=environment,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    with psycopg.connect(module_database.owner) as connection:
        yield connection


def _count(connection: psycopg.Connection[tuple[int, ...]], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def test_every_association_of_the_demo_is_in_the_register(imported: psycopg.Connection[tuple[int, ...]]) -> None:
    whole = sum(b'"naam"' in line for line in lines(COUNT, 2))
    assert _count(imported, "SELECT count(*) FROM register.association") == whole


@pytest.mark.parametrize(
    "table",
    [
        *("association_activity", "association_area", "location", "contact", "membership", "recognition"),
        *("representative", "bank_account", "bank_account_confirmation"),
    ],
)
def test_every_table_of_the_register_has_something_of_the_demo(
    imported: psycopg.Connection[tuple[int, ...]], table: str
) -> None:
    assert _count(imported, f"SELECT count(*) FROM register.{table}") > 50  # noqa: S608 - names from the line above


def test_nineteen_of_twenty_are_published(imported: psycopg.Connection[tuple[int, ...]]) -> None:
    assert 0.92 < _count(imported, "SELECT count(*) FROM publication.association") / COUNT < 0.96


def test_every_location_is_known_on_the_map(imported: psycopg.Connection[tuple[int, ...]]) -> None:
    assert _count(imported, "SELECT count(*) FROM register.location WHERE nis IS NULL OR lat IS NULL") == 0
