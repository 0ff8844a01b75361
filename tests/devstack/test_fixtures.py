"""The parts that the tests get are the real ones, and fresh for each test."""

from __future__ import annotations

import json
import urllib.request
from typing import TYPE_CHECKING

import psycopg
import redis

from directory.settings import Role

if TYPE_CHECKING:
    from tests.running_parts import Database


def test_each_role_logs_in_to_its_own_copy_of_the_database(database: Database) -> None:
    for role in Role:
        with psycopg.connect(database.url(role)) as connection:
            row = connection.execute("SELECT current_user, current_database()").fetchone()
        assert row == (f"directory_{role}", database.name)


def test_redis_is_empty_and_takes_commands(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as connection:
        assert connection.dbsize() == 0


def test_the_engine_makes_an_index_with_every_analyzer(opensearch_url: str, index_prefix: str) -> None:
    request = urllib.request.Request(f"{opensearch_url}/{index_prefix}-one", method="PUT")  # noqa: S310 - our own address
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - idem
        assert json.load(answer)["acknowledged"]
