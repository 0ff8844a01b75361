"""One directory of real processes for all fault tests; each test leaves it whole again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults import world as worlds
from tests.running_parts import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.world import World


@pytest.fixture(scope="session")
def broken_world() -> Iterator[World]:
    with tempfile.TemporaryDirectory(prefix="directory-faults-") as folder:
        Path(folder).chmod(0o755)  # root lends Postgres another account, which must be able to come in
        with worlds.opened(Path(folder).resolve(), cache_folder()) as made:
            yield made


@pytest.fixture
def world(broken_world: World) -> Iterator[World]:
    """Return the world, whole before the test and, as the proof of every fault, whole after it."""
    broken_world.settle()
    yield broken_world
    broken_world.assert_equal()
