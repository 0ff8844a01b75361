"""How long `directory up` takes, the first time and afterwards, and how much memory the whole of it uses when idle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from bench.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.figures import Context

WARM_SECONDS = 15
IDLE_GIBIBYTES = 1.5
WARM_STARTS = 3
_READY = "Ctrl-C stops it"
_QUIET_SHARE = 0.25  # of one core, over one interval: then the engine has merged and the worker only looks around
_INTERVAL = 2.0
_PATIENCE = 120.0


def measure(context: Context) -> list[Figure]:
    """Start a new installation with its invented associations once, and again when it is filled."""
    with tempfile.TemporaryDirectory(prefix="directory-bench-stack-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # root lends Postgres another account, which must be able to come in
        with _started(folder, context.place.cache) as (first, _):
            pass
        warm: list[float] = []
        memory = 0.0
        for _ in range(1 if context.quick else WARM_STARTS):
            with _started(folder, context.place.cache) as (seconds, supervisor):
                warm.append(seconds)
                memory = max(memory, _idle_memory(supervisor))
    median = sorted(warm)[len(warm) // 2]
    return [
        Figure("first start, libraries and packages fetched before", "", f"{first:.0f} s", None),
        Figure(
            "warm start with 20,000 associations",
            f"<= {WARM_SECONDS} s",
            f"{median:.1f} s (median of {len(warm)})",
            median <= WARM_SECONDS,
        ),
        Figure(
            "idle memory of the whole stack (PSS)",
            f"<= {IDLE_GIBIBYTES} GiB",
            f"{memory:.2f} GiB",
            memory <= IDLE_GIBIBYTES,
        ),
    ]


@contextmanager
def _started(state: Path, cache: Path) -> Iterator[tuple[float, psutil.Process]]:
    """Start the directory as `make run` does; yields the seconds until it said that it is there, and its process."""
    settings = {"DIRECTORY_STATE": str(state), "DIRECTORY_CACHE": str(cache)}
    bare = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "directory.cli", "up"],
        env={**bare, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as running:
        lines = iter(running.stderr or ())
        said: list[str] = []
        for line in lines:
            said.append(line)
            if _READY in line:
                break
        else:
            raise RuntimeError("".join(said))
        try:
            yield time.monotonic() - began, psutil.Process(running.pid)
        finally:
            running.send_signal(signal.SIGINT)
            for _ in lines:
                pass  # until it has stopped: a full pipe would hold it up


def _idle_memory(supervisor: psutil.Process) -> float:
    """Return the gibibytes that belong to the processes, shared pages divided among those that share them."""
    everyone = [supervisor, *supervisor.children(recursive=True)]
    _await_quiet(everyone)
    return sum(_proportional(process) for process in everyone) / 2**30


def _proportional(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.NoSuchProcess:
        return 0  # a connection's process that ended meanwhile


def _await_quiet(everyone: list[psutil.Process]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        before = _used(everyone)
        time.sleep(_INTERVAL)
        if _used(everyone) - before < _QUIET_SHARE * _INTERVAL:
            return


def _used(everyone: list[psutil.Process]) -> float:
    total = 0.0
    for process in everyone:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total
