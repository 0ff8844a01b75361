"""From the outbox to the engine, whatever happens on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import urllib3

from directory.search.index.document import document as document_of
from indexer import bulk_sender, clock, dead_letters, outbox, outbox_worker, writes
from indexer.adaptive_batch import LARGEST, SMALLEST, Pace
from indexer.index_definitions import ASSOCIATIONS
from indexer.outcomes import Outcome
from tests.devstack.stack import until
from tests.indexer.worker import SOON, emptied, in_index, in_register, make_due, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.publication.rows import Association
    from indexer.worker_context import Workshop
    from tests.indexer.worker import Register
    from tests.running_parts import Database

POISON = "Vergiftigd"


@pytest.fixture
def tools(module_tools: Workshop) -> Workshop:
    return module_tools


@pytest.fixture
def register(module_register: Register) -> Register:
    return module_register


@pytest.fixture
def live(module_live: str, tools: Workshop, register: Register) -> Iterator[str]:
    yield module_live
    emptied(tools, register)


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give associations with a certain name a field that nobody declared."""

    def made_of(association: Association | None) -> dict[str, Any] | None:
        made = document_of(association)
        if made is not None and association is not None and POISON in association.name:
            made["undeclared"] = 1
        return made

    monkeypatch.setattr(writes, "document", made_of)


def dead(tools: Workshop) -> list[tuple[Any, ...]]:
    return tools.connection.execute(
        "SELECT association_id, version, generation, error FROM feed.dead_letter"
    ).fetchall()


def block_writes(tools: Workshop, generation: str, *, blocked: bool) -> None:
    tools.engine._client.indices.put_settings(  # noqa: SLF001 - what an operator or a full disk does, no part of ours
        index=generation, body={"index.blocks.write": blocked}
    )


def test_a_new_association_enters_the_index(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live).keys() == {number}


def test_the_index_holds_what_is_published_with_its_version(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    register.locate(number, "9000")
    tools.relay.drain(SOON)
    register.rename(number, "Fanfare De Eendracht")
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live) == in_register(tools)


def test_a_hidden_association_leaves_the_index(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    tools.relay.drain(SOON)
    register.hide(number)
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live) == {}


def test_a_restored_association_comes_back(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    register.hide(number)
    tools.relay.drain(SOON)
    register.restore(number)
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live).keys() == {number}


def test_a_deleted_association_leaves_the_index(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    tools.relay.drain(SOON)
    register.delete(number)
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live) == {}


def test_a_write_that_comes_after_the_delete_bounces_off(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    late = tools.relay.load()
    assert late is not None
    register.delete(number)
    tools.relay.drain(SOON)
    tools.relay.settle(late, tools.relay.send(late))
    assert in_index(tools.engine, live) == {}


def test_changes_of_one_association_are_written_once(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    for turn in range(4):
        register.rename(number, f"Harmonie {turn}")
    assert tools.relay.drain(SOON) == {Outcome.INDEXED: 1}


def test_what_was_settled_is_gone_from_the_outbox(tools: Workshop, live: str, register: Register) -> None:
    register.rename(register.add(), "Harmonie")
    tools.relay.drain(SOON)
    assert waiting(tools) == 0


def test_writes_are_counted_where_the_web_can_see_them(
    tools: Workshop, live: str, register: Register, module_database: Database
) -> None:
    register.add()
    tools.relay.drain(SOON)
    with psycopg.connect(module_database.public) as connection:
        row = connection.execute(
            "SELECT count FROM publication.index_tally WHERE name = 'index_writes' AND label = 'indexed'"
        ).fetchone()
    assert row == (1,)


def test_a_transaction_that_commits_late_is_not_lost(
    tools: Workshop, live: str, register: Register, module_database: Database
) -> None:
    with psycopg.connect(module_database.registrar) as slow:
        slow.execute("INSERT INTO register.association (vcode, type_code, name) VALUES ('V9000001', 'FV', 'Traag')")
        quick = register.add()
        tools.relay.drain(SOON)
        assert in_index(tools.engine, live).keys() == {quick}
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live) == in_register(tools)


def test_rows_of_a_worker_that_died_come_free_when_its_lease_ends(
    tools: Workshop, live: str, register: Register
) -> None:
    register.add()
    assert outbox.claim(tools.connection, 10, lease=0.05)
    assert not outbox.has_more(tools.connection)
    until(lambda: outbox.has_more(tools.connection), what="the lease ends")
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live) == in_register(tools)


def test_two_workers_never_claim_the_same_row(tools: Workshop, live: str, register: Register) -> None:
    for _ in range(6):
        register.add()
    first, second = outbox.claim(tools.connection, 3), outbox.claim(tools.connection, 10)
    assert sorted(claim.id for claim in first + second) == sorted({claim.id for claim in first + second})


def test_what_somebody_waits_for_overtakes_bulk_work(tools: Workshop, live: str, register: Register) -> None:
    bulk = register.add()
    tools.connection.execute("UPDATE feed.outbox SET priority = 5")
    awaited = register.add()
    assert [claim.association_id for claim in outbox.claim(tools.connection, 1)] == [awaited]
    assert [claim.association_id for claim in outbox.claim(tools.connection, 1)] == [bulk]


