"""The supervisor's group of processes: each with its own database login, restarted with back-off, stopped in order."""

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
_STEADY = 60.0  # seconds; a process that ran this long did not fail at its start


@dataclass(slots=True)
class Backoff:
    """Exponential back-off: the pause before a dead process is started again doubles while it keeps dying."""

    pause: float = 0.0
    not_before: float = 0.0
    started: float = field(default_factory=time.monotonic)

    def record_death(self, now: float) -> float:
        """Record a death at `now` (monotonic seconds); return the pause until the next start."""
        steady = now - self.started > _STEADY
        self.pause = _FIRST_PAUSE if steady or not self.pause else min(self.pause * 2, _LONGEST_PAUSE)
        self.not_before = now + self.pause
        return self.pause


def command(process: Process, addresses: Connections, state: Path, **values: str | int) -> Command:
    """Return how one process is started: with its own role's addresses and the user's settings, no other login."""
    argv = (sys.executable, *process.arguments_with(**values))
    own_settings = {**_user_settings(), "DIRECTORY_STATE": str(state)}
    environment = {**addresses.environment(process.role), **own_settings}
    return Command(process.name, argv, environment, stop_seconds=process.stop_seconds)


def _user_settings() -> dict[str, str]:
    """Pass on what the user set for the directory, passwords excepted."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith("DIRECTORY_") and not name.endswith("_PASSWORD")
    }


class ProcessGroup:
    """The running processes, in the order of their start."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._children: dict[str, Child] = {}

    def start(self, wanted: Command) -> None:
        """Start a process, or start it again."""
        with signals.deferred():
            self._children[wanted.name] = Child(wanted, self._state)

    def dead(self) -> dict[str, int]:
        """Return the processes that ended without being stopped, with their exit codes."""
        codes = {name: child.exit_code() for name, child in self._children.items()}
        return {name: code for name, code in codes.items() if code is not None}

    def signs_of_life(self) -> list[tuple[int, int]]:
        """Return what changes while any of them works."""
        return [child.signs_of_life() for child in self._children.values()]

    def listens_on(self, name: str, port: int) -> bool:
        """Tell whether a process listens on a port."""
        return self._children[name].listens_on(port)

    def restart(self, name: str) -> None:
        """Start a dead process again, after killing what it left of its session."""
        child = self._children[name]
        child.kill()
        self.start(child.command)

    def stop(self) -> None:
        """Stop all, the last started first; each has `stop_seconds` to finish."""
        for child in reversed(self._children.values()):
            child.ask_to_stop()
        for child in reversed(self._children.values()):
            child.stop()
        self._children.clear()

    def kill_all(self) -> None:
        """Kill all at once."""
        for child in self._children.values():
            child.kill()
        self._children.clear()
