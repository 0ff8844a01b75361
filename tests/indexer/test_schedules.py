"""Whatever happens in whatever order, the index ends as the published register: on the real Postgres and engine.

Workers are taken apart into their steps (claim and read, send, settle), so that the machine can let one die after any
of them, run a step of one between two steps of another, or repeat one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)

from indexer import cleanup, generations, worker_context
from indexer.generations import GenerationState
from tests.indexer.worker import Register, emptied, in_index, in_register, make_due, registrar, waiting

if TYPE_CHECKING:
    from directory.settings import Settings
    from indexer.backfill import BackfillSlice
    from indexer.bulk_writer import BulkResult
    from indexer.generations import Generation
    from indexer.outbox_worker import OutboxBatch
    from indexer.worker_context import IndexWorker
    from tests.running_parts import Database

EXAMPLES = 20
STEPS = 50
FEW = 3
# What takes a second happens in one of three turns, so that there is time for many of the others.
SELDOM = st.sampled_from((True, False, False))
SOON = 30.0
_numbers = iter(range(1, 100_000))


class Read(NamedTuple):
    """What a worker holds after it claimed and read."""

    batch: OutboxBatch


class Answered(NamedTuple):
    """What a worker holds after it sent."""

    batch: OutboxBatch
    sent: BulkResult


class Schedules(RuleBasedStateMachine):
    """Two parties: those who write the register, and workers that may stop existing after any step."""

    worker: IndexWorker
    register: Register
    left_clean = True  # by the schedule before

    associations: Bundle[int] = Bundle("associations")
    read: Bundle[Read] = Bundle("read")
    answered: Bundle[Answered] = Bundle("answered")
    slices: Bundle[tuple[Generation, BackfillSlice]] = Bundle("slices")

    def __init__(self) -> None:
        super().__init__()
        if not self.left_clean:
            self._start_afresh()
        type(self).left_clean = False
        self._build_to_the_end()

    # Those who write. Few associations, so that late steps of one worker meet what others did to the same one
    @initialize(target=associations)
    def some_associations(self) -> Any:
        return multiple(*(self.register.add(f"Harmonie {next(_numbers)}") for _ in range(FEW)))

    @rule(target=associations)
    def add_another_for_one_that_was_deleted(self) -> Any:
        row = self.register.connection.execute("SELECT count(*) FROM register.association").fetchone()
        return multiple() if row and row[0] == FEW else self.register.add(f"Harmonie {next(_numbers)}")

    @rule(number=associations, at=st.integers(0, 9))
    def change(self, number: int, at: int) -> None:
        self.register.rename(number, f"Fanfare {at} {next(_numbers)}")

    @rule(number=associations)
    def change_a_part(self, number: int) -> None:
        known = self.register.connection.execute("SELECT 1 FROM register.association WHERE id = %s", (number,))
        if known.fetchone():
            self.register.locate(number, "9000")

    @rule(number=associations)
    def hide(self, number: int) -> None:
        self.register.hide(number)

    @rule()
    def restore_all(self) -> None:
        self.register.connection.execute("UPDATE register.association SET opted_out = false WHERE opted_out")

    @rule(number=consumes(associations))
    def delete(self, number: int) -> None:
        self.register.delete(number)

    # Workers, step by step; one that is never gone on with has died
    @rule(target=read, most=st.integers(1, 4))
    def claim_and_read(self, most: int) -> Any:
        self.worker.outbox_worker.batch_size.size = most
        make_due(self.worker)  # leases end, and pauses too
        batch = self.worker.outbox_worker.load()
        return multiple() if batch is None else Read(batch)

    @rule(target=answered, held=read)  # not consumed: it may be sent again, much later
    def send(self, held: Read) -> Answered:
        return Answered(held.batch, self.worker.outbox_worker.send(held.batch))

    @rule(target=answered, number=associations, shown=st.booleans())
    def oversleep(self, number: int, *, shown: bool) -> Any:
        """Let a worker read, others change and drain the same association meanwhile, and the worker send then."""
        self._show(number, shown=shown)
        held = self._claim_and_read_all()
        self._show(number, shown=not shown)
        self.worker.outbox_worker.drain(SOON)
        late = None if held is None else Answered(held, self.worker.outbox_worker.send(held))
        self.all_is_quiet()  # at once: a later change of the same association would cover up what went wrong
        return multiple() if late is None else late

    @rule(held=answered)
    def settle(self, held: Answered) -> None:
        self.worker.outbox_worker.settle(held.batch, held.sent)

    @rule(held=consumes(answered))
    def die_before_settling(self, held: Answered) -> None:
        del held

    def _claim_and_read_all(self) -> OutboxBatch | None:
        self.worker.outbox_worker.batch_size.size = 1000
        return self.worker.outbox_worker.load()

    def _show(self, number: int, *, shown: bool) -> None:
        if shown:
            self.register.restore(number)
        else:
            self.register.hide(number)

    @rule()
    def drain(self) -> None:
        self.worker.outbox_worker.drain(SOON)

    # Who builds
    @rule(now=SELDOM)
    def begin_a_build(self, *, now: bool) -> None:
        if now:
            generations.create(self.worker.connection, self.worker.engine, self.worker.index.definition)

    @rule(target=slices, most=st.integers(1, 3))
    def read_a_slice(self, most: int) -> Any:
        for building in generations.list_in_state(self.worker.connection, self.worker.kind, GenerationState.BUILDING):
            self.worker.backfill.batch_size.size = most
            stretch = self.worker.backfill.read_slice(building.cursor)
            if stretch is not None:
                return (building, stretch)
        return multiple()

    @rule(held=slices, lives=st.booleans())
    def write_a_slice(self, held: tuple[Generation, BackfillSlice], *, lives: bool) -> None:
        """Write a slice late, or twice; the cursor moves only where the one who wrote lives on."""
        building, stretch = held
        sent = self.worker.backfill.send(stretch, building)
        at = [
            found.cursor
            for found in generations.list_in_state(self.worker.connection, self.worker.kind, GenerationState.BUILDING)
        ]
        if lives and at == [building.cursor]:
            self.worker.backfill.settle(stretch, sent, building)

    @rule(now=SELDOM)
    def finish_a_build(self, *, now: bool) -> None:
        if now:
            self._build_to_the_end()

    @rule(now=SELDOM)
    def roll_back(self, *, now: bool) -> None:
        if now and generations.list_in_state(self.worker.connection, self.worker.kind, GenerationState.RETIRED):
            generations.roll_back(self.worker.connection, self.worker.engine, self.worker.kind)

    @rule()
    def forget_the_oldest(self) -> None:
        retired = generations.list_in_state(self.worker.connection, self.worker.kind, GenerationState.RETIRED)
        if len(retired) > 1:
            generations.end(self.worker.connection, retired[-1].name, GenerationState.DROPPED, "")
            self.worker.engine.drop(retired[-1].name)

    @rule()
    def all_is_quiet(self) -> None:
        """When nothing waits, each generation that was live equals what is published, versions included."""
        self.worker.outbox_worker.batch_size.size = 1000
        make_due(self.worker)
        self.worker.outbox_worker.drain(SOON)
        assert waiting(self.worker) == 0
        published = in_register(self.worker)
        for generation in generations.list_written(self.worker.connection, self.worker.kind):
            if generation.state is not GenerationState.BUILDING:
                assert in_index(self.worker.engine, generation.name) == published, generation.state

    def _build_to_the_end(self) -> None:
        step = self.worker.lifecycle.step(SOON)
        while step.phase.goes_on:
            step = self.worker.lifecycle.step(SOON)
        assert not step.note, step

    def teardown(self) -> None:
        """Finish what was begun, and look once more."""
        self._build_to_the_end()
        self.all_is_quiet()
        self._leave_one()
        type(self).left_clean = True

    def _start_afresh(self) -> None:
        """Forget a schedule that went wrong, so that it goes wrong in the same way when it is repeated."""
        for generation in generations.list_written(self.worker.connection, self.worker.kind):
            generations.end(self.worker.connection, generation.name, GenerationState.DROPPED, "")
        self.register.connection.execute("DELETE FROM register.association")
        self.worker.connection.execute("DELETE FROM feed.outbox")
        self.worker.connection.execute("DELETE FROM feed.dead_letter")

    def _leave_one(self) -> None:
        """Keep the live generation for the next schedule: making one takes longer than all steps together."""
        for generation in generations.list_in_state(self.worker.connection, self.worker.kind, GenerationState.RETIRED):
            generations.end(self.worker.connection, generation.name, GenerationState.DROPPED, "")
        cleanup.clean(self.worker.index, timedelta(0))
        emptied(self.worker, self.register)


@pytest.mark.timeout(1200)  # a minute on an idle machine
def test_the_index_equals_what_is_published_after_any_schedule(
    module_database: Database, module_settings: Settings
) -> None:
    with worker_context.open_workers(module_settings) as (opened,), registrar(module_database) as writing:

        class OnTheseParts(Schedules):
            worker = opened
            register = writing

        run_state_machine_as_test(
            OnTheseParts,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                # Shrinking would repeat an example of a second hundreds of times; the steps are printed as they are.
                phases=(Phase.explicit, Phase.reuse, Phase.generate),
                database=None,
            ),
        )
