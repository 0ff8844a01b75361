"""The indexer keeps any number of indexes: notes beside associations, from a write to a swap and a reconciliation."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from indexer import (
    cleanup,
    continuous_reconcile,
    dead_letters,
    generations,
    outbox,
    state_store,
    verify,
    worker_context,
)
from indexer.generation_lifecycle import BuildPhase
from indexer.generations import GenerationState
from indexer.index_definitions import ASSOCIATIONS, DEFINITIONS
from tests.indexer.notes import NOTES, TABLES
from tests.indexer.worker import SOON, in_index, in_register, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.settings import Settings
    from indexer.worker_context import IndexWorker
    from tests.indexer.worker import Register
    from tests.running_parts import Database


@pytest.fixture
def owner(database: Database) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Return the owner's connection to a database that has notes too."""
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute(TABLES)
        yield connection


@pytest.fixture
def workers(
    owner: psycopg.Connection[tuple[object, ...]], settings: Settings
) -> Iterator[tuple[IndexWorker, IndexWorker]]:
    """Return the workers of both indexes, on one connection, each with a live generation."""
    with worker_context.open_workers(settings, (ASSOCIATIONS, NOTES)) as (associations, notes):
        swapped(associations)
        swapped(notes)
        yield associations, notes


@pytest.fixture
def both(
    workers: tuple[IndexWorker, IndexWorker], owner: psycopg.Connection[tuple[object, ...]], register: Register
) -> tuple[IndexWorker, IndexWorker, int]:
    """Return both workers after one entity of each kind, with the same number, was written and indexed."""
    associations, notes = workers
    number = register.add()
    owner.execute("INSERT INTO test.note (id, title) VALUES (%s, 'Boodschappen')", (number,))
    for worker in workers:
        worker.outbox_worker.drain(SOON)
    return associations, notes, number


def live(worker: IndexWorker) -> str:
    generation = worker.lifecycle.live()
    assert generation is not None
    return generation.name


def notes_in_index(worker: IndexWorker) -> dict[int, tuple[int, object]]:
    worker.engine.refresh(live(worker))
    ids = [number for number, _ in worker.engine.slice(live(worker), "number", 0, 100)]
    return dict(worker.engine.documents(live(worker), ids))


def test_each_entity_enters_the_index_of_its_kind(both: tuple[IndexWorker, IndexWorker, int]) -> None:
    associations, notes, number = both
    assert notes_in_index(notes) == {number: (1, {"number": number, "title": "Boodschappen"})}
    assert in_index(associations.engine, live(associations)) == in_register(associations)


def test_draining_one_kind_leaves_the_other_waiting(
    workers: tuple[IndexWorker, IndexWorker], owner: psycopg.Connection[tuple[object, ...]], register: Register
) -> None:
    associations, notes = workers
    number = register.add()
    owner.execute("INSERT INTO test.note (id, title) VALUES (%s, 'Boodschappen')", (number,))
    notes.outbox_worker.drain(SOON)
    assert [outbox.has_more(worker.connection, worker.kind) for worker in workers] == [True, False]
    assert in_index(associations.engine, live(associations)) == {}


def test_a_rebuild_of_one_kind_leaves_the_other_as_it_is(both: tuple[IndexWorker, IndexWorker, int]) -> None:
    associations, notes, number = both
    before = live(associations), live(notes)
    rebuilt = swapped(notes)
    assert (live(associations), live(notes)) == (before[0], rebuilt)
    assert notes_in_index(notes).keys() == {number}
    assert associations.engine.alias_targets() == {before[0]}
    assert notes.engine.alias_targets() == {rebuilt}


def test_both_kinds_may_be_built_at_the_same_time(workers: tuple[IndexWorker, IndexWorker]) -> None:
    begun = [generations.create(worker.connection, worker.engine, worker.index.definition) for worker in workers]
    assert all(begun)
    associations, notes = workers
    with generations.build_lock(associations.connection, associations.kind) as has_lock:
        assert has_lock
        assert notes.lifecycle.step(SOON).phase is BuildPhase.SWAPPED


