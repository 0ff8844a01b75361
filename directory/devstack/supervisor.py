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
from directory.devstack.parts import InstallationFolders, Parts
from directory.devstack.problems import StartProblem, check_space, explain_os_errors
from directory.devstack.progress import StartProgress
from directory.devstack.readiness import wait_for_index, wait_for_web
from directory.settings import state_folder

if TYPE_CHECKING:
    from directory.devstack.connections import Connections

_LOOK_EVERY = 0.5
FAILED = 1


@dataclass(frozen=True, slots=True)
class UpOptions:
    """The options of `directory up`."""

    parts_only: bool = False
    demo: bool = True
    port: int | None = None


def run(options: UpOptions) -> int:
    """Start everything and keep it running; return the exit code."""
    steps = StartProgress()
    state = state_folder()
    try:
        with signals.stop_on_signals(), explain_os_errors(state), lock.hold(state):
            Supervisor(options, state, steps).run()
    except StartProblem as problem:
        steps.say(f"Not started. {problem}")
        return FAILED
    except signals.Stop:
        steps.say("All stopped.")
    return 0


class Supervisor:
    """One run of one state folder."""

    def __init__(self, options: UpOptions, state: Path, steps: StartProgress) -> None:
        self._options = options
        self._steps = steps
        self._outside = external.from_environment()
        self._state = state
        platforms.check(self._outside)
        cache = Path(os.environ.get("DIRECTORY_CACHE") or state / "cache").resolve()
        self._parts = Parts(InstallationFolders(state, cache), secrets.load_or_create(state), self._outside, steps)
        self.processes = process_group.ProcessGroup(state)
        self._backoff: dict[str, process_group.Backoff] = {}

    def run(self) -> None:
        """Start everything, watch over it, and stop it when a signal says so."""
        began = time.monotonic()
        check_space(self._state, first=not (self._state / "postgres" / "cluster").exists())
        for name in process.end_orphans(self._state):
            self._steps.say(f"An earlier start was killed; its {name} was ended.")
        logs.bound(self._state / "logs")
        try:
            addresses = self._start()
            how = f"Started in {time.monotonic() - began:.0f} s. Ctrl-C stops it."
            self._steps.show_address(*self._address_line(addresses), how)
            self._watch()
        finally:
            self._stop()

    def _start(self) -> Connections:
        addresses = self._parts.start()
        addresses.write(self._state)
        if self._options.parts_only:
            return addresses
        with self._steps.step("Migrating the database"):
            seed.migrate(addresses, self._state)
        if self._options.demo:
            seed.fill_when_empty(addresses, self._state, self._steps)
        return self.start_processes(addresses)

    def web_port(self) -> int:
        """Return a port that is free now: the one that was chosen, or the next."""
        wish = ports.WEB if self._options.port is None else ports.PortRange(self._options.port, ports.LAST)
        port = wish.take()
        if port != wish.first:
            self._steps.say(f"Port {wish.first} is in use, so the web takes port {port}.")
        return port

    def start_processes(self, addresses: Connections) -> Connections:
        """Start them on a port that is free now; on the next one when another program took it first."""
        while True:
            port = self.web_port()
            addresses = replace(addresses, web=f"http://{ports.HOST}:{port}")
            addresses.write(self._state)
            try:
                self._start_on(addresses, port)
            except StartProblem:
                if commands.WEB.name not in self.processes.dead() or ports.is_free(port):
                    raise
                self.processes.stop()
            else:
                self.wait_for_first_index(addresses)
                return addresses

    def _start_on(self, addresses: Connections, port: int) -> None:
        values = {"host": ports.HOST, "port": str(port), "schedule": str(self._state / "beat-schedule")}
        with self._steps.step(f"Starting {', '.join(kind.name for kind in reversed(commands.LASTING))}"):
            for kind in commands.LASTING:
                self.processes.start(process_group.command(kind, addresses, self._state, **values))
            wait_for_web(port, self.processes, self._state / "logs")

    def wait_for_first_index(self, addresses: Connections) -> None:
        """Wait for an index that can be searched: at the first start it has yet to be built."""
        ready = f"{addresses.web}/health/ready"
        with self._steps.step("Indexing (at the first start)") as tell:
            whole = wait_for_index(ready, addresses.owner, self.processes, self._state / "logs", tell)
        if not whole:
            self._steps.say(f"The index is not ready yet: see {self._parts.log('worker')} and `directory doctor`.")

    def _address_line(self, addresses: Connections) -> tuple[str, str]:
        if self._options.parts_only:
            return "The parts are up; their addresses are in", str(self._state / "connections.json")
        return "The directory is at", addresses.web

    def _watch(self) -> None:
        """Restart what dies, with back-off, until a signal raises `Stop`."""
        while True:
            now = time.monotonic()
            for name in self._parts.dead():
                self._restart_with_backoff(name, "was ended", now)
            for name, code in self.processes.dead().items():
                self._restart_with_backoff(name, f"ended with {code}", now)
            logs.bound(self._state / "logs")
            time.sleep(_LOOK_EVERY)

    def _restart_with_backoff(self, name: str, how: str, now: float) -> None:
        backoff = self._backoff.setdefault(name, process_group.Backoff())
        if not backoff.not_before:
            pause = backoff.record_death(now)
            self._steps.say(f"{name} {how}; it is started again in {pause:.0f} s (see {self._parts.log(name)}).")
        elif now >= backoff.not_before:
            backoff.not_before, backoff.started = 0.0, now
            self._restart(name)

    def _restart(self, name: str) -> None:
        restart = self._parts.restart if name in self._parts.dead() else self.processes.restart
        try:
            with explain_os_errors(self._state):
                restart(name)
        except StartProblem as problem:
            self._steps.say(str(problem))

    def _stop(self) -> None:
        """Stop all in reverse order; a second Ctrl-C kills what is left."""
        try:
            self._steps.say("Stopping…")
            self.processes.stop()
            if self._parts.is_recording():
                self._steps.say("Keeping OpenSearch's start-up cache, once, for faster starts (Ctrl-C skips it)…")
            self._parts.stop()
        finally:
            self.processes.kill_all()
            self._parts.kill_all()
