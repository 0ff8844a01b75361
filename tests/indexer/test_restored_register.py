"""A register that was put back to an earlier time: its changes would bounce off an index that knows newer versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer import continuous_reconcile, generation_manager, generations, reconcile, state_store
from indexer.bulk_format import Write, lines
from indexer.generations import State
from indexer.reconcile import Difference, Kind
from tests.indexer.worker import SOON, built, in_index, in_register

if TYPE_CHECKING:
    from indexer.worker_context import Workshop
    from tests.indexer.worker import Register


@pytest.fixture
def number(tools: Workshop, live: str, register: Register) -> int:
    """Return an association of which the index knows version 9 and the register version 1."""
    made = register.add()
    document = b'{"association_id":%d}' % made
    tools.engine.bulk(lines(live, Write(made, 9, document), document))
    tools.relay.drain(SOON)
    tools.engine.refresh(live)
    return made


def test_it_is_told_apart_from_other_drift(tools: Workshop, live: str, number: int) -> None:
    found = reconcile.compare(tools.connection, tools.engine, live, 0).differences
    assert found == [Difference(Kind.AHEAD, number, 9)]


def test_a_new_generation_is_built_by_itself(tools: Workshop, live: str, number: int) -> None:
    continuous_reconcile.look(tools.connection, tools.engine)
    assert state_store.get(tools.connection, generation_manager.WANTED) is not None
    step = built(tools)
    assert step.generation is not None
    assert in_index(tools.engine, step.generation.name) == in_register(tools)


def test_nobody_can_roll_back_to_the_index_that_knows_too_much(tools: Workshop, live: str, number: int) -> None:
    built(tools, wanted=True)
    continuous_reconcile.look(tools.connection, tools.engine)
    assert generations.of_state(tools.connection, State.RETIRED) == []
