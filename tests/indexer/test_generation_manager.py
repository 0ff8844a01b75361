"""One whole generation is live: built, checked, swapped, rolled back, healed and cleaned up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from indexer import cleanup, generation_manager, generations, rollout_checks, state_store
from indexer.generation_manager import Phase
from indexer.generations import State
from indexer.index_definitions import ASSOCIATIONS
from indexer.outcomes import Outcome
from tests.indexer.worker import SOON, built, in_index, in_register, set_aside, swapped, waiting

if TYPE_CHECKING:
    from indexer.worker_context import Workshop
    from tests.indexer.worker import Register
    from tests.running_parts import Database

NONE = timedelta(0)
LONG = timedelta(days=1)


def states(tools: Workshop) -> list[State]:
    """Return the states of all generations, the oldest first."""
    return [found.state for found in reversed(generations.listed(tools.connection))]


def make_old(tools: Workshop, generation: str, schema_hash: str) -> None:
    """Pretend that an earlier release made a generation."""
    tools.connection.execute(
        "UPDATE feed.generation SET schema_hash = %s, created_at = created_at - interval '1 day' WHERE name = %s",
        (schema_hash, generation),
    )


def damage(tools: Workshop, generation: str, number: int) -> None:
    """Remove a document behind everybody's back."""
    tools.engine._client.delete(index=generation, id=str(number), params={"refresh": "true"})  # noqa: SLF001 - a hand that slipped, no part of ours


def test_nothing_is_claimed_while_there_is_nowhere_to_write(tools: Workshop, register: Register) -> None:
    register.add()
    assert tools.relay.drain(SOON) == {}
    assert waiting(tools) == 1


def test_a_first_generation_is_built_by_itself_and_brings_what_waits(tools: Workshop, register: Register) -> None:
    register.add()
    step = built(tools)
    assert step.phase is Phase.SWAPPED
    assert step.generation is not None
    assert in_index(tools.engine, step.generation.name) == in_register(tools)
    assert waiting(tools) == 0


def test_the_alias_points_to_the_live_generation_alone(tools: Workshop, live: str) -> None:
    newer = swapped(tools)
    assert tools.engine.alias_targets() == {newer} != {live}


def test_a_live_generation_of_this_schema_is_left_alone(tools: Workshop, live: str) -> None:
    assert tools.upkeep.step(SOON).phase is Phase.IDLE


def test_changes_go_to_the_live_and_the_building_generation(tools: Workshop, live: str, register: Register) -> None:
    building = generations.create(tools.connection, tools.engine)
    assert building is not None
    register.add()
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live) == in_index(tools.engine, building.name) == in_register(tools)


def test_a_backfill_does_not_bring_back_what_was_hidden_meanwhile(
    tools: Workshop, live: str, register: Register
) -> None:
    number = register.add()
    tools.relay.drain(SOON)
    building = generations.create(tools.connection, tools.engine)
    assert building is not None
    read = tools.upkeep.backfill.read(0)
    assert read is not None
    register.hide(number)
    tools.relay.drain(SOON)
    sent = tools.upkeep.backfill.send(read, building)
    assert [result.verdict.outcome for result in sent.results] == [Outcome.STALE]


def test_a_backfill_goes_on_where_it_was_left(tools: Workshop, live: str, register: Register) -> None:
    numbers = [register.add() for _ in range(3)]
    tools.relay.drain(SOON)
    building = generations.create(tools.connection, tools.engine)
    assert building is not None
    generations.advance(tools.connection, building.name, numbers[1], 2)
    (resumed,) = generations.of_state(tools.connection, State.BUILDING)
    tools.upkeep.backfill.go_on(resumed, SOON)
    assert in_index(tools.engine, building.name).keys() == {numbers[2]}


