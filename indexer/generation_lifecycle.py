"""Keeps one whole generation of an index live: builds one where it is missing or outdated, checks it and swaps it in.

All of it in small steps under one lock per kind, each ended by a commit: after a crash the next process goes on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import structlog

from indexer import clock, counters, generations, reconcile_pass, rollout_checks, state_store
from indexer.engine import LARGEST_SLICE
from indexer.generations import Generation, GenerationState

if TYPE_CHECKING:
    from indexer.backfill import Backfill
    from indexer.index_definition import OpenIndex

log = structlog.get_logger(__name__)
# Back-off: after a build that failed the next waits a minute, then two, four, ... at most an hour.
_FIRST_PAUSE_SECONDS = 60
_LONGEST_PAUSE_SECONDS = 3600
_LOST = "the engine lost it"
_FAILED_SINCE_LIVE = """
SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - max(created_at)), 0)::float8 FROM feed.generation
WHERE kind = %(kind)s AND state IN ('failed', 'dropped') AND live_at IS NULL AND fingerprint = %(fingerprint)s
  AND note <> %(lost)s
  AND created_at > coalesce((SELECT max(live_at) FROM feed.generation WHERE kind = %(kind)s), '-infinity')
"""


class BuildPhase(StrEnum):
    """Where the work stands after a step."""

    IDLE = "idle"  # one whole generation is live and there is nothing to do
    ELSEWHERE = "elsewhere"  # another process is at work
    PAUSED = "paused"  # the last build failed; the next begins later
    FILLING = "filling"
    CHECKING = "checking"
    SWAPPED = "swapped"
    FAILED = "failed"

    @property
    def goes_on(self) -> bool:
        """Whether another step would bring it further at once."""
        return self in {BuildPhase.FILLING, BuildPhase.CHECKING}


class BuildStep(NamedTuple):
    """What a step did, and to which generation."""

    phase: BuildPhase
    generation: Generation | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class GenerationLifecycle:
    """Looks after the generations of one index for one process."""

    index: OpenIndex
    backfill: Backfill

    def step(self, seconds: float, *, rebuild: bool = False) -> BuildStep:
        """Put right what is wrong, then build for a while where something is to be built.

        `rebuild`: begin a new generation although the live one is well.
        """
        connection, kind = self.index.connection, self.index.kind
        with generations.build_lock(connection, kind) as has_lock:
            if not has_lock:
                return BuildStep(BuildPhase.ELSEWHERE)
            self._end_lost_generations()
            self._repair_alias()
            building = generations.find_building(connection, kind)
            if building and building.is_of_newer_release(self.index.definition.fingerprint):
                return BuildStep(BuildPhase.ELSEWHERE, building)
            if building and building.is_outdated(self.index.definition.fingerprint):
                generations.end(connection, building.name, GenerationState.FAILED, "overtaken by a newer release")
                building = None
            if building is None:
                is_wanted = rebuild or state_store.get(connection, kind, state_store.REBUILD_WANTED) is not None
                begun = self._begin(is_wanted=is_wanted)
                if isinstance(begun, BuildStep):
                    return begun
                building = begun
            return self._advance(building, seconds)

    def live(self) -> Generation | None:
        """Return the live generation."""
        return generations.find_live(self.index.connection, self.index.kind)

    def filled_share(self, generation: Generation | None) -> float:
        """Return how much of what is public a build has read, 0 to 1."""
        row = self.index.connection.execute(
            "SELECT max(entity_id) FROM feed.version WHERE kind = %s AND is_public", (self.index.kind,)
        ).fetchone()
        last = row[0] if row else None
        if generation is None or generation.backfilled_at is not None or not last:
            return 1.0
        return min(float(generation.cursor / last), 1.0)

    def _end_lost_generations(self) -> None:
        """End generations whose index is gone: a wiped disk, another cluster at the same address."""
        present = self.index.engine.indices()
        for generation in generations.list_written(self.index.connection, self.index.kind):
            if generation.name not in present:
                log.error("index is gone", generation=generation.name, state=generation.state.value)
                generations.end(self.index.connection, generation.name, GenerationState.FAILED, _LOST)

    def _repair_alias(self) -> None:
        """Point the alias to what is live in Postgres: after a crash between the two, or when it was moved by hand."""
        live, engine = self.live(), self.index.engine
        if live and engine.alias_targets() != {live.name}:
            log.warning("alias is put right", generation=live.name, alias=engine.alias)
            engine.point_alias(live.name)

    def _begin(self, *, is_wanted: bool) -> Generation | BuildStep:
        """Begin a generation where one is needed."""
        connection, definition = self.index.connection, self.index.definition
        live = self.live()
        is_up_to_date = live is not None and (
            not live.is_outdated(definition.fingerprint) or generations.is_pinned(connection, self.index.kind, live)
        )
        if is_up_to_date and not is_wanted:
            return BuildStep(BuildPhase.IDLE, live)
        if not is_wanted and self._is_pausing():
            return BuildStep(BuildPhase.PAUSED, live)
        begun = generations.create(connection, self.index.engine, definition)
        state_store.remove(connection, self.index.kind, state_store.REBUILD_WANTED)
        if begun is None:
            return BuildStep(BuildPhase.ELSEWHERE)
        log.info("generation begun", generation=begun.name, schema=begun.fingerprint)
        return begun

    def _is_pausing(self) -> bool:
        values = {"kind": self.index.kind, "fingerprint": self.index.definition.fingerprint, "lost": _LOST}
        failures, age = self.index.connection.execute(_FAILED_SINCE_LIVE, values).fetchone() or (0, 0.0)
        pause = min(_LONGEST_PAUSE_SECONDS, _FIRST_PAUSE_SECONDS * 2 ** (failures - 1)) if failures else 0
        return bool(age < pause)

    def _advance(self, building: Generation, seconds: float) -> BuildStep:
        deadline = clock.now() + seconds
        if building.backfilled_at is None:
            if not self.backfill.fill(building, seconds):
                return BuildStep(BuildPhase.FILLING, self._read_again(building))
            self.index.engine.open_for_search(building.name, self.index.definition.settings)
            log.info("generation filled", generation=building.name)
        while clock.now() < deadline:
            reconciled = reconcile_pass.go_on(self.index, building.name, LARGEST_SLICE)
            if reconciled.is_over:
                return self._check(building, reconciled)
        return BuildStep(BuildPhase.CHECKING, self._read_again(building))

    def _read_again(self, building: Generation) -> Generation:
        return generations.find_building(self.index.connection, self.index.kind) or building

    def _check(self, building: Generation, reconciled: reconcile_pass.ReconcilePass) -> BuildStep:
        """Swap the generation in when it passes the rollout checks."""
        if reconciled.is_clean:
            problems = list(rollout_checks.find_problems(self.index, building, self.live()))
        else:
            problems = [f"reconciliation found {dict(reconciled.drift)}"]
        if problems:
            return self._fail(building, "; ".join(problems))
        connection, engine = self.index.connection, self.index.engine
        engine.merge(building.name)
        generations.swap(connection, engine, self.index.kind, building.name, documents=reconciled.checked)
        counters.add(connection, counters.BUILDS, Counter(["swapped"]))
        log.info("generation is live", generation=building.name, total=reconciled.checked)
        return BuildStep(BuildPhase.SWAPPED, self.live())

    def _fail(self, building: Generation, note: str) -> BuildStep:
        generations.end(self.index.connection, building.name, GenerationState.FAILED, note)
        counters.add(self.index.connection, counters.BUILDS, Counter(["failed"]))
        log.error("generation failed its rollout checks", generation=building.name)
        return BuildStep(BuildPhase.FAILED, building, note)
