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

from indexer import cleanup, generations, workshop
from indexer.generations import State
from tests.indexer.workplace import Register, emptied, in_index, in_register, make_due, registrar, waiting

if TYPE_CHECKING:
    from directory.settings import Settings
    from indexer.backfill import Stretch
    from indexer.generations import Generation
    from indexer.relay import Batch
    from indexer.sending import Sent
    from indexer.workshop import Workshop
    from tests.conftest import Database

EXAMPLES = 20
STEPS = 40
SOON = 30.0
_numbers = iter(range(1, 100_000))


class Read(NamedTuple):
    """What a worker holds after it claimed and read."""

    batch: Batch


class Answered(NamedTuple):
    """What a worker holds after it sent."""

    batch: Batch
    sent: Sent


class Schedules(RuleBasedStateMachine):
    """Two parties: those who write the register, and workers that may stop existing after any step."""

    tools: Workshop
    register: Register

    associations: Bundle[int] = Bundle("associations")
    read: Bundle[Read] = Bundle("read")
    answered: Bundle[Answered] = Bundle("answered")
    slices: Bundle[tuple[Generation, Stretch]] = Bundle("slices")

    @initialize()
    def a_live_generation(self) -> None:
        self._build_to_the_end()

    # Those who write
    @rule(target=associations)
    def add(self) -> int:
        return self.register.add(f"Harmonie {next(_numbers)}")

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

    @rule(number=associations)
    def restore(self, number: int) -> None:
        self.register.restore(number)

    @rule(number=consumes(associations))
    def delete(self, number: int) -> None:
        self.register.delete(number)

    # Workers, step by step; one that is never gone on with has died
    @rule(target=read, most=st.integers(1, 4))
    def claim_and_read(self, most: int) -> Any:
        self.tools.relay.pace.size = most
        batch = self.tools.relay.load()
        return multiple() if batch is None else Read(batch)

    @rule(target=answered, held=read)  # not consumed: it may be sent again, much later
    def send(self, held: Read) -> Answered:
        return Answered(held.batch, self.tools.relay.send(held.batch))

    @rule(held=answered)
    def settle(self, held: Answered) -> None:
        self.tools.relay.settle(held.batch, held.sent)

    @rule(held=consumes(answered))
    def die_before_settling(self, held: Answered) -> None:
        del held

    @rule()
    def leases_end(self) -> None:
        make_due(self.tools)

    @rule()
    def drain(self) -> None:
        self.tools.relay.drain(SOON)

    # Who builds
    @rule()
    def begin_a_build(self) -> None:
        generations.create(self.tools.connection, self.tools.engine)

    @rule(target=slices, most=st.integers(1, 3))
    def read_a_slice(self, most: int) -> Any:
        for building in generations.of_state(self.tools.connection, State.BUILDING):
            self.tools.upkeep.backfill.pace.size = most
            stretch = self.tools.upkeep.backfill.read(building.cursor)
            if stretch is not None:
                return (building, stretch)
        return multiple()

    @rule(held=slices, lives=st.booleans())
    def write_a_slice(self, held: tuple[Generation, Stretch], *, lives: bool) -> None:
        """Write a slice late, or twice; the cursor moves only where the one who wrote lives on."""
        building, stretch = held
        sent = self.tools.upkeep.backfill.send(stretch, building)
        at = [found.cursor for found in generations.of_state(self.tools.connection, State.BUILDING)]
        if lives and at == [building.cursor]:
            self.tools.upkeep.backfill.settle(stretch, sent, building)

    @rule()
    def finish_a_build(self) -> None:
        self._build_to_the_end()

    @rule()
    def roll_back(self) -> None:
        if generations.of_state(self.tools.connection, State.RETIRED):
            generations.roll_back(self.tools.connection, self.tools.engine)

    @rule()
    def forget_the_oldest(self) -> None:
        retired = generations.of_state(self.tools.connection, State.RETIRED)
        if len(retired) > 1:
            generations.end(self.tools.connection, retired[-1].name, State.DROPPED, "")
            self.tools.engine.drop(retired[-1].name)

    def _build_to_the_end(self) -> None:
        step = self.tools.upkeep.step(SOON)
        while step.phase.goes_on:
            step = self.tools.upkeep.step(SOON)
        assert not step.note, step

    def teardown(self) -> None:
        """When all is quiet every generation that is written to equals what is published, versions included."""
        self.tools.relay.pace.size = 1000
        make_due(self.tools)
        self.tools.relay.drain(SOON)
        assert waiting(self.tools) == 0
        self._build_to_the_end()
        published = in_register(self.tools)
        for generation in generations.written(self.tools.connection):
            assert in_index(self.tools.engine, generation.name) == published, generation.state
        self._leave_one()

    def _leave_one(self) -> None:
        """Keep the live generation for the next schedule: making one takes longer than all steps together."""
        for generation in generations.of_state(self.tools.connection, State.RETIRED):
            generations.end(self.tools.connection, generation.name, State.DROPPED, "")
        cleanup.clean(self.tools.connection, self.tools.engine, timedelta(0))
        emptied(self.tools, self.register)


@pytest.mark.timeout(1200)  # a minute on an idle machine
def test_the_index_equals_what_is_published_after_any_schedule(
    module_database: Database, module_settings: Settings
) -> None:
    with workshop.opened(module_settings) as opened, registrar(module_database) as writing:

        class OnTheseParts(Schedules):
            tools = opened
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
