"""The children's logs: they stay small, and tell why one of them did not start."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 10_000_000
_READ = 16_384
# What programs write on the line that tells why they end; more lines often follow.
_CAUSE_WORDS = ("FATAL", "PANIC", "No space left", "Error", "error:", "Can't", "Could not", "could not")


def bound(folder: Path, limit: int = LIMIT) -> None:
    """Keep each log below the limit plus one older copy: a full one is copied aside and emptied under its writer.

    The few lines written between copy and cut are lost.
    """
    for log in folder.glob("*.log"):
        if log.stat().st_size > limit:
            with suppress(OSError):  # a disk that is full has no room for the copy, and all the more need of the cut
                shutil.copyfile(log, log.with_suffix(".log.1"))
            os.truncate(log, 0)


def cause(log: Path) -> str:
    """Return the last line that sounds like a cause, or the last line."""
    try:
        with log.open("rb") as stream:
            stream.seek(max(0, log.stat().st_size - _READ))
            lines = stream.read().decode("utf-8", "replace").strip().splitlines()
    except FileNotFoundError:
        lines = []
    cause_lines = [line for line in lines if any(word in line for word in _CAUSE_WORDS)]
    return next(reversed(cause_lines or lines), "it gave no reason")
