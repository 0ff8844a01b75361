"""Reconciliation finds every way in which index and register can differ, and repairs it through the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer import continuous_reconcile, counters, reconcile, reconcile_pass, state_store, verify
from indexer.reconcile import Difference, DriftKind
from tests.indexer.worker import SOON, emptied, in_index, in_register, set_aside, tallied, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opensearchpy import OpenSearch

    from indexer.worker_context import IndexWorker
    from tests.indexer.worker import Register


@pytest.fixture
def worker(module_worker: IndexWorker) -> IndexWorker:
    return module_worker


@pytest.fixture
def register(module_register: Register) -> Register:
    return module_register


@pytest.fixture
def live(module_live: str, worker: IndexWorker, register: Register) -> Iterator[str]:
    worker.connection.execute("DELETE FROM feed.mark")
    yield module_live
    verify.compare_all(worker.index, repair=True)
    emptied(worker, register)


@pytest.fixture
def three(worker: IndexWorker, register: Register, live: str) -> list[int]:
    """Return three associations that are in the index, each at version 2."""
    numbers = [register.add() for _ in range(3)]
    for number in numbers:
        register.rename(number, f"Harmonie {number}")
    worker.outbox_worker.drain(SOON)
    return numbers


def forget_changes(worker: IndexWorker) -> None:
    """Lose what waits in the outbox: no part of ours does so, reconciliation must find it all the same."""
    worker.connection.execute("DELETE FROM feed.outbox")


def differences(worker: IndexWorker, generation: str) -> list[Difference]:
    worker.engine.refresh(generation)
    return reconcile.compare(worker.index, generation, 0).differences


def test_in_health_nothing_differs(worker: IndexWorker, live: str, three: list[int]) -> None:
    assert differences(worker, live) == []


def test_a_missing_document_is_found(worker: IndexWorker, live: str, register: Register) -> None:
    number = register.add()
    forget_changes(worker)
    assert differences(worker, live) == [Difference(DriftKind.MISSING, number, 0)]


def test_a_stale_document_is_found(worker: IndexWorker, live: str, three: list[int], register: Register) -> None:
    register.rename(three[1], "Nieuw")
    forget_changes(worker)
    assert differences(worker, live) == [Difference(DriftKind.STALE, three[1], 2)]


def test_an_extra_document_is_found(worker: IndexWorker, live: str, three: list[int], register: Register) -> None:
    register.hide(three[2])
    forget_changes(worker)
    assert differences(worker, live) == [Difference(DriftKind.EXTRA, three[2], 2)]


def test_a_document_of_a_deleted_association_is_found(
    worker: IndexWorker, live: str, three: list[int], register: Register
) -> None:
    register.delete(three[0])
    forget_changes(worker)
    assert differences(worker, live) == [Difference(DriftKind.EXTRA, three[0], 2)]


def test_what_is_on_its_way_is_no_difference(
    worker: IndexWorker, live: str, three: list[int], register: Register
) -> None:
    register.rename(three[0], "Nieuw")
    register.hide(three[1])
    register.add()
    assert differences(worker, live) == []


def test_what_was_refused_is_told_apart(worker: IndexWorker, live: str, register: Register) -> None:
    number = register.add()
    forget_changes(worker)
    set_aside(worker, number, live)
    assert differences(worker, live) == []


def test_what_searches_do_not_see_yet_is_no_difference(
    worker: IndexWorker, live: str, register: Register, operator: OpenSearch
) -> None:
    operator.indices.put_settings(index=live, body={"index": {"refresh_interval": "-1"}})
    register.add()
    worker.outbox_worker.drain(SOON)
    assert reconcile.compare(worker.index, live, 0).differences == []
    worker.engine.open_for_search(live, worker.index.definition.settings)


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_slices_of_any_size_find_the_same(
    worker: IndexWorker, live: str, three: list[int], register: Register, size: int
) -> None:
    lost, new = three[1], register.add()
    register.hide(lost)
    forget_changes(worker)
    worker.engine.refresh(live)
    found: list[Difference] = []
    cursor: int | None = 0
    while cursor is not None:
        part = reconcile.compare(worker.index, live, cursor, size)
        found += part.differences
        cursor = part.cursor
    assert found == [Difference(DriftKind.EXTRA, lost, 2), Difference(DriftKind.MISSING, new, 0)]


def test_what_reconciliation_finds_is_repaired_through_the_outbox(
    worker: IndexWorker, live: str, three: list[int], register: Register
) -> None:
    register.add()
    register.rename(three[0], "Nieuw")
    register.hide(three[1])
    register.delete(three[2])
    forget_changes(worker)
    worker.engine.refresh(live)
    found = reconcile_pass.go_on(worker.index, live, 100)
    assert found.drift == {"missing": 1, "stale": 1, "extra": 2}
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live) == in_register(worker)


def test_drift_is_counted_by_kind(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    forget_changes(worker)
    reconcile_pass.go_on(worker.index, live, 100)
    assert tallied(worker, counters.DRIFT) == {"missing": 1}


def test_a_pass_goes_on_where_it_was_left(worker: IndexWorker, live: str, three: list[int]) -> None:
    assert reconcile_pass.go_on(worker.index, live, 2).cursor == three[1]
    second = reconcile_pass.go_on(worker.index, live, 2)
    assert (second.checked, second.is_clean) == (3, True)


def test_index_and_register_are_in_step_after_a_clean_pass(worker: IndexWorker, live: str, three: list[int]) -> None:
    worker.engine.refresh(live)
    continuous_reconcile.reconcile_slice(worker.index)
    assert state_store.get(worker.connection, worker.kind, state_store.IN_STEP) is not None


def test_they_are_not_in_step_while_a_pass_finds_something(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    forget_changes(worker)
    continuous_reconcile.reconcile_slice(worker.index)
    assert state_store.get(worker.connection, worker.kind, state_store.IN_STEP) is None


def test_they_are_in_step_again_once_it_is_repaired(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    forget_changes(worker)
    continuous_reconcile.reconcile_slice(worker.index)
    worker.outbox_worker.drain(SOON)
    worker.engine.refresh(live)
    continuous_reconcile.reconcile_slice(worker.index)
    assert state_store.get(worker.connection, worker.kind, state_store.IN_STEP) is not None


def test_reconciliation_rests_while_changes_wait_long(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    worker.connection.execute("UPDATE feed.outbox SET queued_at = now() - interval '5 minutes'")
    continuous_reconcile.reconcile_slice(worker.index)
    assert reconcile_pass.last_pass(worker.index, live) is None


def test_a_whole_comparison_can_repair(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    forget_changes(worker)
    (found,) = verify.compare_all(worker.index, repair=True)
    assert len(found.differences) == waiting(worker) == 1
