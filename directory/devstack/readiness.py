"""Wait until the web answers and the index is whole, or tell why that will not be."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import psycopg

from directory.devstack.logs import cause
from directory.devstack.problems import StartProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from directory.devstack.process_group import Family

_PATIENCE = 60.0
_PAUSE = 0.05
_INDEXING_PATIENCE = 900.0
_INDEXING_PAUSE = 0.3
# How far the index that is being built has come, in associations; no row when none is.
_PROGRESS = """
SELECT count(*) FILTER (WHERE a.association_id <= g.cursor), count(*)
FROM feed.generation g CROSS JOIN publication.association a
WHERE g.state = 'building'
"""


def until_it_answers(address: str, family: Family, folder: Path) -> None:
    """Return when the address answers without an error; raise when a process ends first or time is up."""
    deadline = time.monotonic() + _PATIENCE
    while not _answers(address):
        _check(family, folder)
        if time.monotonic() > deadline:
            raise StartProblem(f"The web did not answer within {_PATIENCE:.0f} seconds; see {folder / 'web.log'}.")
        time.sleep(_PAUSE)


def until_it_is_whole(address: str, owner: str, family: Family, folder: Path, tell: Callable[[int, int], None]) -> bool:
    """Return whether the web calls itself ready, telling meanwhile how far the index is."""
    deadline = time.monotonic() + _INDEXING_PATIENCE
    while not _answers(address):
        _check(family, folder)
        if time.monotonic() > deadline:
            return False
        with psycopg.connect(owner) as connection:
            done, total = connection.execute(_PROGRESS).fetchone() or (0, 0)
        if total:
            tell(done, total)
        time.sleep(_INDEXING_PAUSE)
    return True


def _check(family: Family, folder: Path) -> None:
    for name in family.dead():
        log = folder / f"{name}.log"
        raise StartProblem(f"{name} did not start: {cause(log)} (see {log}).")


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own http address
    except (urllib.error.URLError, OSError):
        return False
    return True
