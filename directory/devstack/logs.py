"""Logs of the children stay small: a full one is copied aside and emptied while its writer goes on appending."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 10_000_000


def bound(folder: Path, limit: int = LIMIT) -> None:
    """Keep each log below the limit plus one older copy; the few lines written between copy and cut are lost."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > limit:
            shutil.copyfile(log, log.with_suffix(".log.1"))
            os.truncate(log, 0)
