"""A `directory up` as a real process, in a state folder of its own, that tests start, watch, kill and end."""

from __future__ import annotations

import json
import os
import pwd
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from directory.devstack import postgres_user, process

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REPOSITORY = Path(__file__).resolve().parents[2]
PAUSE = 0.02
PATIENCE = 90.0


def until(condition: Callable[[], object], seconds: float = PATIENCE, what: str = "") -> None:
    """Wait for a condition; fail when its time is up."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what or condition}"
        time.sleep(PAUSE)


def environment(state: Path, cache: Path, *, measured: bool = True, **more: str) -> dict[str, str]:
    """Return what a fresh shell has, and where this copy lives."""
    network = ("HTTPS_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "DIRECTORY_MAVEN_URL")
    shell = ("PATH", "HOME", "LANG", "TZ", "TMPDIR", *network)
    kept = (*shell, "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG") if measured else shell
    bare = {name: os.environ[name] for name in kept if name in os.environ}
    return {**bare, "DIRECTORY_STATE": str(state), "DIRECTORY_CACHE": str(cache), **more}


def plain_user() -> pwd.struct_passwd | None:
    """Return the plain user that root lends to a test; nothing when the tests run as a plain user themselves."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def as_plain_user(argv: list[str]) -> list[str]:
    """Return the command that runs `argv` as a plain user.

    The repository may lie in a folder that only root can enter; the user may then read (not write) all the same.
    """
    user = plain_user()
    if user is None:
        return argv
    needed = [REPOSITORY, *REPOSITORY.parents, Path(sys.executable), *Path(sys.executable).resolve().parents]
    open_to_all = all(path.stat().st_mode & 0o5 == 0o5 for path in needed)
    account = postgres_user.Account(user.pw_uid, user.pw_gid, "" if open_to_all else "dac_read_search")
    return ["setpriv", "--pdeathsig=KILL", *process.as_user(account), *argv]


@dataclass(frozen=True, slots=True)
class Member:
    """A process of a stack, recognised also after it ended."""

    pid: int
    started: float

    def alive(self) -> bool:
        """Tell whether that very process still runs."""
        try:
            found = psutil.Process(self.pid)
            return found.create_time() == self.started and found.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False


@dataclass(slots=True)
class Stack:
    """One `directory up …`: its process, what it said, and its children."""

    state: Path
    cache: Path
    arguments: tuple[str, ...] = ("--parts-only",)
    settings: Mapping[str, str] = field(default_factory=dict)
    plain: bool = False
    prefix: tuple[str, ...] = ()
    said_in: Path = field(default_factory=lambda: Path(tempfile.mkstemp(prefix="directory-said-")[1]))
    _popen: subprocess.Popen[bytes] | None = None

    def start(self, until_it_says: str = "Ctrl-C stops it") -> Stack:
        """Start it and wait until it says so."""
        self._begin()
        self.await_word(until_it_says)
        return self

    def refused(self) -> str:
        """Start it, though it will not; return its one sentence."""
        self._begin()
        code = self.running.wait(PATIENCE)
        self._popen = None  # it never owned the state folder, in which another may be running
        said = self.said()
        assert (code, "Traceback" in said) == (1, False), said
        return next(line for line in said.splitlines() if line.startswith("Not started. "))

    def _begin(self) -> None:
        argv = [*self.prefix, sys.executable, "-m", "directory.cli", "up", *self.arguments]
        with self.said_in.open("wb") as said:
            self._popen = subprocess.Popen(
                as_plain_user(argv) if self.plain else argv,
                cwd=REPOSITORY,
                # A plain user may not write its coverage into root's repository.
                env=environment(self.state, self.cache, measured=not self.plain, **self.settings),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )

    @property
    def running(self) -> subprocess.Popen[bytes]:
        """The supervisor's process."""
        assert self._popen is not None
        return self._popen

    def said(self) -> str:
        """Return all that it said since its start."""
        return self.said_in.read_text(encoding="utf-8", errors="replace")

    def await_word(self, text: str, seconds: float = PATIENCE) -> None:
        """Wait until it says something; an end without having said it is a failure."""

        def heard() -> bool:
            if text in self.said():
                return True
            assert self.running.poll() is None or text in self.said(), self.said()
            return False

        until(heard, seconds, text)

    def send(self, number: int) -> None:
        """Send the supervisor a signal."""
        self.running.send_signal(number)

    def end(self, number: int = signal.SIGINT, seconds: float = PATIENCE) -> int:
        """End it as Ctrl-C does and return its exit code."""
        if self.running.poll() is None:
            self.send(number)
        return self.running.wait(seconds)

    def abandon(self) -> None:
        """Leave nothing behind, whatever the test did."""
        if self._popen is not None:
            self._popen.kill()
            self._popen.wait()
            process.end_orphans(self.state)
        self.said_in.unlink(missing_ok=True)

    def connections(self) -> dict[str, str]:
        """Return the addresses that it wrote down."""
        found: dict[str, str] = json.loads((self.state / "connections.json").read_text(encoding="utf-8"))
        return found

    def pid(self, name: str) -> int:
        """Return the process of one child."""
        record = json.loads((self.state / "pids" / f"{name}.json").read_text(encoding="utf-8"))
        return int(record["pid"])

    def was_replaced(self, name: str, killed: int) -> bool:
        """Tell whether a child runs again after it was killed."""
        try:
            return self.pid(name) != killed
        except FileNotFoundError:
            return False

    def members(self) -> list[Member]:
        """Return every process that belongs to it: the supervisor and all that came of it."""
        supervisor = psutil.Process(self.running.pid)
        found = [supervisor, *supervisor.children(recursive=True)]
        return [Member(one.pid, one.create_time()) for one in found if one.is_running()]