def test_a_rollback_of_one_kind_leaves_the_other_as_it_is(workers: tuple[IndexWorker, IndexWorker]) -> None:
    associations, notes = workers
    first, untouched = live(notes), live(associations)
    swapped(notes)
    assert generations.roll_back(notes.connection, notes.engine, notes.kind).name == first
    assert live(associations) == untouched


def test_reconciliation_finds_and_repairs_what_one_kind_lost(
    both: tuple[IndexWorker, IndexWorker, int], owner: psycopg.Connection[tuple[object, ...]]
) -> None:
    associations, notes, number = both
    owner.execute("INSERT INTO test.note (id, title) VALUES (%s, 'Verloren')", (number + 1,))
    owner.execute("UPDATE test.note SET is_public = false, version = 2 WHERE id = %s", (number,))
    owner.execute("DELETE FROM feed.outbox")
    (compared,) = verify.compare_all(notes.index, repair=True)
    assert [(one.kind.value, one.entity_id) for one in compared.differences] == [
        ("extra", number),
        ("missing", number + 1),
    ]
    notes.outbox_worker.drain(SOON)
    assert notes_in_index(notes).keys() == {number + 1}
    (untouched,) = verify.compare_all(associations.index, repair=False)
    assert untouched.differences == []


def test_each_kind_is_in_step_by_itself(both: tuple[IndexWorker, IndexWorker, int]) -> None:
    associations, notes, _number = both
    notes.engine.refresh(live(notes))
    continuous_reconcile.reconcile_slice(notes.index)
    in_step = [state_store.get(worker.connection, worker.kind, state_store.IN_STEP) for worker in (associations, notes)]
    assert [entry is not None for entry in in_step] == [False, True]


def test_a_dead_letter_of_one_kind_does_not_hide_the_other(both: tuple[IndexWorker, IndexWorker, int]) -> None:
    associations, notes, number = both
    notes.connection.execute(
        "INSERT INTO feed.dead_letter (kind, entity_id, version, generation, error) VALUES ('note', %s, 1, %s, '')",
        (number, live(notes)),
    )
    assert dead_letters.retry(associations.connection, associations.kind) == 0
    assert dead_letters.retry(notes.connection, notes.kind) == 1


def test_the_clean_up_of_one_kind_leaves_the_indices_of_the_other(workers: tuple[IndexWorker, IndexWorker]) -> None:
    associations, notes = workers
    retired = live(notes)
    swapped(notes)
    assert cleanup.clean(associations.index, timedelta(0)) == []
    assert cleanup.clean(notes.index, timedelta(0)) == [retired]


def test_the_web_reads_the_state_of_each_kind(workers: tuple[IndexWorker, IndexWorker], database: Database) -> None:
    with psycopg.connect(database.public) as public:
        state = public.execute("SELECT kind, generation FROM publication.index_state ORDER BY 1").fetchall()
        health = public.execute("SELECT kind, generation FROM publication.index_health ORDER BY 1").fetchall()
    assert state == health == [(worker.kind, live(worker)) for worker in workers]


def test_a_hint_names_the_kind_that_changed(
    workers: tuple[IndexWorker, IndexWorker], owner: psycopg.Connection[tuple[object, ...]], database: Database
) -> None:
    with psycopg.connect(database.indexer, autocommit=True) as listener:
        listener.execute("LISTEN outbox")
        owner.execute("INSERT INTO test.note (id, title) VALUES (1, 'Boodschappen')")
        assert {notice.payload for notice in listener.notifies(timeout=10, stop_after=1)} == {"note"}


def test_no_alias_begins_with_that_of_another_kind(settings: Settings) -> None:
    aliases = [definition.alias(settings) for definition in DEFINITIONS]
    assert len({definition.kind for definition in DEFINITIONS}) == len(set(aliases)) == len(DEFINITIONS)
    assert [(one, other) for one in aliases for other in aliases if other.startswith(f"{one}-")] == []


def test_a_generation_of_one_kind_is_none_of_the_other(workers: tuple[IndexWorker, IndexWorker]) -> None:
    associations, notes = workers
    assert generations.list_in_state(notes.connection, notes.kind, GenerationState.LIVE) != (
        generations.list_in_state(associations.connection, associations.kind, GenerationState.LIVE)
    )
