"""File locks: one supervisor per state folder, one fetch at a time per cache folder.

The lock is the kernel's, so it never outlives the process that holds it.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from directory.devstack.problems import StartProblem, explain_os_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold the state folder (made when it is not there) for as long as the block runs."""
    with explain_os_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor, folder)
        with explain_os_errors(folder):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


@contextmanager
def wait(folder: Path) -> Iterator[None]:
    """Hold an existing folder for the block; wait for another process or thread that holds it."""
    with explain_os_errors(folder):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = (folder / "lock").read_text(encoding="ascii").strip()
        raise StartProblem(
            f"The directory already runs on {folder} (process {owner}): stop that one, "
            "or set DIRECTORY_STATE to another folder to run a second copy."
        ) from None
