"""What keeps the directory from starting is told in one sentence that says what to do, and the exit code is not 0."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.devstack import disks
from tests.devstack.maven import Manner, cache_without, repository
from tests.devstack.stack import REPOSITORY, Stack, environment
from tests.running_parts import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.devstack.conftest import MakeStack
    from tests.running_parts import RunningParts

EXTERNAL = {
    "DATABASE_URL": "postgresql://somebody:hunter2@127.0.0.1:9/directory",
    "OPENSEARCH_URL": "http://somebody:hunter2@127.0.0.1:9",
    "REDIS_URL": "redis://:hunter2@127.0.0.1:9/0",
}


def test_a_state_folder_that_cannot_be_written(make_stack: MakeStack, plain_ground: Path) -> None:
    folder = plain_ground / "closed"
    folder.mkdir(mode=0o555)
    sentence = make_stack(folder, plain=True).refused()
    assert f"The state folder {folder} cannot be written" in sentence
    assert "set DIRECTORY_STATE to a folder of your own" in sentence


def test_a_state_folder_that_is_a_file(make_stack: MakeStack, ground: Path) -> None:
    (ground / "file").touch()
    assert "cannot be a folder (File exists)" in make_stack(ground / "file").refused()


def test_a_disk_that_is_too_small_for_a_first_start(ground: Path) -> None:
    with disks.small(ground / "small", 20_000) as disk:
        stack = Stack(disk.folder / "state", cache_folder(), settings=disk.settings)
        assert f"The disk of {stack.state} is too full" in stack.refused()


def test_a_disk_that_fills_up_on_the_way(parts: RunningParts, ground: Path) -> None:
    others = {"DATABASE_URL": parts.connections.owner, "REDIS_URL": parts.connections.redis}
    with (
        disks.small(ground / "filling", 500) as disk,
        repository(cache_folder() / "jars", Manner.RIGHT) as (address, _),
    ):
        cache = disk.folder / "cache"
        cache_without(cache_folder() / "jars", cache, 1)
        settings = {**others, "DIRECTORY_MAVEN_URL": address}
        stack = Stack(ground / "roomy", cache, settings=settings, prefix=disk.prefix)
        assert f"make room on the disk of {cache}, then start again" in stack.refused()


def test_secrets_that_are_damaged(make_stack: MakeStack, ground: Path) -> None:
    folder = ground / "damaged"
    folder.mkdir()
    (folder / "secrets.json").write_text("{", encoding="ascii")
    assert f"{folder / 'secrets.json'} is damaged: restore it from a backup" in make_stack(folder).refused()


@pytest.fixture(scope="module", params=list(EXTERNAL))
def unanswered(request: pytest.FixtureRequest, ground: Path) -> tuple[str, str]:
    """Return a setting whose address does not answer, and what was said of it."""
    setting: str = request.param
    stack = Stack(ground / f"external-{setting}", cache_folder(), settings={setting: EXTERNAL[setting]})
    return setting, stack.refused()


def test_an_external_part_that_does_not_answer(unanswered: tuple[str, str]) -> None:
    setting, sentence = unanswered
    assert f"{setting} is set but nothing usable answers at 127.0.0.1:9" in sentence


def test_a_refusal_never_repeats_a_password(unanswered: tuple[str, str]) -> None:
    assert "hunter2" not in unanswered[1]


def told_by(program: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a program that changes what Python says of the machine and then starts us."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
        env={**environment(REPOSITORY / ".state", cache_folder()), **settings},
    )


BOOTSTRAP = "runpy.run_path('directory/devstack/bootstrap.py', run_name='__main__')"
UP = "sys.argv = ['directory', 'up']; runpy.run_module('directory.cli', run_name='__main__')"


def test_a_python_that_is_too_old() -> None:
    done = told_by(f"import runpy, sys; sys.version_info = (3, 10, 14); {BOOTSTRAP}")
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr


@pytest.mark.parametrize("start", [BOOTSTRAP, UP], ids=["installing", "starting"])
def test_a_machine_for_which_the_parts_do_not_exist(start: str, tmp_path: Path) -> None:
    program = f"import platform, runpy, sys; platform.machine = lambda: 'aarch64'; {start}"
    done = told_by(program, DIRECTORY_STATE=str(tmp_path), REDIS_URL="redis://127.0.0.1:6379/0")
    assert done.returncode == 1
    assert "set DATABASE_URL, OPENSEARCH_URL to servers of your own" in done.stderr


def test_a_machine_with_servers_of_its_own_needs_no_parts() -> None:
    program = f"import platform, runpy, sys; platform.machine = lambda: 'aarch64'; {BOOTSTRAP}"
    # A lock that does not exist ends it before anything is installed.
    assert "servers of your own" not in told_by(program, "no-such.lock", **EXTERNAL).stderr


@pytest.mark.parametrize("start", [BOOTSTRAP, UP], ids=["installing", "starting"])
def test_a_refusal_is_one_sentence_and_no_traceback(start: str, tmp_path: Path) -> None:
    program = f"import platform, runpy, sys; platform.machine = lambda: 'aarch64'; {start}"
    assert told_by(program, DIRECTORY_STATE=str(tmp_path)).stderr.count(os.linesep) == 1
