"""Whatever is killed comes back, nothing that was committed is lost, and nothing stays behind."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import psycopg
import pytest
import redis

from directory.devstack import opensearch
from tests.conftest import cache_folder
from tests.devstack.stack import Stack, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.devstack.conftest import MakeStack
    from tests.devstack.stack import Member

PARTS = ("postgres", "redis", "opensearch")


def answers(stack: Stack, part: str) -> bool:
    known = stack.connections()
    if part == "postgres":
        try:
            psycopg.connect(known["owner"], connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True
    if part == "redis":
        with redis.Redis.from_url(known["redis"]) as connection:
            try:
                return bool(connection.ping())
            except redis.ConnectionError:
                return False
    return opensearch.healthy(known["opensearch"])


def kill_and_await(stack: Stack, part: str) -> None:
    killed = stack.pid(part)
    os.kill(killed, signal.SIGKILL)
    until(lambda: stack.was_replaced(part, killed) and answers(stack, part), what=f"{part} is back")


def remember(stack: Stack, number: int) -> None:
    with psycopg.connect(stack.connections()["owner"]) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS remembered (number int)")
        connection.execute("INSERT INTO remembered VALUES (%s)", [number])


def remembered(stack: Stack) -> list[int]:
    with psycopg.connect(stack.connections()["owner"], connect_timeout=3) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM remembered ORDER BY number")]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_killed_comes_back_on_the_same_address(running: Stack, part: str) -> None:
    before = running.connections()
    kill_and_await(running, part)
    assert running.connections() == before


def test_rows_that_were_committed_survive_the_death_of_postgres(running: Stack) -> None:
    remember(running, 1)
    kill_and_await(running, "postgres")
    assert 1 in remembered(running)


def test_a_killed_part_is_named(running: Stack) -> None:
    kill_and_await(running, "redis")
    running.await_word("redis was ended; it is started again in")


def test_a_second_start_on_the_same_state_folder_is_refused(running: Stack, make_stack: MakeStack) -> None:
    sentence = make_stack(running.state).refused()
    assert f"already runs on {running.state} (process {running.running.pid})" in sentence


def test_a_refused_start_leaves_the_first_one_alone(running: Stack, make_stack: MakeStack) -> None:
    before = running.members()
    make_stack(running.state).refused()
    assert all(member.alive() for member in before)


@pytest.fixture(scope="module")
def after_a_killed_supervisor(ground: Path) -> Iterator[tuple[Stack, list[Member]]]:
    """Return a stack that was started again after its supervisor was killed, and the members of the first start."""
    stack = Stack(ground / "killed", cache_folder()).start()
    try:
        remember(stack, 7)
        members = stack.members()
        stack.end(signal.SIGKILL)
        yield stack.start(), members
    finally:
        stack.abandon()


def test_the_start_after_a_killed_supervisor_ends_what_it_left(
    after_a_killed_supervisor: tuple[Stack, list[Member]],
) -> None:
    assert not [member for member in after_a_killed_supervisor[1] if member.alive()]


def test_a_killed_supervisor_loses_nothing_that_was_committed(
    after_a_killed_supervisor: tuple[Stack, list[Member]],
) -> None:
    assert remembered(after_a_killed_supervisor[0]) == [7]


def test_ctrl_c_leaves_no_process_behind(after_a_killed_supervisor: tuple[Stack, list[Member]]) -> None:
    stack = after_a_killed_supervisor[0]
    if stack.running.poll() is not None:
        stack.start()
    members = stack.members()
    assert stack.end(signal.SIGINT) == 0
    assert not [member for member in members if member.alive()]
