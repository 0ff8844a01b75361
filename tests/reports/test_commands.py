"""`directory reports`: what who keeps the site sees of reports, and does about them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from directory.cli import app
from directory.reports.form import ReportForm
from directory.settings import settings_for
from tests.web.client import NOWHERE, SECRET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typer.testing import Result

    from directory.devstack.databases import Database
    from tests.reports.conftest import Box

UNKNOWN = "ZZZZZ-ZZZZZ"


@pytest.fixture
def told(filled_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Result]]:
    """Return a function that runs the command with the worker's login, or with another address of Postgres."""

    def run(*arguments: str, database: str = filled_database.worker) -> Result:
        for name, value in {
            "DATABASE_URL": database,
            "OPENSEARCH_URL": f"http://{NOWHERE}",
            "REDIS_URL": f"redis://{NOWHERE}/0",
            "DIRECTORY_SECRET": SECRET,
            "COLUMNS": "200",
        }.items():
            monkeypatch.setenv(name, value)
        settings_for.cache_clear()
        return CliRunner().invoke(app, ["reports", *arguments])

    yield run
    settings_for.cache_clear()


def read(result: Result) -> Any:
    """Return the JSON that a command printed."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_reports_are_listed_the_newest_first_without_what_was_typed(told: Callable[..., Result], box: Box) -> None:
    box.put(1)
    box.put(2)

    listed = told("list")

    assert listed.exit_code == 0
    assert listed.stdout.index("00002-AAAAA") < listed.stdout.index("00001-AAAAA")
    assert "peeters" not in listed.stdout
    assert [row["reference"] for row in read(told("list", "--json", "--most", "1"))] == ["00002-AAAAA"]
    assert all("message" not in row for row in read(told("list", "--json")))


def test_only_reports_in_one_state_are_listed_when_asked(told: Callable[..., Result], box: Box) -> None:
    box.put(1)
    box.put(2)
    told("close", "00001-AAAAA")

    assert [row["reference"] for row in read(told("list", "--state", "closed", "--json"))] == ["00001-AAAAA"]
    assert told("list", "--state", "failed").stdout.strip() == "There are no reports."
    assert told("list", "--state", "lost").exit_code == 2


def test_a_report_is_shown_as_it_was_typed(told: Callable[..., Result], box: Box) -> None:
    message = "De [red]naam[/] en [link=https://kwaad.example]dit[/link]"
    number = box.put(typed=ReportForm("naam", message, "an@peeters.example"))

    assert message in told("show", number).stdout
    assert read(told("show", f" {number.lower()} ", "--json"))["message"] == message


def test_a_closed_report_stays_closed(told: Callable[..., Result], box: Box) -> None:
    number = box.put()

    assert told("close", number).stdout.strip() == f"{number} is closed."
    first = box.row("state", "settled_at")
    assert read(told("close", number, "--json")) == {"closed": number}
    assert box.row("state", "settled_at") == first
    assert first[0] == "closed"


@pytest.mark.parametrize("command", ["show", "close"])
@pytest.mark.parametrize("number", [UNKNOWN, "", "'; DROP TABLE site.report"])
def test_a_number_that_no_report_has_ends_with_1(
    told: Callable[..., Result], box: Box, command: str, number: str
) -> None:
    result = told(command, number)

    assert result.exit_code == 1
    assert result.stderr.startswith("There is no report")


def test_what_failed_is_mailed_again_when_asked_unless_it_was_erased(told: Callable[..., Result], box: Box) -> None:
    for number in (1, 2, 3):
        box.put(number)
    box.connection.execute("UPDATE site.report SET state = 'failed', settled_at = now(), attempts = 10 WHERE id > 0")
    box.connection.execute(
        "UPDATE site.report SET message = '', contact = '', erased_at = now() WHERE reference = '00002-AAAAA'"
    )
    told("close", "00003-AAAAA")

    assert read(told("retry", "--json")) == {"queued": 1}
    assert box.rows("state", "attempts") == [("new", 0), ("failed", 10), ("closed", 10)]


@pytest.mark.parametrize("arguments", [("list",), ("show", UNKNOWN), ("close", UNKNOWN), ("retry",)])
@pytest.mark.parametrize("is_away", [True, False])
def test_a_failed_connection_is_reported_without_any_address(
    told: Callable[..., Result], filled_database: Database, arguments: tuple[str, ...], is_away: bool
) -> None:
    result = told(*arguments, database=f"postgresql://nobody@{NOWHERE}/x" if is_away else filled_database.public)

    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "127.0.0.1" not in result.stderr
    assert result.stdout == ""
