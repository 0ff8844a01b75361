"""A register to write to and an index worker, on the real Postgres and the real engine."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING

import opensearchpy
import pytest

from indexer import worker_context
from tests.indexer.worker import Register, registrar, settings_of, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.settings import Settings
    from indexer.worker_context import IndexWorker
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
def operator(opensearch_url: str) -> Iterator[opensearchpy.OpenSearch]:
    """Return a client that does to the engine what an operator, a fault or another release does."""
    with opensearchpy.OpenSearch(opensearch_url) as client:
        yield client


@pytest.fixture
def worker(settings: Settings) -> Iterator[IndexWorker]:
    """Return the index worker of one process."""
    with worker_context.open_workers(settings) as (opened,):
        yield opened


@pytest.fixture
def live(worker: IndexWorker) -> str:
    """Build a first, empty generation; return its name."""
    return swapped(worker)


@pytest.fixture(scope="module")
def module_settings(module_database: Database, opensearch_url: str) -> Settings:
    prefix = f"test-{os.getpid()}-module-{next(_numbers)}"
    return settings_of(module_database, opensearch_url, "redis://127.0.0.1:1/0", prefix)


@pytest.fixture(scope="module")
def module_worker(module_settings: Settings) -> Iterator[IndexWorker]:
    """Return an index worker that the tests of one module share; what it made in the engine goes afterwards."""
    with worker_context.open_workers(module_settings) as (opened,):
        yield opened
        for name in opened.engine.indices():
            opened.engine.drop(name)


@pytest.fixture(scope="module")
def module_register(module_database: Database) -> Iterator[Register]:
    with registrar(module_database) as opened:
        yield opened


@pytest.fixture(scope="module")
def module_live(module_worker: IndexWorker) -> str:
    return swapped(module_worker)
