"""Children are recognised and ended after their parent was killed; strangers never are."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from directory.devstack import process, signals
from directory.devstack.process import Child, Command, ProcessRecord
from tests.devstack.stack import until

if TYPE_CHECKING:
    from collections.abc import Iterator

STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); signal.pause()"
PARENT = """
import sys
from pathlib import Path
from directory.devstack.process import Child, Command
child = Child(Command("stubborn", (sys.executable, "-c", sys.argv[2])), Path(sys.argv[1]))
print(child.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def orphan(tmp_path: Path) -> Iterator[int]:
    """Return a child that ignores being asked to stop and whose parent was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path), STUBBORN], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        until(lambda: "up" in (tmp_path / "logs" / "stubborn.log").read_text(encoding="ascii"))
        parent.kill()
    yield pid
    if psutil.pid_exists(pid):
        os.kill(pid, signal.SIGKILL)


def test_an_orphan_is_named_and_ended(orphan: int, tmp_path: Path) -> None:
    assert process.end_orphans(tmp_path, patience=0.1) == ["stubborn"]
    assert process.wait_until_gone(orphan, 5)


def test_a_stranger_with_the_number_of_a_dead_child_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True) as stranger:
        remember(tmp_path, stranger.pid, started=1)
        assert process.end_orphans(tmp_path, patience=0.1) == []
        assert stranger.poll() is None
        stranger.communicate(b"\n")


def test_a_record_of_an_earlier_boot_says_nothing_about_this_one(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True) as stranger:
        ticks = int(Path(f"/proc/{stranger.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19])
        remember(tmp_path, stranger.pid, started=ticks, boot="another")
        assert process.end_orphans(tmp_path, patience=0.1) == []
        assert stranger.poll() is None
        stranger.communicate(b"\n")


def remember(folder: Path, pid: int, started: int, boot: str = "") -> None:
    boot = boot or Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    (folder / "pids").mkdir()
    text = json.dumps(asdict(ProcessRecord(pid, started, boot, "program")))
    (folder / "pids" / "gone.json").write_text(text, encoding="ascii")


def test_a_record_that_was_cut_off_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "pids").mkdir()
    (tmp_path / "pids" / "half.json").write_text('{"pid": 1', encoding="ascii")
    assert process.end_orphans(tmp_path) == []
    assert not list((tmp_path / "pids").iterdir())


def test_what_a_child_started_ends_with_it(tmp_path: Path) -> None:
    program = "import subprocess, sys; print(subprocess.Popen(['sleep', '600']).pid, flush=True); input()"
    child = Child(Command("mother", (sys.executable, "-c", f"{program}; sys.stdin.read()")), tmp_path)
    until(lambda: child.log.read_text(encoding="ascii").strip())
    grandchild = int(child.log.read_text(encoding="ascii").split()[0])
    child.kill()
    assert process.wait_until_gone(grandchild, 5)


def test_a_child_that_does_not_stop_in_time_is_ended_by_force(tmp_path: Path) -> None:
    child = Child(Command("stubborn", (sys.executable, "-c", STUBBORN), stop_seconds=0.1), tmp_path)
    until(lambda: "up" in child.log.read_text(encoding="ascii"))
    assert child.stop() is False


def test_a_child_gets_no_setting_of_its_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner:secret@127.0.0.1/directory")
    child = Child(Command("plain", (sys.executable, "-c", "import os; print(list(os.environ))")), tmp_path)
    until(lambda: child.exit_code() is not None)
    child.kill()
    assert "DATABASE_URL" not in child.log.read_text(encoding="ascii")


def test_a_signal_interrupts_what_goes_on() -> None:
    with signals.stop_on_signals(), pytest.raises(signals.Stop):
        signal.raise_signal(signal.SIGINT)


def test_a_signal_waits_for_the_end_of_what_must_be_whole() -> None:
    done = []
    with signals.stop_on_signals(), pytest.raises(signals.Stop), signals.deferred():  # noqa: PT012 - the order is the point
        signal.raise_signal(signal.SIGINT)
        done.append("whole")
    assert done == ["whole"]