def test_a_read_that_is_too_old_is_thrown_away(
    tools: Workshop, live: str, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.add()
    batch = tools.relay.load()
    assert batch is not None
    read_at = clock.now()
    monkeypatch.setattr(clock, "now", lambda: read_at + bulk_sender.STALE_READ_SECONDS + 1)
    assert {result.verdict.outcome for result in tools.relay.send(batch).results} == {Outcome.RETRY}
    assert in_index(tools.engine, live) == {}


def test_a_refused_document_becomes_a_dead_letter_and_the_others_go_on(
    poison: None, tools: Workshop, live: str, register: Register
) -> None:
    sound, poisoned = register.add(), register.add(POISON)
    counts = tools.relay.drain(SOON)
    assert counts == {Outcome.INDEXED: 1, Outcome.DEAD: 1}
    assert in_index(tools.engine, live).keys() == {sound}
    assert [(row[0], row[1], row[2]) for row in dead(tools)] == [(poisoned, 1, live)]
    assert dead(tools)[0][3].startswith("strict_dynamic_mapping_exception")


def test_a_document_that_cannot_be_made_becomes_a_dead_letter_too(
    tools: Workshop, live: str, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:

    def made_of(association: Association | None) -> dict[str, Any] | None:
        if association is not None and association.name == POISON:
            raise KeyError(association.name)
        return document_of(association)

    monkeypatch.setattr(writes, "document", made_of)
    sound, _ = register.add(), register.add(POISON)
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live).keys() == {sound}
    assert [row[3] for row in dead(tools)] == ["no document: KeyError"]


def test_a_dead_letter_is_cleared_by_a_later_version(
    poison: None, tools: Workshop, live: str, register: Register
) -> None:
    number = register.add(POISON)
    tools.relay.drain(SOON)
    register.rename(number, "Genezen")
    tools.relay.drain(SOON)
    assert dead(tools) == []


def test_a_dead_letter_of_a_deleted_association_is_cleared(
    poison: None, tools: Workshop, live: str, register: Register
) -> None:
    number = register.add(POISON)
    tools.relay.drain(SOON)
    register.delete(number)
    tools.relay.drain(SOON)
    assert dead(tools) == []


def test_dead_letters_can_be_tried_again_when_the_cause_is_mended(
    tools: Workshop, live: str, register: Register, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as ill:
        ill.setattr(writes, "document", lambda _association: {"undeclared": 1})
        number = register.add()
        tools.relay.drain(SOON)
    assert dead_letters.retry(tools.connection) == 1
    tools.relay.drain(SOON)
    assert dead(tools) == []
    assert in_index(tools.engine, live).keys() == {number}


def test_a_full_disk_puts_changes_back_until_there_is_room(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    block_writes(tools, live, blocked=True)
    assert tools.relay.drain(SOON) == {Outcome.RETRY: 1}
    assert (waiting(tools), dead(tools)) == (1, [])
    block_writes(tools, live, blocked=False)
    make_due(tools)
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live) == in_register(tools)


def test_what_failed_is_tried_again_ever_more_patiently(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    block_writes(tools, live, blocked=True)
    pauses = []
    for _ in range(9):
        make_due(tools)
        tools.relay.drain(SOON)
        row = tools.connection.execute("SELECT extract(epoch FROM locked_until - now()) FROM feed.outbox").fetchone()
        assert row is not None
        pauses.append(float(row[0]))
    block_writes(tools, live, blocked=False)
    assert pauses[0] < 1 < pauses[4] < max(pauses) <= outbox.LONGEST_WAIT_SECONDS * 1.5


def test_an_engine_that_is_away_costs_nothing_but_time(
    tools: Workshop, live: str, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.add()
    with monkeypatch.context() as away:
        away.setattr(tools.engine._client.transport.connection_pool.connections[0], "pool", _closed_pool())  # noqa: SLF001 - a port where nobody listens
        assert tools.relay.drain(SOON) == {Outcome.RETRY: 1}
    make_due(tools)
    tools.relay.drain(SOON)
    assert in_index(tools.engine, live) == in_register(tools)


def _closed_pool() -> object:
    return urllib3.HTTPConnectionPool("127.0.0.1", 1)


def test_an_association_that_the_register_does_not_know_leaves_the_index(
    tools: Workshop, live: str, register: Register
) -> None:
    outbox.queue(tools.connection, [(1_000_000, 7)], trace="", priority=0)
    assert tools.relay.drain(SOON) == {Outcome.DELETED: 1}


def test_a_generation_of_an_older_schema_is_given_only_the_fields_that_it_knows(
    tools: Workshop, live: str, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writes, "document", lambda association: {**(document_of(association) or {}), "brand_new": 1})
    tools.connection.execute("UPDATE feed.generation SET schema_hash = 'older'")
    number = register.add()
    tools.relay.drain(SOON)
    tools.connection.execute("UPDATE feed.generation SET schema_hash = %s", (ASSOCIATIONS.fingerprint,))
    assert dead(tools) == []
    assert in_index(tools.engine, live).keys() == {number}


def test_the_log_names_rows_and_traces_and_nothing_of_an_association(
    tools: Workshop, live: str, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr(
        outbox_worker.log, "info", lambda event, **fields: told.append({"event": event, **fields}), raising=False
    )
    with register.connection.transaction():
        register.connection.execute("SELECT set_config('directory.trace', 'request-7', true)")
        register.add("Zanggroep Geheim")
    tools.relay.drain(SOON)
    assert told[0]["trace"] == ["request-7"]
    assert "Geheim" not in str(told)


def test_the_batch_shrinks_while_the_engine_struggles_and_grows_again() -> None:
    pace = Pace()
    for _ in range(20):
        pace.struggled()
    assert pace.size == SMALLEST
    for _ in range(20):
        pace.went_well(0.1)
    assert pace.size == LARGEST


def test_a_slow_answer_makes_the_batch_smaller() -> None:
    pace = Pace()
    pace.went_well(60.0)
    assert pace.size == LARGEST // 2
