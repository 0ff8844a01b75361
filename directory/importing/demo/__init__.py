"""Invented associations that look like those of Flanders, in the register's `detail/all` format.

No association, person, number or address here exists; places, saints and first names do. Besides what the public
export has, lines carry the register's administrative keys: hidden states, representatives, accounts, recognitions.
"""

from __future__ import annotations

import os
import sys
from itertools import islice
from typing import TYPE_CHECKING, Final

from directory.importing.demo.lines import MAX_COUNT, lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import BinaryIO

__all__ = ["lines", "run"]

_AT_ONCE: Final = 500  # lines per write


def run(count: int, seed: int, until: date) -> int:
    """Write the file to standard output; a reader that stops early (a closed pipe) is no error."""
    if count > MAX_COUNT:
        sys.stderr.write(f"Er zijn niet meer dan {MAX_COUNT} vCodes: kies een kleiner aantal.\n")
        return 2
    try:
        _write(lines(count, seed, until), sys.stdout.buffer)
    except BrokenPipeError:
        # Python flushes standard output once more at its end: give it somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _write(lines_written: Iterable[bytes], output: BinaryIO) -> None:
    coming = iter(lines_written)
    while block := list(islice(coming, _AT_ONCE)):
        output.write(b"\n".join(block) + b"\n")
    output.flush()
