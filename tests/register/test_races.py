"""A part (a member, a department) and its whole change at the same moment: the index ends right, without a deadlock."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import errors

from directory.publication.reader import published
from tests.register.rows import add, add_association, change, one, vcode, version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from directory.publication.rows import Association
    from tests.running_parts import Database

Registrar = psycopg.Connection[tuple[Any, ...]]
PATIENCE = 30.0


@pytest.fixture
def other(module_database: Database) -> Iterator[Registrar]:
    """Connect a second registrar."""
    with psycopg.connect(module_database.registrar, autocommit=True) as connection:
        yield connection


@dataclass(frozen=True, slots=True)
class Follower:
    """Does what the index does: reads what waits, and keeps what it read unless it knows a younger version."""

    connection: Registrar
    known: dict[int, Association | None] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)

    def drain(self) -> None:
        """Work off all that may be claimed."""
        self.connection.execute("SELECT feed.settle()")
        rows = self.connection.execute(
            "DELETE FROM feed.outbox WHERE locked_until <= clock_timestamp() RETURNING entity_id"
        )
        for number in {row[0] for row in rows}:
            self._write(number)

    def _write(self, number: int) -> None:
        # The version first: what is read after it may be younger, never older.
        at = one(
            self.connection, "SELECT version FROM feed.version WHERE kind = 'association' AND entity_id = %s", number
        )
        found = published(self.connection, [number])
        # Strictly younger: two reads at one version may reach the index in either order.
        if at > self.versions.get(number, 0):
            self.known[number], self.versions[number] = (found[0] if found else None), at

    def is_right(self, number: int) -> bool:
        """Tell whether what it keeps is what is published."""
        now = published(self.connection, [number])
        return self.known.get(number) == (now[0] if now else None)


@pytest.fixture
def follower(owner: Registrar) -> Follower:
    """Follow the register as its owner, who may read everything that the comparison needs."""
    owner.execute("DELETE FROM feed.outbox")
    return Follower(owner)


@dataclass(frozen=True, slots=True)
class Pair:
    """A whole, and what is about to become a part of it: how, and what happens to the whole meanwhile."""

    whole: int
    whole_vcode: str
    part: int
    tie: Callable[[Registrar, Pair], None]
    happening: str

    def tie_by(self, connection: Registrar) -> None:
        """Make it a part."""
        self.tie(connection, self)

    def change_by(self, connection: Registrar) -> None:
        """Change the whole."""
        CHANGES[self.happening](connection, self)


def join(connection: Registrar, pair: Pair) -> None:
    """Make it a member."""
    add(connection, "membership", pair.part, other_vcode=pair.whole_vcode)


def belong(connection: Registrar, pair: Pair) -> None:
    """Make it a department."""
    change(connection, "association", pair.part, subtype_code="SUB", parent_vcode=pair.whole_vcode)


def move(connection: Registrar, pair: Pair) -> None:
    """Let a membership be of the whole instead."""
    change(connection, "membership", pair.part, other_vcode=pair.whole_vcode)


def whole_with(**values: Any) -> Callable[[Registrar, Pair], None]:
    """Return a change of the whole."""
    return lambda connection, pair: change(connection, "association", pair.whole, **values)


CHANGES = {
    "renamed": whole_with(name="De Nieuwe Koepel"),
    "hidden": whole_with(opted_out=True),
    "shown": whole_with(opted_out=False),
}


@pytest.fixture(params=[join, belong, move], ids=lambda tie: tie.__name__)
def tie(request: pytest.FixtureRequest) -> Callable[[Registrar, Pair], None]:
    """Return a way to become a part."""
    return request.param  # type: ignore[no-any-return]  # one of the three above


@pytest.fixture(params=CHANGES)
def happening(request: pytest.FixtureRequest) -> str:
    """Return what happens to the whole."""
    return str(request.param)


@pytest.fixture
def pair(registrar: Registrar, follower: Follower, tie: Callable[[Registrar, Pair], None], happening: str) -> Pair:
    """Make both, before anything happens, and let the index follow."""
    own = vcode()
    whole = add_association(registrar, vcode=own, name="De Koepel", opted_out=happening == "shown")
    part = add_association(registrar)
    if tie is move:
        add(registrar, "membership", part, other_vcode="V9999990")
    follower.drain()
    return Pair(whole, own, part, tie, happening)


def wait_until_blocked(connection: Registrar, by: Registrar) -> None:
    """Wait until a session waits for `by`, or is done."""
    pid = by.info.backend_pid
    for _ in range(int(PATIENCE / 0.01)):
        if one(connection, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE %s = ANY (pg_blocking_pids(pid)))", pid):
            return
        threading.Event().wait(0.01)
    raise AssertionError("no session waits")


def test_a_tie_that_is_made_while_the_whole_is_being_changed_is_not_overlooked(
    registrar: Registrar, other: Registrar, follower: Follower, pair: Pair
) -> None:
    with other.transaction():
        pair.change_by(other)
        pair.tie_by(registrar)
        follower.drain()  # as fast as the index can be: only the tie is committed
    follower.drain()
    follower.drain()
    assert (follower.is_right(pair.part), one(follower.connection, "SELECT count(*) FROM feed.outbox")) == (True, 0)


def test_a_whole_that_is_changed_while_a_tie_is_being_made_is_not_overlooked(
    registrar: Registrar, other: Registrar, follower: Follower, pair: Pair
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with registrar.transaction():
            pair.tie_by(registrar)
            changing = pool.submit(pair.change_by, other)
            wait_until_blocked(follower.connection, registrar)
        follower.drain()
        changing.result(PATIENCE)
    follower.drain()
    follower.drain()
    assert (follower.is_right(pair.part), one(follower.connection, "SELECT count(*) FROM feed.outbox")) == (True, 0)


def test_who_changes_a_whole_waits_for_none_of_its_members(
    registrar: Registrar, other: Registrar, follower: Follower
) -> None:
    own = vcode()
    whole, member = add_association(registrar, vcode=own), add_association(registrar)
    add(registrar, "membership", member, other_vcode=own)
    follower.drain()
    other.execute("SET lock_timeout = '1ms'")
    with registrar.transaction():
        change(registrar, "association", member, description="Bezig")
        change(other, "association", whole, name="Anders")
        follower.drain()
    during = version(registrar, member)
    follower.drain()
    follower.drain()
    assert (version(registrar, member), follower.is_right(member)) == (during + 1, True)


def test_what_awaits_an_association_that_goes_for_good_does_not_stay(
    registrar: Registrar, other: Registrar, follower: Follower
) -> None:
    own = vcode()
    whole, member = add_association(registrar, vcode=own), add_association(registrar)
    with other.transaction():
        other.execute("DELETE FROM register.association WHERE id = %s", (whole,))
        add(registrar, "membership", member, other_vcode=own)
    registrar.execute("DELETE FROM register.association WHERE id = %s", (member,))
    follower.drain()
    follower.drain()
    assert one(follower.connection, "SELECT count(*) FROM feed.outbox") == 0


class Crowd:
    """Associations that are members of each other, and writers that change one of them at a time."""

    def __init__(self, registrar: Registrar) -> None:
        self.vcodes = [vcode() for _ in range(5)]
        self.numbers = [add_association(registrar, vcode=own) for own in self.vcodes]

    def write(self, address: str, seed: int, edits: int) -> None:
        """Tie, untie, rename, hide and show; what the constraints refuse has not happened."""
        chance = random.Random(seed)  # noqa: S311 - no secret
        with psycopg.connect(address, autocommit=True) as connection:
            for turn in range(edits):
                try:
                    self._edit(connection, chance, seed * edits + turn + 1)
                except errors.IntegrityError:
                    continue

    def _edit(self, connection: Registrar, chance: random.Random, item: int) -> None:
        number = chance.choice(self.numbers)
        match chance.randrange(5):
            case 0 | 1:
                add(connection, "membership", number, membership_id=item, other_vcode=chance.choice(self.vcodes))
            case 2:
                connection.execute("DELETE FROM register.membership WHERE association_id = %s", (number,))
            case 3:
                change(connection, "association", number, name=f"Naam {chance.random()}")
            case _:
                change(connection, "association", number, opted_out=chance.random() < 0.5)


def test_a_crowd_that_changes_parts_and_wholes_at_once_neither_deadlocks_nor_leaves_the_index_wrong(
    module_database: Database, registrar: Registrar, follower: Follower
) -> None:
    crowd = Crowd(registrar)
    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(crowd.write, module_database.registrar, seed, 150) for seed in range(4)]
        while not all(writer.done() for writer in writers):
            follower.drain()
    follower.drain()
    follower.drain()
    failed = [writer.exception() for writer in writers if writer.exception()]
    assert (failed, [follower.is_right(number) for number in crowd.numbers]) == ([], [True] * 5)
