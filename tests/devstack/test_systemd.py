"""The unit for systemd can be read, and starts what there is to start."""

from __future__ import annotations

import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from directory.devstack import opensearch

REPOSITORY = Path(__file__).resolve().parents[2]
UNIT = REPOSITORY / "systemd" / "directory.service"
PLACE = "/srv/directory"


@pytest.fixture(scope="module")
def unit() -> ConfigParser:
    parser = ConfigParser(strict=True, interpolation=None)
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return parser


def test_a_killed_supervisor_is_started_again_however_often(unit: ConfigParser) -> None:
    assert unit["Service"]["Restart"] == "always"
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"


def test_nothing_of_a_killed_supervisor_is_left_for_the_next_one(unit: ConfigParser) -> None:
    assert unit["Service"]["KillMode"] == "mixed"


def test_stopping_takes_no_longer_than_it_may(unit: ConfigParser) -> None:
    assert float(unit["Service"]["TimeoutStopSec"]) > opensearch.RECORDING_SECONDS  # what takes longest


def test_its_command_is_one_of_ours_with_options_that_there_are(unit: ConfigParser) -> None:
    program, *arguments = unit["Service"]["ExecStart"].split()
    done = subprocess.run(
        [program.replace(PLACE, str(REPOSITORY)), *arguments, "--help"], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_systemd_reads_it_without_a_word(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        return  # the other tests have read it
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text(encoding="utf-8").replace(PLACE, str(REPOSITORY)), encoding="utf-8")
    done = subprocess.run([verify, "verify", str(copy)], capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert (done.returncode, told) == (0, [])
