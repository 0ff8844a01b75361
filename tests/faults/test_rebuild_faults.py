"""A rebuild that is killed in each of its phases: the live index serves on, and the next rebuild ends well.

The process is held at a point by a lock on a table that it is about to write, and killed while it waits there.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from directory.settings import Role
from tests.devstack.stack import REPOSITORY, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.world import World

APPLICATION = "indexer-cli"


@contextmanager
def held(world: World, table: str) -> Iterator[None]:
    """Lock a table against writes; reads go on."""
    with world.connect() as connection, connection.transaction():
        connection.execute(f"LOCK TABLE {table} IN SHARE MODE".encode())
        yield


@contextmanager
def rebuilding(world: World) -> Iterator[subprocess.Popen[bytes]]:
    """Start a rebuild, and kill it at the end of the block."""
    rebuild = subprocess.Popen(
        [sys.executable, "-m", "indexer.cli", "rebuild", "--json"],
        cwd=REPOSITORY,
        env=world.environment(Role.INDEXER),
        stdout=subprocess.DEVNULL,
    )
    try:
        yield rebuild
    finally:
        rebuild.kill()
        rebuild.wait()


def await_stop_at(world: World, table: str) -> None:
    until(lambda: world.waits_for(table, APPLICATION), what=f"the rebuild is about to write {table}")


def killed_at_creation(world: World) -> None:
    """Kill it when the index exists and Postgres does not know it yet."""
    with held(world, "feed.generation"), rebuilding(world):
        await_stop_at(world, "feed.generation")


def killed_in_backfill(world: World) -> None:
    """Kill it when a slice is in the index and the cursor has not moved."""
    with held(world, "feed.tally"), rebuilding(world):
        await_stop_at(world, "feed.tally")


def killed_at_the_rollout_checks(world: World) -> None:
    """Kill it when the index is full and is being checked."""
    with rebuilding(world), held_at_the_rollout_checks(world):
        pass


@contextmanager
def held_at_the_rollout_checks(world: World) -> Iterator[ExitStack]:
    """Hold a rebuild in its checks; the yielded stack lets go of it."""
    with ExitStack() as checks:
        with held(world, "feed.tally"):
            await_stop_at(world, "feed.tally")
            checks.enter_context(held(world, "feed.mark"))
        await_stop_at(world, "feed.mark")
        yield checks


def killed_in_the_swap(world: World) -> None:
    """Kill it when the alias points to the new index and Postgres still calls the old one live."""
    before = world.live()
    with rebuilding(world), held_at_the_rollout_checks(world) as checks, held(world, "feed.generation"):
        checks.close()
        until(lambda: before not in world.engine("associations"), what="the alias has moved")


PHASES = {
    "create": killed_at_creation,
    "backfill": killed_in_backfill,
    "rollout checks": killed_at_the_rollout_checks,
    "swap": killed_in_the_swap,
}


@pytest.mark.parametrize("phase", list(PHASES))
def test_a_rebuild_that_is_killed_changes_nothing_for_who_searches(world: World, phase: str) -> None:
    before = world.published()
    PHASES[phase](world)
    assert world.indexed() == before


@pytest.mark.parametrize("phase", list(PHASES))
def test_a_rebuild_after_one_that_was_killed_goes_live(world: World, phase: str) -> None:
    before = world.live()
    PHASES[phase](world)
    world.change("tijdens de herbouw", share=3)
    assert world.run("indexer.cli", "rebuild").returncode == 0
    assert world.live() != before
