"""Child processes: each in a session of its own, with a record on disk by which a later start ends orphans."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from directory.devstack import files

if TYPE_CHECKING:
    from directory.devstack.postgres_user import Account

_PAUSE = 0.02
# One that only waits uses less than this in two minutes; one that works does not, beside fifty others on two cores.
_SOME_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Command:
    """One program to run: what, in which environment, as whom, and how it is asked to stop."""

    name: str
    argv: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict, repr=False)  # may hold passwords
    account: Account | None = None
    stop_signal: int = signal.SIGTERM
    stop_seconds: float = 10.0
    death_signal: int = signal.SIGTERM  # what the kernel sends when the parent is gone


@dataclass(frozen=True, slots=True)
class ProcessRecord:
    """Identifies one process: pids are reused, so boot id and start time belong to it."""

    pid: int
    started: int  # clock ticks since the boot
    boot: str
    program: str

    def alive(self) -> bool:
        """Tell whether that very process still runs."""
        return self.boot == _boot() and _started(self.pid) == self.started


class Child:
    """A running command. Start it in the main thread: the kernel sends its death signal when that thread ends."""

    def __init__(self, command: Command, folder: Path) -> None:
        self.command = command
        self._record_file = folder / "pids" / f"{command.name}.json"
        self.log = folder / "logs" / f"{command.name}.log"
        self._popen = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            popen = subprocess.Popen(
                launched(self.command),
                env=environment_of(self.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        record = ProcessRecord(popen.pid, _started(popen.pid) or 0, _boot(), self.command.argv[0])
        files.write_private(self._record_file, json.dumps(asdict(record)))
        return popen

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._popen.pid

    def exit_code(self) -> int | None:
        """Return how it ended (negative: by a signal), or nothing while it runs."""
        return self._popen.poll()

    def signs_of_life(self) -> tuple[int, int]:
        """Return what changes while it works: the size of its log, and its processor time, not too finely."""
        try:
            times = psutil.Process(self.pid).cpu_times()
        except psutil.NoSuchProcess:
            return 0, 0
        used = times.user + times.system + times.children_user + times.children_system
        return self.log.stat().st_size, int(used / _SOME_SECONDS)

    def listens_on(self, port: int) -> bool:
        """Tell whether it listens on a port: another program may have taken it first."""
        try:
            connections = psutil.Process(self.pid).net_connections("tcp")
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return False
        return any(one.status == psutil.CONN_LISTEN and one.laddr.port == port for one in connections)

    def ends_within(self, seconds: float) -> bool:
        """Wait for its end; tell whether it came."""
        try:
            self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def ask_to_stop(self) -> None:
        """Send its stop signal."""
        if self.exit_code() is None:
            self._popen.send_signal(self.command.stop_signal)

    def stop(self) -> bool:
        """Stop it within `stop_seconds`, else kill it; return whether it ended by itself."""
        self.ask_to_stop()
        try:
            self._popen.wait(self.command.stop_seconds)
        except subprocess.TimeoutExpired:
            return False
        finally:
            self.kill()  # nothing of its session stays behind
        return self.exit_code() != -signal.SIGKILL

    def kill(self) -> None:
        """End it and everything it started at once."""
        if self.exit_code() is None:
            self._popen.kill()
        self._popen.wait()
        _kill_session(self._popen.pid)
        self._record_file.unlink(missing_ok=True)


def launched(command: Command) -> list[str]:
    """Return the command line that starts `command` by setpriv: as its user, and ended when its parent ends.

    A process of its own does this, not a `preexec_fn`, which is unsafe in programs with threads.
    """
    death_signal = signal.Signals(command.death_signal).name.removeprefix("SIG")
    return ["setpriv", f"--pdeathsig={death_signal}", *as_user(command.account), *command.argv]


def as_user(account: Account | None) -> list[str]:
    """Return the options of setpriv that change to an account, with the one capability that it keeps."""
    if account is None:
        return []
    options = [f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups"]
    if account.capability:
        # Without this bit the kernel drops capabilities at the change of user.
        options += ["--securebits=+no_setuid_fixup", f"--inh-caps=-all,+{account.capability}"]
        options += [f"--ambient-caps=-all,+{account.capability}"]
    return options


def end_orphans(folder: Path, patience: float = 15.0) -> list[str]:
    """End the processes that a killed start left behind; return their names."""
    ended = []
    for file in sorted((folder / "pids").glob("*.json")):
        record = _read(file)
        if record is not None and _end(record, patience):
            ended.append(file.stem)
        file.unlink(missing_ok=True)
    return ended


def wait_until_gone(pid: int, seconds: float) -> bool:
    """Wait for the end of a process that is not a child; return whether it ended."""
    deadline = time.monotonic() + seconds
    while psutil.pid_exists(pid) and not _is_zombie(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE)
    return True


def _read(file: Path) -> ProcessRecord | None:
    try:
        return ProcessRecord(**json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return None  # cut off in the middle of a write; the child had its signal of death


def _end(record: ProcessRecord, patience: float) -> bool:
    alive = record.alive()
    if alive:
        # It was asked to stop when its parent died; Postgres is given the time to write its checkpoint.
        if not wait_until_gone(record.pid, patience) and record.alive():
            os.kill(record.pid, signal.SIGKILL)
            wait_until_gone(record.pid, patience)
        _kill_session(record.pid)
    elif record.boot == _boot() and not psutil.pid_exists(record.pid):
        # The kernel gives a number out again only when no member of its old session lives: a process that has it now
        # is a stranger, and so is its session.
        _kill_session(record.pid, not_before=record.started)
    return alive


def _kill_session(leader: int, not_before: int = 0) -> None:
    """Kill what is left of a session; a session id is not given out again while one member lives."""
    members = [pid for pid in psutil.pids() if _session(pid) == leader and (_started(pid) or 0) >= not_before]
    for pid in members:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    for pid in members:
        wait_until_gone(pid, 5)


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except (ProcessLookupError, PermissionError):
        return None


def _is_zombie(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _started(pid: int) -> int | None:
    """Return when a process started, in ticks since the boot (unlike the time of day, it cannot be set)."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(text.rpartition(")")[2].split()[19])


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def environment_of(command: Command) -> dict[str, str]:
    """Return a child's whole environment."""
    return {**_bare_environment(), **command.environment}


def _bare_environment() -> dict[str, str]:
    """Give children only what any program needs; addresses and secrets come with the command, for that child alone."""
    kept = ("PATH", "HOME", "LANG", "TZ", "TMPDIR", "VIRTUAL_ENV", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
    return {name: os.environ[name] for name in kept if name in os.environ}
