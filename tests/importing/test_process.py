"""An import as a process: what it leaves when it is killed, and how much memory it takes."""

from __future__ import annotations

import subprocess
import threading
import time
from typing import IO, TYPE_CHECKING

import orjson
import psutil

from tests.importing.exports import association

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.importing.conftest import Importer

PATIENCE = 120.0
MEBIBYTE = 2**20
MOST = 300 * MEBIBYTE


def lines(count: int) -> Iterator[bytes]:
    """Yield lines with short lists, which go fast."""
    for number in range(2_000, 2_000 + count):
        yield orjson.dumps(association(number, locaties=[], contactgegevens=[], werkingsgebieden=[])) + b"\n"


def wait_for_associations(importer: Importer, count: int) -> None:
    """Wait until so many are in."""
    deadline = time.monotonic() + PATIENCE
    while importer.register.one("SELECT count(*) FROM register.association") < count:
        assert time.monotonic() < deadline, "the import does not get on"
        threading.Event().wait(0.02)


def test_an_import_that_is_killed_half_way_and_repeated_ends_the_same(importer: Importer) -> None:
    content = b"".join(lines(12_000))
    importer.file.write_bytes(content)
    killed = subprocess.Popen(importer.command(str(importer.file)), env=importer.environment, stderr=subprocess.DEVNULL)
    wait_for_associations(importer, 1)
    killed.kill()
    killed.wait()
    half_way = importer.register.one("SELECT count(*) FROM register.association")

    code = importer.run_bytes(content)

    after = importer.register.trail()
    importer.run_bytes(content)
    assert (half_way < 12_000, code, len(importer.register.vcodes()), importer.register.trail() == after) == (
        True,
        0,
        12_000,
        True,
    )


def test_memory_stays_flat_however_long_the_stream(importer: Importer) -> None:
    count = 60_000
    process = subprocess.Popen(
        importer.command("-"),
        env=importer.environment,
        cwd=importer.folder,
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    feeder = threading.Thread(target=_feed, args=(process.stdin, count))
    feeder.start()
    wait_for_associations(importer, count // 2)
    at_half = psutil.Process(process.pid).memory_info().rss

    wait_for_associations(importer, count - 4_000)
    at_the_end = psutil.Process(process.pid).memory_info().rss

    feeder.join()
    assert (process.wait(PATIENCE), at_the_end < MOST, at_the_end - at_half < 16 * MEBIBYTE) == (0, True, True)


def _feed(stream: IO[bytes], count: int) -> None:
    with stream:
        for line in lines(count):
            stream.write(line)
