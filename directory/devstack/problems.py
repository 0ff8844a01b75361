"""Errors that stop a start: each message is one sentence that says what is wrong and what to do."""

from __future__ import annotations

import errno
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Postgres' write-ahead log, the jars and the engine's start-up cache need about this much at the first start.
NEEDED_AT_FIRST = 1_500_000_000
# Afterwards this much is the least with which Postgres and OpenSearch keep writing.
NEEDED_LATER = 300_000_000
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


class StartProblem(Exception):  # noqa: N818 - it is a message for a person, not a fault in the program
    """The start cannot go on; the message is one sentence that says what is wrong and how to mend it."""


@contextmanager
def explain_os_errors(folder: Path) -> Iterator[None]:
    """Turn an OSError about `folder` into a `StartProblem` with a sentence for the user."""
    try:
        yield
    except OSError as error:
        sentence = _sentence(error, folder)
        if sentence is None:
            raise
        raise StartProblem(sentence) from error


def _sentence(error: OSError, folder: Path) -> str | None:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"The disk is full ({error.strerror}): make room on the disk of {folder}, then start again."
    if error.errno in _FORBIDDEN:
        place = error.filename or folder
        return (
            f"The state folder {folder} cannot be written ({place}): "
            "give yourself write permission, or set DIRECTORY_STATE to a folder of your own."
        )
    if error.errno in {errno.EEXIST, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG}:
        return f"{folder} cannot be a folder ({error.strerror}): set DIRECTORY_STATE to a folder of your own."
    return None


def check_space(folder: Path, *, first: bool) -> None:
    """Refuse to start on a disk that is about to fill up: a half-written first start is harder to explain than this."""
    needed = NEEDED_AT_FIRST if first else NEEDED_LATER
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StartProblem(
            f"The disk of {folder} is too full: {free // 1_000_000} MB are free and {needed // 1_000_000} MB "
            "are needed; make room or set DIRECTORY_STATE to a folder on another disk."
        )
