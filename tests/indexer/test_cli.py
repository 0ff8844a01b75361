"""The command line: what it prints, and the exit codes that it promises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from directory.settings import settings_for
from indexer import cli, generations
from indexer.generations import GenerationState
from tests.indexer.worker import in_index, in_register, set_aside, swapped, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer.testing import Result

    from indexer.worker_context import IndexWorker
    from tests.indexer.worker import Register
    from tests.running_parts import Database

WELL, NOT_WELL, NOT_FOUND_OUT = 0, 1, 2


@pytest.fixture(autouse=True)
def environment(
    database: Database, opensearch_url: str, index_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    for name, value in {
        "DATABASE_URL": database.indexer,
        "OPENSEARCH_URL": opensearch_url,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "DIRECTORY_SECRET": "of a test",
        "DIRECTORY_INDEX_PREFIX": index_prefix,
    }.items():
        monkeypatch.setenv(name, value)
    settings_for.cache_clear()
    yield
    settings_for.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.application, arguments)


def told(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json").stdout)


def test_status_is_not_well_before_there_is_an_index() -> None:
    assert run("status").exit_code == NOT_WELL


def test_status_shows_the_live_generation(live: str) -> None:
    assert run("status").exit_code == WELL
    (shown,) = told("status")["generations"]
    assert (shown["name"], shown["state"], shown["documents"]) == (live, "live", 0)


def test_status_shows_dead_letters_and_is_not_well(worker: IndexWorker, live: str) -> None:
    set_aside(worker, 7, live, "too long")
    assert run("status").exit_code == NOT_WELL
    assert told("status")["refused"][0]["entity_id"] == 7


def test_status_names_indices_without_a_generation(worker: IndexWorker, live: str, index_prefix: str) -> None:
    worker.engine.create(f"{index_prefix}-stranger", worker.index.definition.settings, worker.index.definition.mapping)
    assert told("status")["strangers"] == [f"{index_prefix}-stranger"]


def test_a_rebuild_works_without_a_worker(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    result = run("rebuild")
    assert result.exit_code == WELL
    new = generations.list_in_state(worker.connection, worker.kind, GenerationState.LIVE)[0]
    assert new.name != live
    assert in_index(worker.engine, new.name) == in_register(worker)
    assert waiting(worker) == 0


def test_a_rebuild_joins_one_that_is_under_way(worker: IndexWorker, live: str) -> None:
    building = generations.create(worker.connection, worker.engine, worker.index.definition)
    assert building is not None
    assert told("rebuild") == {"phase": "swapped", "generation": building.name, "note": ""}


def test_a_rebuild_that_fails_its_rollout_checks_says_why(
    worker: IndexWorker, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.rollout_checks.find_problems", lambda *_: iter(["the sky is green"]))
    result = run("rebuild")
    assert result.exit_code == NOT_WELL
    assert "the sky is green" in " ".join(result.stdout.split())
    assert worker.engine.alias_targets() == {live}


def test_a_rollback_goes_back(worker: IndexWorker, live: str) -> None:
    swapped(worker)
    assert told("rollback") == {"generation": live}


def test_a_rollback_without_an_earlier_generation_says_so(live: str) -> None:
    assert run("rollback").exit_code == NOT_WELL


def test_verify_of_equals_is_well(live: str) -> None:
    assert run("verify").exit_code == WELL


def test_verify_tells_drift(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    worker.connection.execute("DELETE FROM feed.outbox")
    assert run("verify").exit_code == NOT_WELL
    assert told("verify")[0]["drift"] == {"missing": 1}


def test_verify_can_repair(worker: IndexWorker, live: str, register: Register) -> None:
    register.add()
    worker.connection.execute("DELETE FROM feed.outbox")
    run("verify", "--repair")
    worker.outbox_worker.drain(10.0)
    assert run("verify").exit_code == WELL


def test_verify_is_not_well_while_some_wait_unless_that_is_allowed(
    worker: IndexWorker, live: str, register: Register
) -> None:
    register.add()
    worker.outbox_worker.drain(10.0)
    for _ in range(3):
        register.add()
    (found,) = told("verify")
    assert (found["equal"], found["waiting"], found["refused"], found["drift"]) == (1, 3, 0, {})
    assert [run("verify").exit_code, run("verify", "--allow-waiting").exit_code] == [NOT_WELL, WELL]


@pytest.mark.parametrize("options", [(), ("--allow-waiting",)])
def test_verify_is_not_well_when_the_engine_refused_one(
    worker: IndexWorker, live: str, register: Register, options: tuple[str, ...]
) -> None:
    number = register.add()
    worker.connection.execute("DELETE FROM feed.outbox")
    set_aside(worker, number, live)
    (found,) = told("verify", *options)
    assert (found["equal"], found["waiting"], found["refused"], found["drift"]) == (0, 0, 1, {})
    assert run("verify", *options).exit_code == NOT_WELL


def test_the_numbers_of_verify_add_up(worker: IndexWorker, live: str, register: Register) -> None:
    numbers = [register.add() for _ in range(8)]
    worker.outbox_worker.drain(10.0)
    register.rename(numbers[0], "Anders")  # stale, forgotten
    register.hide(numbers[1])  # extra, forgotten
    register.rename(numbers[2], "Geweigerd")
    worker.connection.execute("DELETE FROM feed.outbox")
    set_aside(worker, numbers[2], live)
    register.rename(numbers[3], "Wacht")
    register.hide(numbers[4])  # waits for its removal
    missing = register.add()
    worker.connection.execute("DELETE FROM feed.outbox WHERE entity_id = %s", (missing,))
    (found,) = told("verify")
    assert (found["checked"], found["equal"], found["waiting"], found["refused"], found["drift"]) == (
        9,
        3,
        2,
        1,
        {"stale": 1, "extra": 1, "missing": 1},
    )


def test_verify_without_an_index_could_not_look() -> None:
    assert run("verify").exit_code == NOT_FOUND_OUT


def test_refused_documents_are_tried_again(worker: IndexWorker, live: str, register: Register) -> None:
    number = register.add()
    worker.connection.execute("DELETE FROM feed.outbox")
    set_aside(worker, number, live)
    assert told("retry-dead") == {"queued": 1}
    assert waiting(worker) == 1


@pytest.mark.parametrize("name", ["DATABASE_URL", "OPENSEARCH_URL"])
@pytest.mark.parametrize("command", ["status", "rebuild", "verify", "rollback"])
def test_a_part_that_is_away_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, command: str) -> None:
    scheme = "postgresql" if name == "DATABASE_URL" else "http"
    monkeypatch.setenv(name, f"{scheme}://127.0.0.1:1")
    settings_for.cache_clear()
    result = run(command)
    assert (result.exit_code, result.stderr.count("is away")) == (NOT_FOUND_OUT, 1)


def test_a_missing_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DIRECTORY_STATE", "nowhere")
    settings_for.cache_clear()
    result = run("status")
    assert result.exit_code == NOT_FOUND_OUT
    assert "DATABASE_URL" in result.stderr
