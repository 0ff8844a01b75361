"""Fixtures for tests that start the whole stack as a user does."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.devstack.stack import Stack, plain_user
from tests.running_parts import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.running_parts import RunningParts

    MakeStack = Callable[..., Stack]


@pytest.fixture(scope="module")
def ground(parts: RunningParts) -> Iterator[Path]:
    """Return a folder that every user of this machine can enter.

    The run's own parts were started before, so that what is fetched once is there: a start that must still fetch it
    says other things, and is tested with a cache of its own.
    """
    assert parts.place.cache == cache_folder()
    with tempfile.TemporaryDirectory(prefix="directory-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder).resolve()


@pytest.fixture(scope="module")
def plain_ground(ground: Path) -> Path:
    """Return a folder of the plain user's own."""
    folder = ground / "plain"
    folder.mkdir()
    user = plain_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    return folder


@pytest.fixture
def make_stack(ground: Path) -> Iterator[MakeStack]:
    """Return a maker of stacks that are gone after the test."""
    made: list[Stack] = []

    def make(state: Path, *arguments: str, plain: bool = False, cache: Path | None = None, **settings: str) -> Stack:
        stack = Stack(state, cache or cache_folder(), arguments or ("--parts-only",), settings, plain)
        made.append(stack)
        return stack

    yield make
    for stack in made:
        stack.abandon()


@pytest.fixture(scope="module")
def running(ground: Path) -> Iterator[Stack]:
    """Return the parts of one installation, started as a user starts them, for the tests of one module."""
    stack = Stack(ground / "running", cache_folder())
    try:
        yield stack.start()
    finally:
        stack.abandon()
