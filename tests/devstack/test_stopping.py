"""Stopping, in every way that a terminal knows."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from directory.devstack import process
from tests.devstack.stack import REPOSITORY, Member, Stack, environment, until
from tests.running_parts import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def kept(ground: Path) -> Path:
    """Return a state folder that the tests of this module start again and again, one after the other."""
    return ground / "kept"


@pytest.fixture
def stack(kept: Path) -> Iterator[Stack]:
    made = Stack(kept, cache_folder())
    yield made
    made.abandon()


@pytest.mark.parametrize(
    "phase",
    [
        "Preparing Postgres",
        "Starting postgres, redis, opensearch",
        "Migrating the database",
        "Inventing",
        "Starting web",
    ],
)
def test_ctrl_c_in_the_middle_of_a_start_leaves_no_process_behind(stack: Stack, phase: str) -> None:
    stack.arguments = ("--no-demo",) if phase == "Starting web" else ()
    stack.start(until_it_says=f"… {phase}")
    members = stack.members()
    assert stack.end(signal.SIGINT) == 0
    assert not [member for member in members if member.alive()]


def test_a_second_ctrl_c_ends_it_at_once(stack: Stack) -> None:
    stack.start()
    members = stack.members()
    redis = next(member for member in members if member.pid == stack.pid("redis"))
    # One that cannot end by itself keeps the first one waiting for half a minute.
    os.kill(stack.pid("postgres"), signal.SIGSTOP)
    stack.send(signal.SIGINT)
    stack.await_word("Stopping…")
    until(lambda: not redis.alive(), what="Redis has stopped")
    stack.send(signal.SIGINT)
    stack.running.wait(15)
    assert not [member for member in members if member.alive()]


def test_a_terminal_that_is_closed_stops_everything_in_good_order(kept: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "directory.cli", "up", "--parts-only"]
    started = subprocess.Popen(
        command,
        cwd=REPOSITORY,
        env=environment(kept, cache_folder(), TERM="xterm-256color"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        read_until(ours, b"Ctrl-C stops it")
        processes = [Member(one.pid, one.create_time()) for one in psutil.Process(started.pid).children(recursive=True)]
        os.close(ours)  # from now on every word that it says is an error
        started.send_signal(signal.SIGHUP)  # what the kernel sends to the process that has it as controlling terminal
        started.wait(30)
        assert not [member for member in processes if member.alive()]
        log = (kept / "logs" / "postgres.log").read_text(encoding="utf-8").strip().splitlines()
        assert log[-1].endswith("database system is shut down")
    finally:
        started.kill()
        started.wait()
        process.end_orphans(kept)


def read_until(terminal: int, wanted: bytes) -> None:
    seen = b""
    os.set_blocking(terminal, False)

    def found() -> bool:
        nonlocal seen
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 65536)
        return wanted in seen

    until(found, what=f"{wanted!r}")


def test_who_started_with_nohup_outlives_the_terminal(kept: Path) -> None:
    ignoring = (
        "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    )
    stack = Stack(kept, cache_folder(), prefix=(sys.executable, "-c", ignoring))
    try:
        stack.start()
        stack.send(signal.SIGHUP)
        os.kill(stack.pid("redis"), signal.SIGKILL)
        stack.await_word("redis was ended")  # so it still keeps watch
    finally:
        stack.end()
        stack.abandon()
