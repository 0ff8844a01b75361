"""Connections of the tests of the register: all on one database, each test with associations of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.running_parts import Database


@pytest.fixture
def registrar(module_database: Database) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Connect as the registrar; each statement is a transaction of its own."""
    with psycopg.connect(module_database.registrar, autocommit=True) as connection:
        yield connection


@pytest.fixture
def owner(module_database: Database) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Connect as the owner of everything."""
    with psycopg.connect(module_database.owner, autocommit=True) as connection:
        yield connection
