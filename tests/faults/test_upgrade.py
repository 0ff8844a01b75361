"""An installation of the release before is upgraded: it rebuilds by itself, and no search fails or finds too little."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Self

import opensearchpy
import psycopg
import pytest

from directory.register import migrate
from directory.search.index import schema
from indexer import worker_context
from indexer.engine import IndexEngine, IndexEngineAway
from indexer.generation_lifecycle import BuildPhase
from indexer.index_definitions import ASSOCIATIONS
from tests.indexer.worker import SOON, built, in_index, in_register, registrar, settings_of, swapped

if TYPE_CHECKING:
    from directory.settings import Settings
    from tests.running_parts import Database

COUNT = 40
# The last step of the release before, and the hash that it gave its index, whose documents held other words.
STEP_BEFORE = "0007_widgets"
HASH_BEFORE = "0023536c8b"
# What the web of the release before reads of the index.
STATEMENTS_BEFORE = (
    """SELECT h.outbox_depth, h.outbox_oldest_seconds >= 0, h.dead_letters, h.generation, h.building, s.live_at,
              s.in_step_at
       FROM publication.index_health h LEFT JOIN publication.index_state s ON s.generation = h.generation""",
    "SELECT generation, in_step_at FROM publication.index_state",
    "SELECT name, label, count AS times FROM publication.index_tally ORDER BY name, label",
    "SELECT vcode FROM publication.departed ORDER BY vcode",
)
FEED_BEFORE = (
    "SELECT association_id, version, priority, trace FROM feed.outbox ORDER BY id",
    "SELECT association_id, vcode, version FROM feed.tombstone ORDER BY 1",
    "SELECT association_id, version, generation FROM feed.dead_letter ORDER BY 1",
    "SELECT name, schema_hash, state, created_at FROM feed.generation ORDER BY 1",
    "SELECT name, number, note FROM feed.mark ORDER BY 1",
)
FEED_NOW = (
    "SELECT entity_id, version, priority, trace FROM feed.outbox WHERE kind = 'association' ORDER BY id",
    "SELECT entity_id, vcode, version FROM feed.tombstone WHERE kind = 'association' ORDER BY 1",
    "SELECT entity_id, version, generation FROM feed.dead_letter WHERE kind = 'association' ORDER BY 1",
    "SELECT name, fingerprint, state, created_at FROM feed.generation WHERE kind = 'association' ORDER BY 1",
    "SELECT name, number, note FROM feed.mark WHERE kind = 'association' ORDER BY 1",
)


class Searches:
    """Searches through the alias, as pages do, until the end of the block; counts what fails or finds too little."""

    def __init__(self, settings: Settings, expected: int) -> None:
        self._engine = IndexEngine(settings.opensearch_url, settings.index_prefix)
        self._expected = expected
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.asked = self.failed = self.short = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        query = {"query": {"term": {schema.NAME: "harmonie"}}, "size": 0, "track_total_hits": True}
        while not self._stopped.wait(0.02):
            self.asked += 1
            try:
                hits = self._engine.search(self._engine.alias, query)["hits"]
                self.short += hits["total"]["value"] < self._expected
            except IndexEngineAway:
                self.failed += 1


def read(url: str, statements: tuple[str, ...]) -> list[list[tuple[Any, ...]]]:
    """Return the rows of each statement."""
    with psycopg.connect(url) as connection:
        return [connection.execute(statement.encode()).fetchall() for statement in statements]


@pytest.fixture
def settings(database: Database, opensearch_url: str, redis_url: str, index_prefix: str) -> Settings:
    return settings_of(database, opensearch_url, redis_url, index_prefix)


@pytest.fixture
def before(database: Database, settings: Settings) -> str:
    """Leave database and engine as the release before does; return the name of its live generation."""
    with worker_context.open_workers(settings) as (worker,), registrar(database) as register:
        numbers = [register.add(f"Harmonie {number}") for number in range(COUNT)]
        live = swapped(worker)
        # Documents with the words of before, under the same versions.
        with opensearchpy.OpenSearch(settings.opensearch_url.get_secret_value()) as engine:
            engine.update_by_query(
                index=live,
                body={"script": {"source": "ctx._source.remove('name_parts')"}},
                params={"refresh": "true", "conflicts": "proceed"},
            )
        register.delete(numbers.pop())
        register.rename(numbers[0], "Harmonie van nu")
    migrate.downgrade(database.owner, STEP_BEFORE)
    with psycopg.connect(database.owner) as owner:
        owner.execute(
            "UPDATE feed.generation SET schema_hash = %s, created_at = created_at - interval '1 day'", (HASH_BEFORE,)
        )
        owner.execute("INSERT INTO feed.mark (name, note) VALUES ('in_step', '')")
        owner.execute(
            "INSERT INTO feed.dead_letter (association_id, version, generation, error) VALUES (%s, 1, %s, 'refused')",
            (numbers[1], live),
        )
    return live


def test_an_upgrade_rebuilds_by_itself_and_no_search_fails_or_is_short(
    database: Database, settings: Settings, before: str
) -> None:
    with Searches(settings, COUNT - 1) as searches:
        migrate.upgrade(database.owner)
        with worker_context.open_workers(settings) as (worker,):
            worker.outbox_worker.drain(SOON)
            step = built(worker)
            assert step.phase is BuildPhase.SWAPPED, step
            assert step.generation is not None
            assert step.generation.name != before
            assert step.generation.fingerprint == ASSOCIATIONS.fingerprint
            worker.outbox_worker.drain(SOON)
            assert in_index(worker.engine, step.generation.name) == in_register(worker)
        asked = searches.asked
    assert (searches.failed, searches.short) == (0, 0)
    assert asked > 1


def test_an_upgrade_keeps_every_row_of_the_feed(database: Database, before: str) -> None:
    rows = read(database.owner, FEED_BEFORE)
    migrate.upgrade(database.owner)
    assert all(rows)
    assert read(database.owner, FEED_NOW) == rows


def test_a_step_back_keeps_every_row_of_associations(database: Database, before: str) -> None:
    rows = read(database.owner, FEED_BEFORE)
    migrate.upgrade(database.owner)
    with psycopg.connect(database.owner) as owner:
        owner.execute("INSERT INTO feed.outbox (kind, entity_id, version) VALUES ('note', 1, 1)")
        owner.execute("INSERT INTO feed.mark (kind, name) VALUES ('note', 'in_step')")
    migrate.downgrade(database.owner, STEP_BEFORE)
    assert read(database.owner, FEED_BEFORE) == rows


def test_the_web_of_the_release_before_reads_a_migrated_database(database: Database, before: str) -> None:
    answers = read(database.public, STATEMENTS_BEFORE)
    migrate.upgrade(database.owner)
    assert read(database.public, STATEMENTS_BEFORE) == answers
