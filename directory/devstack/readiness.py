"""Readiness: wait until the web answers and the index is complete, or raise with the cause."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import psycopg

from directory.devstack import commands, ports
from directory.devstack.logs import cause
from directory.devstack.problems import StartProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from directory.devstack.process_group import ProcessGroup

_PATIENCE = 60.0
_PAUSE = 0.05
_INDEXING_PATIENCE = 900.0
_INDEXING_PAUSE = 0.3
# How far the index that is being built has come, in associations; no row when none is.
_PROGRESS = """
SELECT count(*) FILTER (WHERE a.association_id <= g.cursor), count(*)
FROM feed.generation g CROSS JOIN publication.association a
WHERE g.kind = 'association' AND g.state = 'building'
"""


class Patience:
    """How long a process that starts may show no sign of life: on a busy machine a start that goes on takes minutes."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._last_signs: object = None
        self._until = 0.0

    def is_over(self, signs: object) -> bool:
        """Tell whether the signs of life have been the same for too long."""
        if signs != self._last_signs or not self._until:
            self._last_signs = signs
            self._until = self._clock() + self._seconds
        return self._clock() > self._until


def wait_for_web(port: int, processes: ProcessGroup, folder: Path) -> None:
    """Return when our web answers on its port; raise `StartProblem` when a process ends first."""
    patience = Patience(_PATIENCE)
    while not (processes.listens_on(commands.WEB.name, port) and _answers(f"http://{ports.HOST}:{port}/health/live")):
        _check(processes, folder)
        if patience.is_over(processes.signs_of_life()):
            raise StartProblem(f"The web does nothing for {_PATIENCE:.0f} seconds; see {folder / 'web.log'}.")
        time.sleep(_PAUSE)


def wait_for_index(
    address: str, owner: str, processes: ProcessGroup, folder: Path, tell: Callable[[int, int], None]
) -> bool:
    """Return whether the web became ready in time; `tell(done, total)` reports the progress of the index."""
    deadline = time.monotonic() + _INDEXING_PATIENCE
    while not _answers(address):
        _check(processes, folder)
        if time.monotonic() > deadline:
            return False
        with psycopg.connect(owner) as connection:
            done, total = connection.execute(_PROGRESS).fetchone() or (0, 0)
        if total:
            tell(done, total)
        time.sleep(_INDEXING_PAUSE)
    return True


def _check(processes: ProcessGroup, folder: Path) -> None:
    for name in processes.dead():
        log = folder / f"{name}.log"
        raise StartProblem(f"{name} did not start: {cause(log)} (see {log}).")


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own http address
    except (urllib.error.URLError, OSError):
        return False
    return True
