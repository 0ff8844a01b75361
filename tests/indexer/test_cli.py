"""The command line: what it prints, and the exit codes that it promises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from directory.settings import settings_for
from indexer import cli, generations
from indexer.generations import State
from tests.indexer.worker import in_index, in_register, set_aside, swapped, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer.testing import Result

    from indexer.worker_context import Workshop
    from tests.indexer.worker import Register
    from tests.running_parts import Database

WELL, NOT_WELL, COULD_NOT_LOOK = 0, 1, 2


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


def test_status_shows_dead_letters_and_is_not_well(tools: Workshop, live: str) -> None:
    set_aside(tools, 7, live, "too long")
    assert run("status").exit_code == NOT_WELL
    assert told("status")["refused"][0]["association_id"] == 7


def test_status_names_indices_that_nobody_knows(tools: Workshop, live: str, index_prefix: str) -> None:
    tools.engine.create(f"{index_prefix}-stranger")
    assert told("status")["strangers"] == [f"{index_prefix}-stranger"]


def test_a_rebuild_works_without_a_worker(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    result = run("rebuild")
    assert result.exit_code == WELL
    new = generations.of_state(tools.connection, State.LIVE)[0]
    assert new.name != live
    assert in_index(tools.engine, new.name) == in_register(tools)
    assert waiting(tools) == 0


def test_a_rebuild_joins_one_that_is_under_way(tools: Workshop, live: str) -> None:
    building = generations.create(tools.connection, tools.engine)
    assert building is not None
    assert told("rebuild") == {"phase": "swapped", "generation": building.name, "note": ""}


def test_a_rebuild_that_fails_its_gates_says_why(tools: Workshop, live: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.rollout_checks.problems", lambda *_: iter(["the sky is green"]))
    result = run("rebuild")
    assert result.exit_code == NOT_WELL
    assert "the sky is green" in " ".join(result.stdout.split())
    assert tools.engine.alias_targets() == {live}


def test_a_rollback_goes_back(tools: Workshop, live: str) -> None:
    swapped(tools)
    assert told("rollback") == {"generation": live}


def test_a_rollback_without_an_earlier_generation_says_so(live: str) -> None:
    assert run("rollback").exit_code == NOT_WELL


def test_verify_of_equals_is_well(live: str) -> None:
    assert run("verify").exit_code == WELL


def test_verify_tells_drift(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    tools.connection.execute("DELETE FROM feed.outbox")
    assert run("verify").exit_code == NOT_WELL
    assert told("verify")[0]["drift"] == {"missing": 1}


def test_verify_can_repair(tools: Workshop, live: str, register: Register) -> None:
    register.add()
    tools.connection.execute("DELETE FROM feed.outbox")
    run("verify", "--repair")
    tools.relay.drain(10.0)
    assert run("verify").exit_code == WELL


def test_verify_without_an_index_could_not_look() -> None:
    assert run("verify").exit_code == COULD_NOT_LOOK


def test_refused_documents_are_tried_again(tools: Workshop, live: str, register: Register) -> None:
    number = register.add()
    tools.connection.execute("DELETE FROM feed.outbox")
    set_aside(tools, number, live)
    assert told("retry-dead") == {"queued": 1}
    assert waiting(tools) == 1


@pytest.mark.parametrize("name", ["DATABASE_URL", "OPENSEARCH_URL"])
@pytest.mark.parametrize("command", ["status", "rebuild", "verify", "rollback"])
def test_a_part_that_is_away_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, command: str) -> None:
    scheme = "postgresql" if name == "DATABASE_URL" else "http"
    monkeypatch.setenv(name, f"{scheme}://127.0.0.1:1")
    settings_for.cache_clear()
    result = run(command)
    assert (result.exit_code, result.stderr.count("is away")) == (COULD_NOT_LOOK, 1)


def test_a_missing_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DIRECTORY_STATE", "nowhere")
    settings_for.cache_clear()
    result = run("status")
    assert result.exit_code == COULD_NOT_LOOK
    assert "DATABASE_URL" in result.stderr
