"""From the outbox to the engine, whatever happens on the way."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from pydantic import SecretStr

from directory.search.index.document import document as document_of
from indexer import bulk_writer, clock, dead_letters, outbox, outbox_worker, worker_context
from indexer.index_definitions import ASSOCIATIONS
from indexer.outbox_worker import OutboxWorker
from indexer.outcomes import WriteOutcome
from tests.devstack.stack import until
from tests.indexer.worker import SOON, emptied, in_index, in_register, make_due, waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from opensearchpy import OpenSearch

    from directory.publication.rows import Association
    from directory.settings import Settings
    from indexer.worker_context import IndexWorker
    from tests.indexer.worker import Register
    from tests.running_parts import Database

POISON = "Vergiftigd"


@pytest.fixture
def worker(module_worker: IndexWorker) -> IndexWorker:
    return module_worker


@pytest.fixture
def register(module_register: Register) -> Register:
    return module_register


@pytest.fixture
def live(module_live: str, worker: IndexWorker, register: Register) -> Iterator[str]:
    yield module_live
    emptied(worker, register)


def with_undeclared_field(association: Association) -> dict[str, Any]:
    """Give associations with a certain name a field that the mapping does not declare."""
    document = document_of(association) or {}
    return {**document, "undeclared": 1} if POISON in association.name else document


def without_document(association: Association) -> dict[str, Any]:
    """Fail for associations with a certain name."""
    if association.name == POISON:
        raise KeyError(association.name)
    return document_of(association) or {}


@pytest.fixture
def poisoned(worker: IndexWorker) -> Iterator[OutboxWorker]:
    """Return an outbox worker whose document function makes what the engine refuses."""
    with outbox_worker_with(worker, with_undeclared_field) as opened:
        yield opened


@contextmanager
def outbox_worker_with(
    worker: IndexWorker, document: Callable[[Association], dict[str, Any]]
) -> Iterator[OutboxWorker]:
    """Open an outbox worker of the same index with another document function."""
    opened = OutboxWorker(replace(worker.index, definition=replace(ASSOCIATIONS, document=document)))
    yield opened
    opened.close()


def dead(worker: IndexWorker) -> list[tuple[Any, ...]]:
    return worker.connection.execute("SELECT entity_id, version, generation, error FROM feed.dead_letter").fetchall()


def block_writes(operator: OpenSearch, generation: str, *, blocked: bool) -> None:
    """Do what an operator or a full disk does."""
    operator.indices.put_settings(index=generation, body={"index.blocks.write": blocked})


def test_a_new_association_enters_the_index(worker: IndexWorker, live: str, register: Register) -> None:
    number = register.add()
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live).keys() == {number}


def test_the_index_holds_what_is_published_with_its_version(worker: IndexWorker, live: str, register: Register) -> None:
    number = register.add()
    register.locate(number, "9000")
    worker.outbox_worker.drain(SOON)
    register.rename(number, "Fanfare De Eendracht")
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live) == in_register(worker)


def test_a_hidden_association_leaves_the_index(worker: IndexWorker, live: str, register: Register) -> None:
    number = register.add()
    worker.outbox_worker.drain(SOON)
    register.hide(number)
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live) == {}


def test_a_restored_association_comes_back(worker: IndexWorker, live: str, register: Register) -> None:
    number = register.add()
    register.hide(number)
    worker.outbox_worker.drain(SOON)
    register.restore(number)
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live).keys() == {number}


def test_a_deleted_association_leaves_the_index(worker: IndexWorker, live: str, register: Register) -> None:
    number = register.add()
    worker.outbox_worker.drain(SOON)
    register.delete(number)
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live) == {}


def test_a_write_that_comes_after_the_delete_bounces_off(worker: IndexWorker, live: str, register: Register) -> None:
    number = register.add()
    late = worker.outbox_worker.load()
    assert late is not None
    register.delete(number)
    worker.outbox_worker.drain(SOON)
    worker.outbox_worker.settle(late, worker.outbox_worker.send(late))
    assert in_index(worker.engine, live) == {}


def test_changes_of_one_association_are_written_once(worker: IndexWorker, live: str, register: Register) -> None:
    number = register.add()
    for turn in range(4):
        register.rename(number, f"Harmonie {turn}")
    assert worker.outbox_worker.drain(SOON) == {WriteOutcome.INDEXED: 1}


def test_what_was_settled_is_gone_from_the_outbox(worker: IndexWorker, live: str, register: Register) -> None:
    register.rename(register.add(), "Harmonie")
    worker.outbox_worker.drain(SOON)
    assert waiting(worker) == 0


def test_writes_are_counted_where_the_web_can_see_them(
    worker: IndexWorker, live: str, register: Register, module_database: Database
) -> None:
    register.add()
    worker.outbox_worker.drain(SOON)
    with psycopg.connect(module_database.public) as connection:
        row = connection.execute(
            "SELECT count FROM publication.index_tally WHERE name = 'index_writes' AND label = 'indexed'"
        ).fetchone()
    assert row == (1,)


def test_a_transaction_that_commits_late_is_not_lost(
    worker: IndexWorker, live: str, register: Register, module_database: Database
) -> None:
    with psycopg.connect(module_database.registrar) as slow:
        slow.execute("INSERT INTO register.association (vcode, type_code, name) VALUES ('V9000001', 'FV', 'Traag')")
        quick = register.add()
        worker.outbox_worker.drain(SOON)
        assert in_index(worker.engine, live).keys() == {quick}
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live) == in_register(worker)


def test_rows_of_a_worker_that_died_come_free_when_its_lease_ends(
    worker: IndexWorker, live: str, register: Register
) -> None:
    register.add()
    assert outbox.claim(worker.connection, worker.kind, 10, lease=0.05)
    assert not outbox.has_more(worker.connection, worker.kind)
    until(lambda: outbox.has_more(worker.connection, worker.kind), what="the lease ends")
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live) == in_register(worker)


def test_two_workers_never_claim_the_same_row(worker: IndexWorker, live: str, register: Register) -> None:
    for _ in range(6):
        register.add()
    first, second = outbox.claim(worker.connection, worker.kind, 3), outbox.claim(worker.connection, worker.kind, 10)
    assert sorted(claim.id for claim in first + second) == sorted({claim.id for claim in first + second})


def test_what_a_person_waits_for_overtakes_bulk_work(worker: IndexWorker, live: str, register: Register) -> None:
    bulk = register.add()
    worker.connection.execute("UPDATE feed.outbox SET priority = 5")
    awaited = register.add()
    assert [claim.entity_id for claim in outbox.claim(worker.connection, worker.kind, 1)] == [awaited]
    assert [claim.entity_id for claim in outbox.claim(worker.connection, worker.kind, 1)] == [bulk]


def test_a_read_that_is_too_old_is_thrown_away(
    worker: IndexWorker, live: str, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.add()
    batch = worker.outbox_worker.load()
    assert batch is not None
    read_at = clock.now()
    monkeypatch.setattr(clock, "now", lambda: read_at + bulk_writer.STALE_READ_SECONDS + 1)
    assert {result.outcome for result in worker.outbox_worker.send(batch).results} == {WriteOutcome.RETRY}
    assert in_index(worker.engine, live) == {}


def test_a_refused_document_becomes_a_dead_letter_and_the_others_go_on(
    poisoned: OutboxWorker, worker: IndexWorker, live: str, register: Register
) -> None:
    sound, refused = register.add(), register.add(POISON)
    counts = poisoned.drain(SOON)
    assert counts == {WriteOutcome.INDEXED: 1, WriteOutcome.DEAD: 1}
    assert in_index(worker.engine, live).keys() == {sound}
    assert [(row[0], row[1], row[2]) for row in dead(worker)] == [(refused, 1, live)]
    assert dead(worker)[0][3].startswith("strict_dynamic_mapping_exception")


def test_a_document_that_cannot_be_made_becomes_a_dead_letter_too(
    worker: IndexWorker, live: str, register: Register
) -> None:
    sound, _ = register.add(), register.add(POISON)
    with outbox_worker_with(worker, without_document) as failing:
        failing.drain(SOON)
    assert in_index(worker.engine, live).keys() == {sound}
    assert [row[3] for row in dead(worker)] == ["no document: KeyError"]


def test_a_dead_letter_is_cleared_by_a_later_version(
    poisoned: OutboxWorker, worker: IndexWorker, live: str, register: Register
) -> None:
    number = register.add(POISON)
    poisoned.drain(SOON)
    register.rename(number, "Genezen")
    poisoned.drain(SOON)
    assert dead(worker) == []


def test_a_dead_letter_of_a_deleted_association_is_cleared(
    poisoned: OutboxWorker, worker: IndexWorker, live: str, register: Register
) -> None:
    number = register.add(POISON)
    poisoned.drain(SOON)
    register.delete(number)
    poisoned.drain(SOON)
    assert dead(worker) == []


def test_dead_letters_can_be_tried_again_when_the_cause_is_mended(
    poisoned: OutboxWorker, worker: IndexWorker, live: str, register: Register
) -> None:
    number = register.add(POISON)
    poisoned.drain(SOON)
    assert dead_letters.retry(worker.connection, worker.kind) == 1
    worker.outbox_worker.drain(SOON)
    assert dead(worker) == []
    assert in_index(worker.engine, live).keys() == {number}


def test_a_full_disk_puts_changes_back_until_there_is_room(
    worker: IndexWorker, live: str, register: Register, operator: OpenSearch
) -> None:
    register.add()
    block_writes(operator, live, blocked=True)
    assert worker.outbox_worker.drain(SOON) == {WriteOutcome.RETRY: 1}
    assert (waiting(worker), dead(worker)) == (1, [])
    block_writes(operator, live, blocked=False)
    make_due(worker)
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live) == in_register(worker)


def test_what_failed_is_tried_again_with_back_off(
    worker: IndexWorker, live: str, register: Register, operator: OpenSearch
) -> None:
    register.add()
    block_writes(operator, live, blocked=True)
    pauses = []
    for _ in range(9):
        make_due(worker)
        worker.outbox_worker.drain(SOON)
        row = worker.connection.execute("SELECT extract(epoch FROM locked_until - now()) FROM feed.outbox").fetchone()
        assert row is not None
        pauses.append(float(row[0]))
    block_writes(operator, live, blocked=False)
    assert pauses[0] < 1 < pauses[4] < max(pauses) <= outbox.LONGEST_WAIT_SECONDS * 1.5


def test_an_engine_that_is_away_costs_nothing_but_time(
    worker: IndexWorker, live: str, register: Register, settings: Settings
) -> None:
    register.add()
    nowhere = settings.model_copy(update={"opensearch_url": SecretStr("http://127.0.0.1:1")})
    with worker_context.open_workers(nowhere) as (without_engine,):
        assert not without_engine.outbox_worker.drain(SOON).get(WriteOutcome.INDEXED)
    assert waiting(worker) == 1
    make_due(worker)
    worker.outbox_worker.drain(SOON)
    assert in_index(worker.engine, live) == in_register(worker)


def test_an_association_that_the_register_does_not_know_leaves_the_index(
    worker: IndexWorker, live: str, register: Register
) -> None:
    outbox.queue(worker.connection, worker.kind, [(1_000_000, 7)], trace="", priority=0)
    assert worker.outbox_worker.drain(SOON) == {WriteOutcome.DELETED: 1}


def test_a_generation_of_an_older_schema_is_given_only_the_fields_that_it_knows(
    poisoned: OutboxWorker, worker: IndexWorker, live: str, register: Register
) -> None:
    worker.connection.execute("UPDATE feed.generation SET fingerprint = 'older', created_at = '2020-01-01'")
    number = register.add(POISON)
    poisoned.drain(SOON)
    worker.connection.execute("UPDATE feed.generation SET fingerprint = %s", (ASSOCIATIONS.fingerprint,))
    assert dead(worker) == []
    assert in_index(worker.engine, live).keys() == {number}


def test_the_log_names_rows_and_traces_and_nothing_of_an_association(
    worker: IndexWorker, live: str, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr(
        outbox_worker.log, "info", lambda event, **fields: told.append({"event": event, **fields}), raising=False
    )
    with register.connection.transaction():
        register.connection.execute("SELECT set_config('directory.trace', 'request-7', true)")
        register.add("Zanggroep Geheim")
    worker.outbox_worker.drain(SOON)
    assert told[0]["trace"] == ["request-7"]
    assert "Geheim" not in str(told)
