"""`directory up`: the parts, the migrations, invented content for an empty register, the processes; then keep watch."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from directory.devstack import (
    commands,
    external,
    lock,
    logs,
    platforms,
    ports,
    process,
    process_group,
    secrets,
    seed,
    signals,
)
from directory.devstack.parts import Parts, Place
from directory.devstack.problems import StartProblem, check_space, told
from directory.devstack.progress import Steps
from directory.devstack.readiness import until_it_answers, until_it_is_whole
from directory.settings import state_folder

if TYPE_CHECKING:
    from directory.devstack.connections import Connections

_LOOK_EVERY = 0.5
FAILED = 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for."""

    parts_only: bool = False
    demo: bool = True
    port: int | None = None


def run(wanted: Wanted) -> int:
    """Start everything and keep it running; return the exit code."""
    steps = Steps()
    state = state_folder()
    try:
        with signals.on_signals(), told(state), lock.held(state):
            _Supervisor(wanted, state, steps).run()
    except StartProblem as problem:
        steps.say(f"Not started. {problem}")
        return FAILED
    except signals.Stop:
        steps.say("All stopped.")
    return 0


class _Supervisor:
    """One run of one state folder."""

    def __init__(self, wanted: Wanted, state: Path, steps: Steps) -> None:
        self._wanted = wanted
        self._steps = steps
        self._outside = external.from_environment()
        self._state = state
        platforms.check(self._outside)
        cache = Path(os.environ.get("DIRECTORY_CACHE") or state / "cache").resolve()
        self._parts = Parts(Place(state, cache), secrets.of(state), self._outside, steps)
        self._family = process_group.Family(state)
        self._backoff: dict[str, process_group.Backoff] = {}

    def run(self) -> None:
        began = time.monotonic()
        check_space(self._state, first=not (self._state / "postgres" / "cluster").exists())
        for name in process.end_orphans(self._state):
            self._steps.say(f"An earlier start was killed; its {name} was ended.")
        logs.bound(self._state / "logs")
        try:
            addresses = self._start()
            how = f"Started in {time.monotonic() - began:.0f} s. Ctrl-C stops it."
            self._steps.greet(*self._greeting(addresses), how)
            self._watch()
        finally:
            self._stop()

    def _start(self) -> Connections:
        addresses = self._parts.start()
        addresses.write(self._state)
        if self._wanted.parts_only:
            return addresses
        with self._steps.step("Migrating the database"):
            seed.migrate(addresses, self._state)
        if self._wanted.demo:
            seed.fill_when_empty(addresses, self._state, self._steps)
        # Not before: filling takes a while, and a port that was free may be taken by then.
        port = self._web_port()
        addresses = replace(addresses, web=f"http://{ports.HOST}:{port}")
        addresses.write(self._state)
        self._start_processes(addresses, port)
        return addresses

    def _web_port(self) -> int:
        wish = ports.WEB if self._wanted.port is None else ports.Wish(self._wanted.port, ports.LAST)
        port = wish.take()
        if port != wish.first:
            self._steps.say(f"Port {wish.first} is in use, so the web takes port {port}.")
        return port

    def _start_processes(self, addresses: Connections, port: int) -> None:
        values = {"host": ports.HOST, "port": port, "schedule": self._state / "beat-schedule"}
        with self._steps.step(f"Starting {', '.join(kind.name for kind in reversed(commands.LASTING))}"):
            for kind in commands.LASTING:
                texts = {name: str(value) for name, value in values.items()}
                self._family.start(process_group.command(kind, addresses, self._state, **texts))
            until_it_answers(f"{addresses.web}/health/live", self._family, self._state / "logs")
        self._index(addresses)

    def _index(self, addresses: Connections) -> None:
        """Wait for an index that can be searched: at the first start it has yet to be built."""
        ready = f"{addresses.web}/health/ready"
        with self._steps.step("Indexing (at the first start)") as tell:
            whole = until_it_is_whole(ready, addresses.owner, self._family, self._state / "logs", tell)
        if not whole:
            self._steps.say(f"The index is not ready yet: see {self._parts.log('worker')} and `directory doctor`.")

    def _greeting(self, addresses: Connections) -> tuple[str, str]:
        if self._wanted.parts_only:
            return "The parts are up; their addresses are in", str(self._state / "connections.json")
        return "The directory is at", addresses.web

    def _watch(self) -> None:
        """Start what dies again, ever more patiently, until somebody says stop."""
        while True:
            now = time.monotonic()
            for name in self._parts.dead():
                self._again(name, "was ended", now)
            for name, code in self._family.dead().items():
                self._again(name, f"ended with {code}", now)
            logs.bound(self._state / "logs")
            time.sleep(_LOOK_EVERY)

    def _again(self, name: str, how: str, now: float) -> None:
        backoff = self._backoff.setdefault(name, process_group.Backoff())
        if not backoff.not_before:
            pause = backoff.died(now)
            self._steps.say(f"{name} {how}; it is started again in {pause:.0f} s (see {self._parts.log(name)}).")
        elif now >= backoff.not_before:
            backoff.not_before, backoff.started = 0.0, now
            self._start_again(name)

    def _start_again(self, name: str) -> None:
        again = self._parts.restart if name in self._parts.dead() else self._family.again
        try:
            with told(self._state):
                again(name)
        except StartProblem as problem:
            self._steps.say(str(problem))

    def _stop(self) -> None:
        """End all in the reverse order; whoever asks a second time gets it at once."""
        try:
            self._steps.say("Stopping…")
            self._family.stop()
            if self._parts.is_recording():
                self._steps.say("Keeping OpenSearch's start-up cache, once, for faster starts (Ctrl-C skips it)…")
            self._parts.stop()
        finally:
            self._family.abandon()
            self._parts.abandon()
