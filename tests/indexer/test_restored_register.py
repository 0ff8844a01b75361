"""A register that was put back to an earlier time: its changes would bounce off an index that knows newer versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer import continuous_reconcile, generations, reconcile, state_store
from indexer.bulk_format import Write, lines
from indexer.generations import GenerationState
from indexer.reconcile import Difference, DriftKind
from tests.indexer.worker import SOON, built, in_index, in_register

if TYPE_CHECKING:
    from indexer.worker_context import IndexWorker
    from tests.indexer.worker import Register


@pytest.fixture
def number(worker: IndexWorker, live: str, register: Register) -> int:
    """Return an association of which the index knows version 9 and the register version 1."""
    made = register.add()
    document = b'{"association_id":%d}' % made
    worker.engine.bulk(lines(live, Write(made, 9, document), document))
    worker.outbox_worker.drain(SOON)
    worker.engine.refresh(live)
    return made


def test_it_is_told_apart_from_other_drift(worker: IndexWorker, live: str, number: int) -> None:
    found = reconcile.compare(worker.index, live, 0).differences
    assert found == [Difference(DriftKind.AHEAD, number, 9)]


def test_a_new_generation_is_built_by_itself(worker: IndexWorker, live: str, number: int) -> None:
    continuous_reconcile.reconcile_slice(worker.index)
    assert state_store.get(worker.connection, worker.kind, state_store.REBUILD_WANTED) is not None
    step = built(worker)
    assert step.generation is not None
    assert in_index(worker.engine, step.generation.name) == in_register(worker)


def test_no_rollback_goes_to_the_index_that_is_ahead(worker: IndexWorker, live: str, number: int) -> None:
    built(worker, rebuild=True)
    continuous_reconcile.reconcile_slice(worker.index)
    assert generations.list_in_state(worker.connection, worker.kind, GenerationState.RETIRED) == []
