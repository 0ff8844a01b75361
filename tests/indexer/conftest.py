"""A register to write to and a workshop to index with, on the real Postgres and the real engine."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING

import pytest

from indexer import worker_context
from tests.indexer.worker import Register, registrar, settings_of, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.settings import Settings
    from indexer.worker_context import Workshop
    from tests.running_parts import Database


_numbers = itertools.count(1)


@pytest.fixture
def register(database: Database) -> Iterator[Register]:
    with registrar(database) as opened:
        yield opened


@pytest.fixture
def settings(database: Database, opensearch_url: str, redis_url: str, index_prefix: str) -> Settings:
    return settings_of(database, opensearch_url, redis_url, index_prefix)


@pytest.fixture
def tools(settings: Settings) -> Iterator[Workshop]:
    """Return the workshop of one process."""
    with worker_context.opened(settings) as opened:
        yield opened


@pytest.fixture
def live(tools: Workshop) -> str:
    """Build a first, empty generation; return its name."""
    return swapped(tools)


@pytest.fixture(scope="module")
def module_settings(module_database: Database, opensearch_url: str) -> Settings:
    prefix = f"test-{os.getpid()}-module-{next(_numbers)}"
    return settings_of(module_database, opensearch_url, "redis://127.0.0.1:1/0", prefix)


@pytest.fixture(scope="module")
def module_tools(module_settings: Settings) -> Iterator[Workshop]:
    """Return a workshop that the tests of one module share; what it made in the engine goes afterwards."""
    with worker_context.opened(module_settings) as opened:
        yield opened
        for name in opened.engine.indices():
            opened.engine.drop(name)


@pytest.fixture(scope="module")
def module_register(module_database: Database) -> Iterator[Register]:
    with registrar(module_database) as opened:
        yield opened


@pytest.fixture(scope="module")
def module_live(module_tools: Workshop) -> str:
    return swapped(module_tools)
