"""The files beside an import that say what was wrong; they go away again when nothing was."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PRIVATE: Final = 0o600


class _Counting(Protocol):
    count: int


Report = TypeVar("Report", bound=_Counting)


class ReportFileError(Exception):
    """The file cannot be written; the message is a sentence."""


@contextmanager
def opened(path: Path, report: Callable[[IO[bytes]], Report]) -> Iterator[Report]:
    """Open the file anew, for its owner only; it goes away again when nothing was written."""
    try:
        # Before anything is imported, so that nothing told is lost; O_NOFOLLOW: a link could lead it elsewhere.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, _PRIVATE)
    except OSError as error:
        raise ReportFileError(f"{path} cannot be written ({error.strerror}): refused lines would be lost.") from None
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, _PRIVATE)  # an older file may have been left open to others
        writer = report(file)
        try:
            yield writer
        finally:
            if writer.count == 0:
                path.unlink()
