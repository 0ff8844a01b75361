"""One whole generation is live: built, checked, swapped, rolled back, healed and cleaned up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import orjson
import psycopg
import pytest

from indexer import cleanup, generations, state_store
from indexer.bulk_format import Write, lines
from indexer.generation_lifecycle import BuildPhase
from indexer.generations import GenerationState
from indexer.index_definition import GoldenQuestion
from indexer.index_definitions import ASSOCIATIONS
from indexer.outcomes import WriteOutcome
from tests.indexer.worker import SOON, built, in_index, in_register, set_aside, swapped, waiting

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

    from indexer.worker_context import IndexWorker
    from tests.indexer.worker import Register
    from tests.running_parts import Database

NONE = timedelta(0)
LONG = timedelta(days=1)


def states(worker: IndexWorker) -> list[GenerationState]:
    """Return the states of all generations, the oldest first."""
    return [found.state for found in reversed(generations.list_all(worker.connection, worker.kind))]


def make_old(worker: IndexWorker, generation: str, fingerprint: str) -> None:
    """Pretend that an earlier release made a generation."""
    worker.connection.execute(
        "UPDATE feed.generation SET fingerprint = %s, created_at = created_at - interval '1 day' WHERE name = %s",
        (fingerprint, generation),
    )


def make_newer(worker: IndexWorker) -> None:
    """Pretend that a newer release made all generations, after this process started."""
    worker.connection.execute("UPDATE feed.generation SET fingerprint = 'newer', created_at = now() + interval '1 h'")


def test_nothing_is_claimed_while_there_is_nowhere_to_write(worker: IndexWorker, register: Register) -> None:
    register.add()
    assert worker.outbox_worker.drain(SOON) == {}
    assert waiting(worker) == 1


def test_a_first_generation_is_built_by_itself_and_brings_what_waits(worker: IndexWorker, register: Register) -> None:
    register.add()
    step = built(worker)
    assert step.phase is BuildPhase.SWAPPED
    assert step.generation is not None
    assert in_index(worker.engine, step.generation.name) == in_register(worker)
    assert waiting(worker) == 0


def test_the_alias_points_to_the_live_generation_alone(worker: IndexWorker, live: str) -> None:
    newer = swapped(worker)
    assert worker.engine.alias_targets() == {newer} != {live}


def test_a_live_generation_of_this_schema_is_left_alone(worker: IndexWorker, live: str) -> None:
    assert worker.lifecycle.step(SOON).phase is BuildPhase.IDLE


def test_changes_go_to_the_live_and_the_building_generation(worker: IndexWorker, live: str, register: Register) -> None:
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    register.add()
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live) == in_index(worker.engine, building.name) == in_register(worker)


def test_a_backfill_does_not_bring_back_what_was_hidden_meanwhile(
    worker: IndexWorker, live: str, register: Register
) -> None:
    number = register.add()
    worker.outbox_worker.drain(SOON)
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    read = worker.backfill.read_slice(0)
    assert read is not None
    register.hide(number)
    worker.outbox_worker.drain(SOON)
    sent = worker.backfill.send(read, building)
    assert [result.outcome for result in sent.results] == [WriteOutcome.STALE]


def test_a_backfill_goes_on_where_it_was_left(worker: IndexWorker, live: str, register: Register) -> None:
    numbers = [register.add() for _ in range(3)]
    worker.outbox_worker.drain(SOON)
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    generations.advance(worker.connection, building.name, numbers[1], 2)
    (resumed,) = generations.list_in_state(worker.connection, worker.kind, GenerationState.BUILDING)
    worker.backfill.fill(resumed, SOON)
    assert in_index(worker.engine, building.name).keys() == {numbers[2]}


def test_the_cursor_stays_where_the_engine_turned_a_slice_away(
    worker: IndexWorker, live: str, register: Register
) -> None:
    register.add()
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    worker.engine.drop(building.name)
    assert worker.backfill.fill(building, SOON) is False
    assert generations.list_in_state(worker.connection, worker.kind, GenerationState.BUILDING)[0].cursor == 0


def test_a_generation_that_misses_a_document_does_not_go_live(
    worker: IndexWorker, live: str, register: Register, operator: OpenSearch
) -> None:
    number = register.add()
    worker.outbox_worker.drain(SOON)
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    assert worker.backfill.fill(building, SOON)
    operator.delete(index=building.name, id=str(number), params={"refresh": "true"})  # by mistake
    step = built(worker)
    assert (step.phase, step.note) == (BuildPhase.FAILED, "reconciliation found {'missing': 1}")
    assert worker.engine.alias_targets() == {live}
    assert states(worker) == [GenerationState.LIVE, GenerationState.FAILED]


def test_a_generation_whose_content_differs_does_not_go_live(
    worker: IndexWorker, live: str, register: Register
) -> None:
    number = register.add("Fanfare")
    worker.outbox_worker.drain(SOON)
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    assert worker.backfill.fill(building, SOON)
    other = orjson.dumps({"association_id": number, "name": ["something else"]})
    worker.engine.bulk(lines(building.name, Write(number, 1, other), other))
    step = built(worker)
    assert (step.phase, step.note) == (
        BuildPhase.FAILED,
        "1 of 1 sampled documents differ; 1 of 1 names do not find their association",
    )


def test_a_generation_that_does_not_answer_the_golden_questions_does_not_go_live(
    worker: IndexWorker, live: str, register: Register
) -> None:
    register.add("Fanfare")
    worker.outbox_worker.drain(SOON)
    unanswered = GoldenQuestion("names do not find their association", {"query": {"match_none": {}}}, bool)
    definition = replace(ASSOCIATIONS, golden_questions=lambda _associations: [unanswered])
    lifecycle = replace(worker.lifecycle, index=replace(worker.index, definition=definition))
    step = built(replace(worker, lifecycle=lifecycle), rebuild=True)
    assert (step.phase, step.note) == (BuildPhase.FAILED, "1 of 1 names do not find their association")


@pytest.mark.parametrize(
    "name", ["'t Verlof", "K.S.A.", "St. Jozef", "ij", "جمعية", "🎺", "x" * 500, '( [ { " / : ! ^ ~ -', "-"]
)
def test_awkward_names_pass_the_rollout_checks(worker: IndexWorker, live: str, register: Register, name: str) -> None:
    register.add(name)
    worker.outbox_worker.drain(SOON)
    assert swapped(worker)


def test_a_build_that_failed_is_not_begun_again_at_once(worker: IndexWorker, register: Register) -> None:
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    generations.end(worker.connection, building.name, GenerationState.FAILED, "for a test")
    assert worker.lifecycle.step(SOON).phase is BuildPhase.PAUSED


def test_only_one_process_builds_at_a_time(worker: IndexWorker, database: Database) -> None:
    with (
        psycopg.connect(database.indexer, autocommit=True) as other,
        generations.build_lock(other, worker.kind) as has_lock,
    ):
        assert has_lock
        assert worker.lifecycle.step(SOON).phase is BuildPhase.ELSEWHERE


def test_of_two_that_begin_a_generation_one_does(worker: IndexWorker) -> None:
    assert generations.create(worker.connection, worker.engine, worker.index.definition) is not None
    assert generations.create(worker.connection, worker.engine, worker.index.definition) is None
    assert len(worker.engine.indices()) == 1


def test_another_schema_is_built_by_itself(worker: IndexWorker, live: str) -> None:
    make_old(worker, live, "older")
    step = built(worker)
    assert step.phase is BuildPhase.SWAPPED
    assert step.generation is not None
    assert step.generation.fingerprint == ASSOCIATIONS.fingerprint


def test_a_release_leaves_alone_what_another_release_made_after_it_started(worker: IndexWorker, live: str) -> None:
    make_newer(worker)
    assert worker.lifecycle.step(SOON).phase is BuildPhase.IDLE


def test_a_release_does_not_go_on_with_the_build_of_a_newer_one(
    worker: IndexWorker, live: str, register: Register
) -> None:
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    make_newer(worker)
    register.add()
    assert worker.lifecycle.step(SOON).phase is BuildPhase.ELSEWHERE
    assert in_index(worker.engine, building.name) == {}


def test_a_worker_leaves_the_outbox_to_a_newer_release(worker: IndexWorker, live: str, register: Register) -> None:
    make_newer(worker)
    register.add()
    assert worker.outbox_worker.drain(SOON) == {}
    assert (waiting(worker), worker.outbox_worker.is_held_up) == (1, True)


def test_the_generation_before_keeps_receiving_changes(worker: IndexWorker, live: str, register: Register) -> None:
    newer = swapped(worker)
    register.add()
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live) == in_index(worker.engine, newer) == in_register(worker)


def test_a_rollback_shows_the_generation_before_at_once(worker: IndexWorker, live: str) -> None:
    swapped(worker)
    assert generations.roll_back(worker.connection, worker.engine, worker.kind).name == live
    assert worker.engine.alias_targets() == {live}


def test_a_rollback_can_be_rolled_back(worker: IndexWorker, live: str) -> None:
    newer = swapped(worker)
    generations.roll_back(worker.connection, worker.engine, worker.kind)
    assert generations.roll_back(worker.connection, worker.engine, worker.kind).name == newer


def test_what_was_rolled_back_to_is_kept_although_its_schema_is_older(worker: IndexWorker, live: str) -> None:
    make_old(worker, live, "older")
    built(worker)
    generations.roll_back(worker.connection, worker.engine, worker.kind)
    assert worker.lifecycle.step(SOON).phase is BuildPhase.IDLE


def test_there_is_nothing_to_roll_back_to_after_a_first_build(worker: IndexWorker, live: str) -> None:
    with pytest.raises(generations.NothingToRollBackTo):
        generations.roll_back(worker.connection, worker.engine, worker.kind)


def test_an_alias_that_was_moved_by_hand_is_put_right(worker: IndexWorker, live: str) -> None:
    newer = swapped(worker)
    worker.engine.point_alias(live)
    worker.lifecycle.step(SOON)
    assert worker.engine.alias_targets() == {newer}


def test_a_lost_index_is_built_anew(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    worker.engine.drop(live)
    worker.outbox_worker.drain(SOON)
    newer = swapped(worker)
    worker.connection.execute("UPDATE feed.outbox SET locked_until = '-infinity'")
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, newer) == in_register(worker)
    assert waiting(worker) == 0


def test_a_building_index_that_is_lost_is_begun_anew(worker: IndexWorker) -> None:
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    worker.engine.drop(building.name)
    assert built(worker).phase is BuildPhase.SWAPPED


def test_a_rebuild_that_was_asked_for_is_begun_once(worker: IndexWorker, live: str) -> None:
    state_store.put(worker.connection, worker.kind, state_store.REBUILD_WANTED)
    assert built(worker).phase is BuildPhase.SWAPPED
    assert worker.lifecycle.step(SOON).phase is BuildPhase.IDLE


def test_a_generation_goes_when_its_grace_is_over(worker: IndexWorker, live: str) -> None:
    newer = swapped(worker)
    assert cleanup.clean(worker.index, LONG) == []
    assert cleanup.clean(worker.index, NONE) == [live]
    assert worker.engine.indices().keys() == {newer}


def test_the_index_of_a_failed_generation_goes(worker: IndexWorker, live: str) -> None:
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    generations.end(worker.connection, building.name, GenerationState.FAILED, "for a test")
    assert cleanup.clean(worker.index, LONG) == [building.name]


def test_an_index_without_a_generation_is_reported_and_goes_after_an_hour(
    worker: IndexWorker, live: str, index_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = f"{index_prefix}-stranger"
    worker.engine.create(stranger, worker.index.definition.settings, worker.index.definition.mapping)
    assert cleanup.find_unused_indices(worker.index).keys() == {stranger}
    assert cleanup.clean(worker.index, LONG) == []
    monkeypatch.setattr(cleanup, "_UNKNOWN_FOR", NONE)
    assert cleanup.clean(worker.index, LONG) == [stranger]


def test_dead_letters_go_with_their_generation(worker: IndexWorker, live: str) -> None:
    set_aside(worker, 1, live)
    generations.end(worker.connection, live, GenerationState.DROPPED, "for a test")
    assert worker.connection.execute("SELECT 1 FROM feed.dead_letter").fetchone() is None
