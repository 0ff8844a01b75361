"""The sweep finds every way in which index and register can differ, and repairs it through the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer import continuous_reconcile, counters, reconcile, reconcile_pass, state_store, verify
from indexer.reconcile import Difference, Kind
from tests.indexer.worker import SOON, emptied, in_index, in_register, set_aside, tallied, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.worker_context import Workshop
    from tests.indexer.worker import Register


@pytest.fixture
def tools(module_tools: Workshop) -> Workshop:
    return module_tools


@pytest.fixture
def register(module_register: Register) -> Register:
    return module_register


@pytest.fixture
def live(module_live: str, tools: Workshop, register: Register) -> Iterator[str]:
    tools.connection.execute("DELETE FROM feed.mark")
    yield module_live
    verify.everything(tools.connection, tools.engine, repair=True)
    emptied(tools, register)


@pytest.fixture
def three(tools: Workshop, register: Register, live: str) -> list[int]:
    """Return three associations that are in the index, each at version 2."""
    numbers = [register.add() for _ in range(3)]
    for number in numbers:
        register.rename(number, f"Harmonie {number}")
    tools.relay.drain(SOON)
    return numbers


def forget_changes(tools: Workshop) -> None:
    """Lose what waits in the outbox: no part of ours does so, the sweep must find it all the same."""
    tools.connection.execute("DELETE FROM feed.outbox")


def differences(tools: Workshop, generation: str) -> list[Difference]:
    tools.engine.refresh(generation)
    return reconcile.compare(tools.connection, tools.engine, generation, 0).differences


def test_in_health_nothing_differs(tools: Workshop, live: str, three: list[int]) -> None:
    assert differences(tools, live) == []


def test_a_missing_document_is_found(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    forget_changes(tools)
    assert differences(tools, live) == [Difference(Kind.MISSING, number, 0)]


def test_a_stale_document_is_found(tools: Workshop, live: str, three: list[int], register: Register) -> None:
    register.rename(three[1], "Nieuw")
    forget_changes(tools)
    assert differences(tools, live) == [Difference(Kind.STALE, three[1], 2)]


def test_an_extra_document_is_found(tools: Workshop, live: str, three: list[int], register: Register) -> None:
    register.hide(three[2])
    forget_changes(tools)
    assert differences(tools, live) == [Difference(Kind.EXTRA, three[2], 2)]


def test_a_document_of_a_deleted_association_is_found(
    tools: Workshop, live: str, three: list[int], register: Register
) -> None:
    register.delete(three[0])
    forget_changes(tools)
    assert differences(tools, live) == [Difference(Kind.EXTRA, three[0], 2)]


def test_what_is_on_its_way_is_no_difference(tools: Workshop, live: str, three: list[int], register: Register) -> None:
    register.rename(three[0], "Nieuw")
    register.hide(three[1])
    register.add()
    assert differences(tools, live) == []


def test_what_was_refused_is_told_apart(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    forget_changes(tools)
    set_aside(tools, number, live)
    assert differences(tools, live) == []


def test_what_searches_do_not_see_yet_is_no_difference(tools: Workshop, live: str, register: Register) -> None:
    tools.engine._client.indices.put_settings(index=live, body={"index": {"refresh_interval": "-1"}})  # noqa: SLF001 - a slow engine
    register.add()
    tools.relay.drain(SOON)
    assert reconcile.compare(tools.connection, tools.engine, live, 0).differences == []
    tools.engine.open_for_search(live)


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_slices_of_any_size_find_the_same(
    tools: Workshop, live: str, three: list[int], register: Register, size: int
) -> None:
    lost, new = three[1], register.add()
    register.hide(lost)
    forget_changes(tools)
    tools.engine.refresh(live)
    found: list[Difference] = []
    cursor: int | None = 0
    while cursor is not None:
        part = reconcile.compare(tools.connection, tools.engine, live, cursor, size)
        found += part.differences
        cursor = part.cursor
    assert found == [Difference(Kind.EXTRA, lost, 2), Difference(Kind.MISSING, new, 0)]


def test_what_a_sweep_finds_is_repaired_through_the_outbox(
    tools: Workshop, live: str, three: list[int], register: Register
) -> None:
    register.add()
    register.rename(three[0], "Nieuw")
    register.hide(three[1])
    register.delete(three[2])
    forget_changes(tools)
    tools.engine.refresh(live)
    found = reconcile_pass.go_on(tools.connection, tools.engine, live, 100)
    assert found.found == {"missing": 1, "stale": 1, "extra": 2}
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live) == in_register(tools)


def test_drift_is_counted_by_kind(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    forget_changes(tools)
    reconcile_pass.go_on(tools.connection, tools.engine, live, 100)
    assert tallied(tools, counters.DRIFT) == {"missing": 1}


def test_a_sweep_goes_on_where_it_was_left(tools: Workshop, live: str, three: list[int]) -> None:
    assert reconcile_pass.go_on(tools.connection, tools.engine, live, 2).cursor == three[1]
    second = reconcile_pass.go_on(tools.connection, tools.engine, live, 2)
    assert (second.checked, second.is_clean) == (3, True)


def test_index_and_register_are_in_step_after_a_clean_sweep(tools: Workshop, live: str, three: list[int]) -> None:
    tools.engine.refresh(live)
    continuous_reconcile.look(tools.connection, tools.engine)
    assert state_store.get(tools.connection, state_store.IN_STEP) is not None


def test_they_are_not_in_step_while_a_sweep_finds_something(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    forget_changes(tools)
    continuous_reconcile.look(tools.connection, tools.engine)
    assert state_store.get(tools.connection, state_store.IN_STEP) is None


def test_they_are_in_step_again_once_it_is_repaired(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    forget_changes(tools)
    continuous_reconcile.look(tools.connection, tools.engine)
    tools.relay.drain(SOON)
    tools.engine.refresh(live)
    continuous_reconcile.look(tools.connection, tools.engine)
    assert state_store.get(tools.connection, state_store.IN_STEP) is not None


def test_the_watch_rests_while_changes_wait_long(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    tools.connection.execute("UPDATE feed.outbox SET queued_at = now() - interval '5 minutes'")
    continuous_reconcile.look(tools.connection, tools.engine)
    assert reconcile_pass.last(tools.connection, live) is None


def test_a_whole_comparison_can_repair(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    forget_changes(tools)
    (found,) = verify.everything(tools.connection, tools.engine, repair=True)
    assert len(found.differences) == waiting(tools) == 1
