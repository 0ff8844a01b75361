"""Fetching the engine's libraries: a bad network costs one clear sentence, and only what is missing is fetched."""

from __future__ import annotations

import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from directory.devstack import jars
from tests.devstack.maven import Manner, cache_without, repository
from tests.devstack.stack import Stack
from tests.running_parts import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.running_parts import RunningParts

    MakeFetching = Callable[[str, Path], Stack]


@pytest.fixture(scope="module")
def source(parts: RunningParts) -> Path:
    """Return the folder of all libraries; the parts of this test run have fetched them."""
    return cache_folder() / "jars"


@pytest.fixture
def fetching(parts: RunningParts, ground: Path) -> Iterator[MakeFetching]:
    """Return a maker of stacks whose other parts are there already, so that the libraries come first."""
    made: list[Stack] = []
    known = parts.connections
    others = {"DATABASE_URL": known.owner, "REDIS_URL": known.redis}

    def make(address: str, cache: Path) -> Stack:
        settings = {**others, "DIRECTORY_MAVEN_URL": address}
        made.append(Stack(ground / "fetching", cache, settings=settings))
        return made[-1]

    yield make
    for stack in made:
        stack.abandon()


@pytest.mark.parametrize(
    ("manner", "sentence"),
    [
        (Manner.BREAKS_OFF, "check the internet connection"),
        (Manner.NOT_FOUND, "check the internet connection"),
        (Manner.WRONG_BYTES, "is not the one in jars.lock (wrong SHA-256) and was deleted: start again"),
    ],
)
def test_a_bad_download_is_told_in_one_sentence(
    fetching: MakeFetching, source: Path, tmp_path: Path, manner: Manner, sentence: str
) -> None:
    cache_without(source, tmp_path, 1)
    with repository(source, manner) as (address, _):
        assert sentence in fetching(address, tmp_path).refused()


def test_a_library_of_wrong_bytes_is_never_kept(fetching: MakeFetching, source: Path, tmp_path: Path) -> None:
    (missing,) = cache_without(source, tmp_path, 1)
    with repository(source, Manner.WRONG_BYTES) as (address, _):
        fetching(address, tmp_path).refused()
    assert not missing.exists()


def test_a_host_that_does_not_answer_is_reported_in_one_sentence(
    fetching: MakeFetching, source: Path, tmp_path: Path
) -> None:
    cache_without(source, tmp_path, 1)
    assert "check the internet connection" in fetching("http://127.0.0.1:9", tmp_path).refused()


def test_ctrl_c_does_not_wait_for_a_network_that_is_silent(
    fetching: MakeFetching, source: Path, tmp_path: Path
) -> None:
    cache_without(source, tmp_path, 1)
    with repository(source, Manner.SILENT) as (address, asked):
        stack = fetching(address, tmp_path).start(until_it_says="Checking OpenSearch's libraries")
        assert asked.wait(30)
        assert stack.end(signal.SIGINT, seconds=10) == 0


def test_only_what_is_missing_is_fetched(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = cache_without(source, tmp_path, 2)
    totals: list[int] = []
    with repository(source, Manner.RIGHT) as (address, _):
        monkeypatch.setenv("DIRECTORY_MAVEN_URL", address)
        jars.ensure(tmp_path / "jars", jars.locked(), lambda _, total: totals.append(total))
    assert set(totals) == {len(missing)}
    assert all(file.exists() for file in missing)


def test_two_starts_at_once_fetch_each_missing_library_once(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = cache_without(source, tmp_path, 2)
    fetching: list[int] = []

    def start(number: int) -> None:
        jars.ensure(tmp_path / "jars", jars.locked(), lambda *_: fetching.append(number))

    with repository(source, Manner.RIGHT) as (address, _), ThreadPoolExecutor() as pool:
        monkeypatch.setenv("DIRECTORY_MAVEN_URL", address)
        list(pool.map(start, range(2)))
    assert len(set(fetching)) == 1
    assert all(file.exists() for file in missing)


def test_a_library_that_was_damaged_is_fetched_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (missing,) = cache_without(source, tmp_path, 1)
    missing.write_bytes(b"damaged")
    with repository(source, Manner.RIGHT) as (address, _):
        monkeypatch.setenv("DIRECTORY_MAVEN_URL", address)
        jars.ensure(tmp_path / "jars", jars.locked(), lambda *_: None)
    assert jars.digest_of(missing) == jars.digest_of(source / missing.name)


def test_a_library_that_the_lock_does_not_name_leaves_the_class_path(source: Path, tmp_path: Path) -> None:
    shutil.copytree(source, tmp_path / "jars", copy_function=os.symlink)
    stranger = tmp_path / "jars" / "stranger-1.0.jar"
    stranger.touch()
    jars.ensure(tmp_path / "jars", jars.locked(), lambda *_: None)
    assert not stranger.exists()