def test_the_cursor_stays_where_the_engine_turned_a_slice_away(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    building = generations.create(tools.connection, tools.engine)
    assert building is not None
    tools.engine.drop(building.name)
    assert tools.upkeep.backfill.go_on(building, SOON) is False
    assert generations.of_state(tools.connection, State.BUILDING)[0].cursor == 0


def test_a_generation_that_misses_a_document_does_not_go_live(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    tools.relay.drain(SOON)
    building = generations.create(tools.connection, tools.engine)
    assert building is not None
    assert tools.upkeep.backfill.go_on(building, SOON)
    damage(tools, building.name, number)
    step = built(tools)
    assert (step.phase, step.note) == (Phase.FAILED, "sweep found {'missing': 1}")
    assert tools.engine.alias_targets() == {live}
    assert states(tools) == [State.LIVE, State.FAILED]


def test_a_generation_whose_content_differs_does_not_go_live(
    tools: Workshop, live: str, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.add("Fanfare")
    tools.relay.drain(SOON)
    monkeypatch.setattr(rollout_checks, "document", lambda _association: {"name": "something else"})
    step = built(tools, wanted=True)
    assert (step.phase, step.note) == (Phase.FAILED, "1 of 1 sampled documents differ")


def test_a_generation_in_which_names_are_not_found_does_not_go_live(
    tools: Workshop, live: str, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.add("Fanfare")
    tools.relay.drain(SOON)
    monkeypatch.setattr(rollout_checks, "build_ranked_clauses", lambda *_words, **_how: [])
    monkeypatch.setattr(rollout_checks, "best_of", lambda _clauses: {"match_none": {}})
    step = built(tools, wanted=True)
    assert (step.phase, step.note) == (Phase.FAILED, "1 of 1 names do not find their association")


@pytest.mark.parametrize(
    "name", ["'t Verlof", "K.S.A.", "St. Jozef", "ij", "جمعية", "🎺", "x" * 500, '( [ { " / : ! ^ ~ -', "-"]
)
def test_awkward_names_pass_the_gates(tools: Workshop, live: str, register: Register, name: str) -> None:
    register.add(name)
    tools.relay.drain(SOON)
    assert swapped(tools)


def test_a_build_that_failed_is_not_begun_again_at_once(tools: Workshop, register: Register) -> None:
    building = generations.create(tools.connection, tools.engine)
    assert building is not None
    generations.end(tools.connection, building.name, State.FAILED, "for a test")
    assert tools.upkeep.step(SOON).phase is Phase.PAUSED


def test_only_one_process_builds_at_a_time(tools: Workshop, database: Database) -> None:
    with psycopg.connect(database.indexer, autocommit=True) as other, generations.alone(other) as alone:
        assert alone
        assert tools.upkeep.step(SOON).phase is Phase.ELSEWHERE


def test_of_two_that_begin_a_generation_one_does(tools: Workshop) -> None:
    assert generations.create(tools.connection, tools.engine) is not None
    assert generations.create(tools.connection, tools.engine) is None
    assert len(tools.engine.indices()) == 1


def test_another_schema_is_built_by_itself(tools: Workshop, live: str) -> None:
    make_old(tools, live, "older")
    step = built(tools)
    assert step.phase is Phase.SWAPPED
    assert step.generation is not None
    assert step.generation.schema_hash == ASSOCIATIONS.fingerprint


def test_a_release_leaves_alone_what_another_release_made_after_it_started(tools: Workshop, live: str) -> None:
    tools.connection.execute("UPDATE feed.generation SET schema_hash = 'newer', created_at = now() + interval '1 h'")
    assert tools.upkeep.step(SOON).phase is Phase.IDLE


def test_the_generation_before_keeps_receiving_changes(tools: Workshop, live: str, register: Register) -> None:
    newer = swapped(tools)
    register.add()
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live) == in_index(tools.engine, newer) == in_register(tools)


def test_a_rollback_shows_the_generation_before_at_once(tools: Workshop, live: str) -> None:
    swapped(tools)
    assert generations.roll_back(tools.connection, tools.engine).name == live
    assert tools.engine.alias_targets() == {live}


def test_a_rollback_can_be_rolled_back(tools: Workshop, live: str) -> None:
    newer = swapped(tools)
    generations.roll_back(tools.connection, tools.engine)
    assert generations.roll_back(tools.connection, tools.engine).name == newer


def test_what_was_rolled_back_to_is_kept_although_its_schema_is_older(tools: Workshop, live: str) -> None:
    make_old(tools, live, "older")
    built(tools)
    generations.roll_back(tools.connection, tools.engine)
    assert tools.upkeep.step(SOON).phase is Phase.IDLE


def test_there_is_nothing_to_roll_back_to_after_a_first_build(tools: Workshop, live: str) -> None:
    with pytest.raises(generations.NothingToRollBackTo):
        generations.roll_back(tools.connection, tools.engine)


def test_an_alias_that_was_moved_by_hand_is_put_right(tools: Workshop, live: str) -> None:
    newer = swapped(tools)
    tools.engine.point_alias(live)
    tools.upkeep.step(SOON)
    assert tools.engine.alias_targets() == {newer}


def test_a_lost_index_is_built_anew(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    tools.engine.drop(live)
    tools.relay.drain(SOON)
    newer = swapped(tools)
    tools.connection.execute("UPDATE feed.outbox SET locked_until = '-infinity'")
    tools.relay.drain(SOON)
    assert in_index(tools.engine, newer) == in_register(tools)
    assert waiting(tools) == 0


def test_a_building_index_that_is_lost_is_begun_anew(tools: Workshop) -> None:
    building = generations.create(tools.connection, tools.engine)
    assert building is not None
    tools.engine.drop(building.name)
    assert built(tools).phase is Phase.SWAPPED


def test_a_rebuild_that_was_asked_for_is_begun_once(tools: Workshop, live: str) -> None:
    state_store.put(tools.connection, generation_manager.WANTED)
    assert built(tools).phase is Phase.SWAPPED
    assert tools.upkeep.step(SOON).phase is Phase.IDLE


def test_a_generation_goes_when_its_grace_is_over(tools: Workshop, live: str) -> None:
    newer = swapped(tools)
    assert cleanup.clean(tools.connection, tools.engine, LONG) == []
    assert cleanup.clean(tools.connection, tools.engine, NONE) == [live]
    assert tools.engine.indices().keys() == {newer}


def test_the_index_of_a_failed_generation_goes(tools: Workshop, live: str) -> None:
    building = generations.create(tools.connection, tools.engine)
    assert building is not None
    generations.end(tools.connection, building.name, State.FAILED, "for a test")
    assert cleanup.clean(tools.connection, tools.engine, LONG) == [building.name]


def test_an_index_that_nobody_knows_is_told_and_goes_after_an_hour(
    tools: Workshop, live: str, index_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = f"{index_prefix}-stranger"
    tools.engine.create(stranger)
    assert cleanup.strangers(tools.connection, tools.engine).keys() == {stranger}
    assert cleanup.clean(tools.connection, tools.engine, LONG) == []
    monkeypatch.setattr(cleanup, "_UNKNOWN_FOR", NONE)
    assert cleanup.clean(tools.connection, tools.engine, LONG) == [stranger]


def test_dead_letters_go_with_their_generation(tools: Workshop, live: str) -> None:
    set_aside(tools, 1, live)
    generations.end(tools.connection, live, State.DROPPED, "for a test")
    assert tools.connection.execute("SELECT 1 FROM feed.dead_letter").fetchone() is None
