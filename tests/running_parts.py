"""The types of the shared fixtures, and where what they fetch is kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from directory.devstack.databases import Database

if TYPE_CHECKING:
    from directory.devstack.connections import Connections
    from directory.devstack.parts import InstallationFolders, Parts

__all__ = ["Database", "RunningParts", "cache_folder"]

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class RunningParts:
    """The parts of this test run: their addresses, and `parts` to kill or restart one."""

    connections: Connections
    parts: Parts
    place: InstallationFolders


def cache_folder() -> Path:
    """Return the folder of fetched libraries, shared with `make run`, so that nothing is fetched twice."""
    return Path(os.environ.get("DIRECTORY_CACHE") or REPOSITORY / ".state" / "cache").resolve()
