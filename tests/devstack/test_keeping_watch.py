"""Whatever is killed comes back, nothing that was committed is lost, and nothing stays behind."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
import pytest
import redis

from directory.devstack import opensearch
from tests.devstack.stack import Stack, until
from tests.running_parts import cache_folder

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


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What was found after a supervisor was killed, started again and stopped by Ctrl-C."""

    survivors_of_kill: int
    rows: list[int]
    exit_code: int
    survivors_of_ctrl_c: int


@pytest.fixture(scope="module")
def aftermath(ground: Path) -> Iterator[Aftermath]:
    stack = Stack(ground / "killed", cache_folder()).start()
    try:
        remember(stack, 7)
        first = stack.members()
        stack.end(signal.SIGKILL)
        stack.start()
        survivors, rows, second = living(first), remembered(stack), stack.members()
        code = stack.end(signal.SIGINT)
        yield Aftermath(survivors, rows, code, living(second))
    finally:
        stack.abandon()


def living(members: list[Member]) -> int:
    return sum(member.alive() for member in members)


def test_the_start_after_a_killed_supervisor_ends_what_it_left(aftermath: Aftermath) -> None:
    assert aftermath.survivors_of_kill == 0


def test_a_killed_supervisor_loses_nothing_that_was_committed(aftermath: Aftermath) -> None:
    assert aftermath.rows == [7]


def test_ctrl_c_is_no_failure(aftermath: Aftermath) -> None:
    assert aftermath.exit_code == 0


def test_ctrl_c_leaves_no_process_behind(aftermath: Aftermath) -> None:
    assert aftermath.survivors_of_ctrl_c == 0
