"""A start is waited for as long as something works on it, and no longer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from directory.devstack import readiness
from directory.devstack.problems import StartProblem
from directory.devstack.process import Command
from directory.devstack.process_group import ProcessGroup
from directory.devstack.readiness import Patience

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Clock:
    """A clock that goes on when it is told to."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_start_that_goes_on_is_waited_for_however_long_it_takes() -> None:
    clock = Clock()
    patience = Patience(60, clock)
    for lines in range(100):
        assert not patience.is_over(lines)
        clock.now += 59


def test_a_start_without_a_sign_of_life_is_given_up() -> None:
    clock = Clock()
    patience = Patience(60, clock)
    assert not patience.is_over("same")
    clock.now += 60
    assert not patience.is_over("same")
    clock.now += 1
    assert patience.is_over("same")


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[ProcessGroup]:
    made = ProcessGroup(tmp_path)
    yield made
    made.kill_all()


def run(processes: ProcessGroup, code: str) -> None:
    processes.start(Command("web", (sys.executable, "-c", code)))


def until_signs_change(processes: ProcessGroup) -> None:
    first = processes.signs_of_life()
    while processes.signs_of_life() == first:
        assert not processes.dead()


def test_a_line_in_the_log_is_a_sign_of_life(processes: ProcessGroup) -> None:
    run(processes, "import time\nwhile True: print('.', flush=True); time.sleep(0.1)")
    until_signs_change(processes)


def test_another_program_on_the_port_is_not_taken_for_the_web(
    processes: ProcessGroup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "_answers", lambda _address: True)
    run(processes, "import sys; sys.exit('Error: address already in use')")
    with pytest.raises(StartProblem, match="address already in use"):
        readiness.wait_for_web(8000, processes, tmp_path / "logs")
