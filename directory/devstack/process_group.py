"""The directory's own processes: started with their own login only, restarted when they die, stopped in order."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from directory.devstack import signals
from directory.devstack.process import Child, Command

if TYPE_CHECKING:
    from pathlib import Path

    from directory.devstack.commands import Process
    from directory.devstack.connections import Connections

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_STEADY = 60.0  # who ran this long did not die of its start


@dataclass(slots=True)
class Backoff:
    """When a dead child may be started again: at once the first time, then ever later while it keeps dying."""

    pause: float = 0.0
    not_before: float = 0.0
    started: float = field(default_factory=time.monotonic)

    def died(self, now: float) -> float:
        """Note a death; return the pause until the next start."""
        steady = now - self.started > _STEADY
        self.pause = _FIRST_PAUSE if steady or not self.pause else min(self.pause * 2, _LONGEST_PAUSE)
        self.not_before = now + self.pause
        return self.pause


def command(process: Process, addresses: Connections, state: Path, **values: str | int) -> Command:
    """Return how one process is started: with the addresses of its own role and what the user set, no other login."""
    argv = (sys.executable, *process.filled(**values))
    settled = {**_own_settings(), "DIRECTORY_STATE": str(state)}
    environment = {**addresses.environment(process.role), **settled}
    return Command(process.name, argv, environment, stop_seconds=process.stop_seconds)


def _own_settings() -> dict[str, str]:
    """Pass on what the user set for the directory, passwords excepted."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith("DIRECTORY_") and not name.endswith("_PASSWORD")
    }


class Family:
    """The running processes, in the order of their start."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._children: dict[str, Child] = {}

    def start(self, wanted: Command) -> None:
        """Start a process, or start it again."""
        with signals.whole():
            self._children[wanted.name] = Child(wanted, self._state)

    def dead(self) -> dict[str, int]:
        """Return the processes that ended though nobody asked, with their exit codes."""
        codes = {name: child.exit_code() for name, child in self._children.items()}
        return {name: code for name, code in codes.items() if code is not None}

    def again(self, name: str) -> None:
        """Start a dead process again; what it started and left behind goes first."""
        child = self._children[name]
        child.kill()
        self.start(child.command)

    def stop(self) -> None:
        """End all: the last started is asked first, and each gets its time to finish its work."""
        for child in reversed(self._children.values()):
            child.ask_to_stop()
        for child in reversed(self._children.values()):
            child.stop()
        self._children.clear()

    def abandon(self) -> None:
        """End all by force."""
        for child in self._children.values():
            child.kill()
        self._children.clear()
