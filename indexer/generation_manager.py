"""Keeps one whole generation live: begins one where it is missing or outdated, checks it and swaps it in.

All of it in small steps under one lock, each ended by a commit: whoever comes next, after whatever crash, goes on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import structlog

from indexer import clock, counters, generations, reconcile_pass, rollout_checks, state_store
from indexer.engine import LARGEST_SLICE
from indexer.generations import Generation, State
from indexer.index_definitions import ASSOCIATIONS

if TYPE_CHECKING:
    from directory.platform.database import Connection
    from indexer.backfill import Backfill
    from indexer.engine import Engine

log = structlog.get_logger(__name__)
WANTED = "rebuild_wanted"
# After a build that failed the next waits a minute, then two, four, … at most an hour.
_FIRST_PAUSE_SECONDS = 60
_LONGEST_PAUSE_SECONDS = 3600
_LOST = "the engine lost it"
_FAILED_SINCE_LIVE = """
SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - max(created_at)), 0)::float8 FROM feed.generation
WHERE state IN ('failed', 'dropped') AND live_at IS NULL AND schema_hash = %s
  AND note <> %s AND created_at > coalesce((SELECT max(live_at) FROM feed.generation), '-infinity')
"""


class Phase(StrEnum):
    """Where the work stands after a step."""

    IDLE = "idle"  # one whole generation is live and there is nothing to do
    ELSEWHERE = "elsewhere"  # another process is at it
    PAUSED = "paused"  # the last build failed; the next begins in a while
    FILLING = "filling"
    CHECKING = "checking"
    SWAPPED = "swapped"
    FAILED = "failed"

    @property
    def goes_on(self) -> bool:
        """Whether another step would bring it further at once."""
        return self in {Phase.FILLING, Phase.CHECKING}


class Step(NamedTuple):
    """What a step did, and to which generation."""

    phase: Phase
    generation: Generation | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Does the work for one process."""

    connection: Connection
    engine: Engine
    backfill: Backfill

    def step(self, seconds: float, *, wanted: bool = False) -> Step:
        """Put right what is wrong, then build for a while where something is to be built.

        `wanted`: begin a new generation although the live one is well.
        """
        with generations.alone(self.connection) as alone:
            if not alone:
                return Step(Phase.ELSEWHERE)
            self._notice_losses()
            self._mend_alias()
            building = self._building() or self._begun(wanted=wanted or self._is_asked_for())
            if isinstance(building, Step):
                return building
            return self._advance(building, seconds)

    def _notice_losses(self) -> None:
        """Let go of generations whose index is gone: a wiped disk, another cluster at the same address."""
        present = self.engine.indices()
        for generation in generations.written(self.connection):
            if generation.name not in present:
                log.error("index is gone", generation=generation.name, state=generation.state.value)
                generations.end(self.connection, generation.name, State.FAILED, _LOST)

    def _mend_alias(self) -> None:
        """Have the alias follow Postgres, also after a crash between the two or a hand that slipped."""
        for live in generations.of_state(self.connection, State.LIVE):
            if self.engine.alias_targets() != {live.name}:
                log.warning("alias is put right", generation=live.name, alias=self.engine.prefix)
                self.engine.point_alias(live.name)

    def _building(self) -> Generation | None:
        for building in generations.of_state(self.connection, State.BUILDING):
            if not building.is_outdated:
                return building
            generations.end(self.connection, building.name, State.FAILED, "overtaken by a newer schema")
        return None

    def _is_asked_for(self) -> bool:
        return state_store.get(self.connection, WANTED) is not None

    def _begun(self, *, wanted: bool) -> Generation | Step:
        """Begin a generation where one is needed."""
        live = self.live()
        if live and not wanted and (not live.is_outdated or generations.is_pinned(self.connection, live)):
            return Step(Phase.IDLE, live)
        if not wanted and self._is_resting():
            return Step(Phase.PAUSED, live)
        begun = generations.create(self.connection, self.engine)
        state_store.remove(self.connection, WANTED)
        if begun is None:
            return Step(Phase.ELSEWHERE)
        log.info("generation begun", generation=begun.name, schema=begun.schema_hash)
        return begun

    def filled(self, generation: Generation | None) -> float:
        """Return how much of the register a build has seen, 0 to 1."""
        row = self.connection.execute("SELECT max(association_id) FROM feed.version WHERE is_public").fetchone()
        last = row[0] if row else None
        if generation is None or generation.backfilled_at is not None or not last:
            return 1.0
        return min(float(generation.cursor / last), 1.0)

    def live(self) -> Generation | None:
        """Return the live generation."""
        found = generations.of_state(self.connection, State.LIVE)
        return found[0] if found else None

    def _is_resting(self) -> bool:
        row = self.connection.execute(_FAILED_SINCE_LIVE, (ASSOCIATIONS.fingerprint, _LOST)).fetchone()
        failures, age = row or (0, 0.0)
        pause = min(_LONGEST_PAUSE_SECONDS, _FIRST_PAUSE_SECONDS * 2 ** (failures - 1)) if failures else 0
        return bool(age < pause)

    def _advance(self, building: Generation, seconds: float) -> Step:
        deadline = clock.now() + seconds
        if building.backfilled_at is None:
            if not self.backfill.go_on(building, seconds):
                return Step(Phase.FILLING, self._again(building))
            self.engine.open_for_search(building.name)
            log.info("generation filled", generation=building.name)
        while clock.now() < deadline:
            pass_ = reconcile_pass.go_on(self.connection, self.engine, building.name, LARGEST_SLICE)
            if pass_.is_over:
                return self._judge(building, pass_)
        return Step(Phase.CHECKING, self._again(building))

    def _again(self, building: Generation) -> Generation:
        """Read a generation anew, for who tells how far it is."""
        return next((found for found in generations.of_state(self.connection, State.BUILDING)), building)

    def _judge(self, building: Generation, pass_: reconcile_pass.Sweep) -> Step:
        found = [] if pass_.is_clean else [f"sweep found {dict(pass_.found)}"]
        found += list(rollout_checks.problems(self.connection, self.engine, building, self.live())) if not found else []
        if found:
            return self._fail(building, "; ".join(found))
        self.engine.merge(building.name)
        generations.swap(self.connection, self.engine, building.name, documents=pass_.checked)
        counters.add(self.connection, counters.BUILDS, Counter(["swapped"]))
        log.info("generation is live", generation=building.name, total=pass_.checked)
        return Step(Phase.SWAPPED, self.live())

    def _fail(self, building: Generation, note: str) -> Step:
        generations.end(self.connection, building.name, State.FAILED, note)
        counters.add(self.connection, counters.BUILDS, Counter(["failed"]))
        log.error("generation failed its gates", generation=building.name)
        return Step(Phase.FAILED, building, note)
