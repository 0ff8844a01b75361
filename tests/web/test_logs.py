"""One JSON line per event, with listed fields only."""

from __future__ import annotations

import ast
import logging
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.platform import logs
from tests.web.client import settings_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.testclient import TestClient

    Lines: TypeAlias = Callable[[], list[dict[str, Any]]]

ROOT = Path(__file__).resolve().parents[2]
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
NO_SENTENCE = re.compile(r"\w+[_.]\w+")
PRIVATE = "jan.peeters@example.org"


@pytest.fixture
def lines(logged: Lines) -> Lines:
    """Return the lines logged since, with logging as every process has it."""
    logs.configure(settings_with())
    return logged


def test_a_request_is_one_line_of_what_and_never_of_who(alone: TestClient, logged: Lines) -> None:
    logged()
    answer = alone.get(f"/nergens/{PRIVATE}?q={PRIVATE}&waar=Gent", headers={"User-Agent": PRIVATE, "Referer": PRIVATE})

    (line,) = [line for line in logged() if line["event"] == "request"]
    assert line.keys() == {"event", "level", "logger", "timestamp", "request_id", "method", "route", "status", "ms"}
    assert (line["method"], line["route"], line["status"]) == ("GET", "(none)", 404)
    assert line["request_id"] == answer.headers["x-request-id"]


def test_no_line_holds_what_was_searched_or_who_asked(alone: TestClient, capfd: pytest.CaptureFixture[str]) -> None:
    alone.get(f"/zoeken?q={PRIVATE}", headers={"X-Forwarded-For": "198.51.100.77"})
    alone.get(f"/zoeken.json?q={PRIVATE}")
    alone.get(f"/vereniging/V0001001/{PRIVATE}")

    written = "".join(capfd.readouterr())
    assert '"event":"request"' in written
    assert not any(secret in written for secret in (PRIVATE, "198.51.100", "203.0.113", "V0001001"))


def test_life_signs_do_not_fill_the_log(alone: TestClient, logged: Lines) -> None:
    logged()
    alone.get("/health/live")

    assert not [line for line in logged() if line["event"] == "request"]


def test_a_field_that_is_not_listed_stays_out_and_is_missed_by_name(lines: Lines) -> None:
    structlog.get_logger("test").info("something", count=1, email=PRIVATE)

    (line,) = lines()
    assert (line["count"], line["left_out"]) == (1, ["email"])
    assert PRIVATE not in str(line)


@given(fields=st.dictionaries(st.sampled_from(["count", "name", "words", "status"]), st.just(PRIVATE)))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_that_is_not_listed_ever_leaves(lines: Lines, fields: dict[str, str]) -> None:
    structlog.get_logger("test").info("something", **fields)

    (line,) = lines()
    assert line.keys() <= logs.FIELDS


def test_an_error_is_told_without_its_words(lines: Lines) -> None:
    nothing: dict[str, str] = {}
    try:
        nothing[PRIVATE]
    except KeyError:
        structlog.get_logger("test").exception("it broke")

    (line,) = lines()
    assert line["error"] == "builtins.KeyError"
    assert PRIVATE not in str(line)


@pytest.mark.parametrize("name", ["uvicorn.error", "celery.worker", "asyncio", "psycopg.pool", "anything"])
def test_a_librarys_words_stay_out_whatever_it_says(lines: Lines, name: str) -> None:
    logging.getLogger(name).error("it met %s\nand %s", PRIVATE, PRIVATE)

    (line,) = lines()
    assert (line["event"], line["logger"]) == ("it met …", name)


def test_numbers_in_a_librarys_line_are_filled_in(lines: Lines) -> None:
    logging.getLogger("uvicorn.error").info("Started server process [%d] on %s", 42, PRIVATE)

    assert lines()[0]["event"] == "Started server process [42] on …"


def test_a_librarys_line_that_cannot_be_filled_in_is_told_as_it_is(lines: Lines) -> None:
    logging.getLogger("anything").info("%d were met", Decimal(42))

    assert lines()[0]["event"] == "%d were met"


def test_a_name_that_is_not_of_a_task_stays_out(lines: Lines) -> None:
    logging.getLogger("anything").info("%(name)s was met", {"name": PRIVATE})

    assert PRIVATE not in str(lines())


def test_a_task_of_celery_is_told_by_its_name_and_number(lines: Lines) -> None:
    said = {"name": "indexer.drain", "id": "42", "runtime": 0.5, "return_value": PRIVATE}
    logging.getLogger("celery.app.trace").error("Task %(name)s ended: %(return_value)s", said)

    (line,) = lines()
    assert line["event"] == "Task indexer.drain ended: …"
    assert (line["task"], line["task_id"], line["seconds"]) == ("indexer.drain", "42", 0.5)
    assert PRIVATE not in str(line)


@pytest.mark.parametrize(("level", "told"), [("INFO", 0), ("DEBUG", 1)])
def test_the_coming_and_going_of_tasks_is_told_to_who_looks_closely(logged: Lines, level: str, told: int) -> None:
    logs.configure(settings_with(DIRECTORY_LOG_LEVEL=level))
    logging.getLogger("celery.worker.strategy").info(
        "Task %(name)s[%(id)s] received", {"name": "indexer.drain", "id": "42"}
    )

    assert len(logged()) == told


def test_a_value_that_json_does_not_know_is_told_by_its_kind(lines: Lines) -> None:
    structlog.get_logger("test").info("something", state={PRIVATE})

    assert lines()[0]["state"] == "set"


def test_every_line_of_ours_is_a_sentence_with_listed_fields_only() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for folder in ("directory", "indexer")
        for file in (ROOT / folder).rglob("*.py")
        for call in _log_calls(ast.parse(file.read_text(encoding="utf-8")))
        if not _is_listed(call)
    ]

    assert wrong == []


def _log_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "_log"), attr=level)) if level in LEVELS:
                yield node


def _is_listed(call: ast.Call) -> bool:
    """Tell whether the event is plain words and each field is on the list; `**` is for `logs.error_fields` alone."""
    names = {keyword.arg for keyword in call.keywords if keyword.arg is not None}
    unpacked = [ast.unparse(keyword.value) for keyword in call.keywords if keyword.arg is None]
    plain = [
        isinstance(argument, ast.Constant) and not NO_SENTENCE.fullmatch(str(argument.value)) for argument in call.args
    ]
    return plain == [True] and names <= logs.FIELDS and all(text.startswith("logs.error_fields(") for text in unpacked)


def test_the_servers_own_access_log_stays_silent(lines: Lines) -> None:
    logger = logging.getLogger("uvicorn.access")
    logger.info('%s - "%s %s"', PRIVATE, "GET", PRIVATE)

    assert (lines(), logger.propagate) == ([], False)


def test_neighbours_that_tell_of_every_question_are_quiet(lines: Lines) -> None:
    for name in ("opensearch", "psycopg.pool", "aiohttp.access"):
        logging.getLogger(name).info("GET /_search %s", PRIVATE)

    assert lines() == []
