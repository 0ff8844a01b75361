"""Wait until the web answers, or tell why it will not."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from directory.devstack.problems import StartProblem

if TYPE_CHECKING:
    from pathlib import Path

    from directory.devstack.family import Family

_PATIENCE = 60.0
_PAUSE = 0.05


def until_it_answers(address: str, family: Family, logs: Path) -> None:
    """Return when the address answers without an error; raise when a process ends first or time is up."""
    deadline = time.monotonic() + _PATIENCE
    while not _answers(address):
        for name in family.dead():
            raise StartProblem(
                f"{name} did not start: {_last_line(logs / f'{name}.log')} (see {logs / f'{name}.log'})."
            )
        if time.monotonic() > deadline:
            raise StartProblem(f"The web did not answer within {_PATIENCE:.0f} seconds; see {logs / 'web.log'}.")
        time.sleep(_PAUSE)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own http address
    except (urllib.error.URLError, OSError):
        return False
    return True


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it gave no reason"
