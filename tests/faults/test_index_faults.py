"""Whatever dies or hangs while changes are on their way: afterwards the index is the register, version for version.

That is asserted after every test by the fixture `world`: 0 missing, 0 stale, 0 extra.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.devstack.stack import until
from tests.faults.world import BEAT, OPENSEARCH, POSTGRES, REDIS, WEB, WORKER, World

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_the_engine_is_killed_in_the_middle_of_a_bulk(world: World) -> None:
    with world.frozen(OPENSEARCH):
        world.change("halverwege")
        world.hide()
        until(world.is_claimed, what="the worker has sent a bulk that gets no answer")
        world.parts.kill(OPENSEARCH)
    assert world.value("SELECT count(*) FROM feed.outbox") > 0
    world.parts.restart(OPENSEARCH)
    world.end_leases()
    world.settle()


def test_the_engine_hangs_and_comes_back(world: World) -> None:
    with world.frozen(OPENSEARCH):
        world.change("gehangen", share=3)
        until(world.is_claimed, what="the worker has sent a bulk that gets no answer")
    world.settle()


def test_redis_is_away(world: World) -> None:
    with world.away(REDIS):
        world.change("zonder redis", share=2)
        world.hide()
    world.settle()


def test_worker_and_beat_start_while_redis_is_away(world: World) -> None:
    with world.away(REDIS):
        for name in (BEAT, WORKER):
            os.killpg(world.pid(name), signal.SIGKILL)
            world.restart(name)
        world.change("eerst zonder redis", share=2)
        world.settle()
    world.change("dan met redis", share=2)
    world.settle()


def test_redis_accepts_and_never_answers(world: World) -> None:
    with world.frozen(REDIS):
        world.change("zwart gat", share=2)
        assert world.get("/health/ready").status == 200
    world.settle()


def test_a_worker_is_killed_while_it_works(world: World) -> None:
    with world.frozen(OPENSEARCH):
        world.change("vermoord")
        until(world.is_claimed, what="the worker has sent a bulk that gets no answer")
        os.killpg(world.pid(WORKER), signal.SIGKILL)
        world.restart(WORKER)
    world.end_leases()
    world.settle()


def test_beat_and_worker_are_away_for_a_while(world: World) -> None:
    for name in (BEAT, WORKER):
        os.killpg(world.pid(name), signal.SIGKILL)
    world.change("intussen", share=2)
    world.hide()
    for name in (BEAT, WORKER):
        world.restart(name)
    world.settle()


def test_postgres_is_killed_and_started_again(world: World) -> None:
    world.change("voor de val", share=5)
    with world.away(POSTGRES):
        pass
    world.change("na de val", share=5)
    world.settle()


def test_what_was_committed_before_postgres_was_killed_is_still_there(world: World) -> None:
    world.change("bewaard", share=4)
    before = world.published()
    with world.away(POSTGRES):
        pass
    assert world.published() == before


def test_a_slow_transaction_that_commits_late_is_not_overtaken_for_ever(world: World) -> None:
    first, second = world.value("SELECT array_agg(id ORDER BY id) FROM register.association WHERE is_public")[:2]
    rename = "UPDATE register.association SET name = %s WHERE id = %s"
    with psycopg.connect(world.addresses.registrar) as slow:
        slow.execute(rename, ("Trage Harmonie", first))
        with psycopg.connect(world.addresses.registrar) as quick:
            quick.execute(rename, ("Snelle Harmonie", second))
        world.settle()
        assert world.indexed()[second][1] == "Snelle Harmonie"
        assert world.indexed()[first][1] != "Trage Harmonie"
    world.settle()
    assert world.indexed()[first][1] == "Trage Harmonie"


def test_a_full_disk_stops_the_index_and_nothing_else(world: World) -> None:
    index = world.live()
    with full_disk(world, index):
        world.change("volle schijf", share=2)
        until(lambda: world.value("SELECT coalesce(max(attempts), 0) FROM feed.outbox") > 1, what="it is tried again")
        assert world.value("SELECT count(*) FROM feed.dead_letter") == 0
    world.settle()


@contextmanager
def full_disk(world: World, index: str) -> Iterator[None]:
    """Put on an index what the engine itself puts on it when its disk is full."""
    setting = "index.blocks.read_only_allow_delete"
    world.engine(f"{index}/_settings", "PUT", {setting: True})
    try:
        yield
    finally:
        world.engine(f"{index}/_settings", "PUT", {setting: None})


@pytest.fixture
def poor_index(world: World) -> Iterator[str]:
    """Have the live index lack a field that some documents have, as after a hand that slipped."""
    index, field = world.live(), "description"
    kept = world.engine(index)[index]
    mapping = kept["mappings"]
    lost = mapping["properties"].pop(field)
    settings = {
        name: value
        for name, value in kept["settings"]["index"].items()
        if name not in {"uuid", "version", "creation_date", "provided_name", "replication"}
    }
    with world.frozen(WORKER):
        world.engine(index, "DELETE")
        body = {"mappings": mapping, "settings": {"index": settings}, "aliases": {"associations": {}}}
        world.engine(index, "PUT", body)
    yield index
    world.engine(f"{index}/_mapping", "PUT", {"properties": {field: lost}})
    assert world.run("indexer.cli", "retry-dead").returncode == 0
    world.settle()


def test_a_refused_document_is_set_aside_and_the_others_go_on(world: World, poor_index: str) -> None:
    world.run("indexer.cli", "verify", "--repair")
    world.settle()
    refused = world.value("SELECT count(*) FROM feed.dead_letter")
    assert refused > 0
    assert len(world.indexed()) + refused == len(world.published())


def test_the_web_is_killed_and_started_again(world: World) -> None:
    os.killpg(world.pid(WEB), signal.SIGKILL)
    world.restart(WEB)
    until(lambda: world.get("/health/ready").status == 200, what="the web is back")
