"""The worker's tasks for reports: told by beat alone, killed at the worst moment, and silent about who reported."""

from __future__ import annotations

import io
import logging
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from structlog.stdlib import ProcessorFormatter

from directory.app import create_app
from directory.platform import logs
from directory.reports import mail_transport, mailing, tasks
from directory.reports.form import ReportForm
from directory.settings import settings_for
from tests.pages import world
from tests.reports.conftest import filled, path
from tests.web.client import NOWHERE, SECRET, asking, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from directory.devstack.databases import Database
    from tests.reports.conftest import Box
    from tests.reports.submissions import Post

CANARIES = ("Zonderlinge kwezelarij", "zeldzame.naam@peeters.example")
MAIL = "import directory.reports.tasks as tasks; tasks.mail()"


@pytest.fixture(scope="module")
def beside(filled_database: Database) -> Iterator[TestClient]:
    """Ask the site from its own machine, Redis and engine being away; it tells all that it can in its log."""
    settings = settings_with(DATABASE_URL=filled_database.public, DIRECTORY_LOG_LEVEL="DEBUG")
    with asking(create_app(settings), ("127.0.0.1", 50000)) as client:
        yield client


@pytest.fixture
def settled(filled_database: Database, post: Post, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the settings of a worker whose Redis and engine are away."""
    for name, value in {
        "DATABASE_URL": filled_database.worker,
        "OPENSEARCH_URL": f"http://{NOWHERE}",
        "REDIS_URL": f"redis://{NOWHERE}/0",
        "DIRECTORY_SECRET": SECRET,
        "DIRECTORY_SMTP_URL": post.address(),
        "DIRECTORY_REPORTS_KEPT_DAYS": "30",
    }.items():
        monkeypatch.setenv(name, value)
    settings_for.cache_clear()
    yield
    settings_for.cache_clear()


@pytest.mark.parametrize("how", ["hang", "take and hang"])
def test_a_worker_that_is_killed_while_it_mails_loses_nothing(settled: None, post: Post, box: Box, how: str) -> None:
    reference = box.put()
    post.behave(how)
    worker = subprocess.Popen([sys.executable, "-c", MAIL], env=dict(os.environ))
    post.await_hanging()
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    post.behave("")

    tasks.mail()
    assert box.row("state", "attempts") == ("new", 1)
    box.make_due()
    tasks.mail()

    # Of a mail that was taken by a server that never said so, a second one comes; mailboxes know them by their number.
    assert {taken.mail["Message-ID"] for taken in post.taken()} == {
        f"<{reference}.{world.CHOIR}@localhost.localdomain>"
    }
    assert len(post.taken()) == (2 if how == "take and hang" else 1)
    assert box.row("state", "attempts") == ("sent", 2)


def test_with_redis_away_a_report_is_taken_and_passed_on(
    settled: None, beside: TestClient, post: Post, box: Box
) -> None:
    assert beside.post(path(), data=filled()).status_code == 303

    tasks.mail()

    assert (len(post.taken()), box.row("state")) == (1, ("sent",))


def test_with_postgres_away_a_task_ends_calmly(settled: None, monkeypatch: pytest.MonkeyPatch, post: Post) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://nobody@{NOWHERE}/nothing")
    settings_for.cache_clear()

    tasks.mail()
    tasks.erase()

    assert post.taken() == []


def test_what_was_typed_is_erased_after_the_days_of_the_setting(settled: None, box: Box, post: Post) -> None:
    box.put()
    tasks.mail()
    box.age(29)
    tasks.erase()
    assert box.row("erased_at") == (None,)
    box.age(2)
    tasks.erase()
    assert box.row("message", "contact", "state") == ("", "", "sent")


@pytest.mark.parametrize("how", ["", "busy", "die", "refuse all"])
def test_no_log_line_and_no_figure_tells_what_was_typed(
    settled: None, beside: TestClient, post: Post, box: Box, how: str
) -> None:
    said = io.StringIO()
    root = logging.getLogger()
    logs.configure(settings_with(DIRECTORY_LOG_LEVEL="DEBUG"))  # as of now, whatever an earlier test has made of it
    writer = root.handlers[-1]
    assert isinstance(writer.formatter, ProcessorFormatter)
    ear = logging.StreamHandler(said)
    ear.setFormatter(writer.formatter)
    root.addHandler(ear)
    typed = {"bericht": CANARIES[0], "contact": CANARIES[1]}
    beside.post(path(), data=filled(**typed))
    beside.post(path(), data=filled(**typed, waarover=""))
    post.behave(how)
    tasks.mail()
    figures = beside.get("/metrics").text
    root.removeHandler(ear)

    assert '"outcome":' in said.getvalue()
    assert not [canary for canary in CANARIES if canary in said.getvalue() or canary in figures]
    assert "cantate.example" not in said.getvalue()


def test_the_metrics_tell_how_reports_stand(beside: TestClient, box: Box) -> None:
    empty = beside.get("/metrics").text
    for number in (1, 2, 3):
        box.put(number, typed=ReportForm("anders", "Fout.", ""))
    box.age(1)
    box.connection.execute("UPDATE site.report SET state = 'failed', settled_at = now() WHERE reference ~ '^00003'")
    text = beside.get("/metrics").text

    assert "directory_reports_oldest_unsent_seconds 0.0" in empty
    assert 'directory_reports{state="new"} 2.0' in text
    assert 'directory_reports{state="failed"} 1.0' in text
    assert 'directory_reports{state="sent"} 0.0' in text
    (oldest,) = [line for line in text.splitlines() if line.startswith("directory_reports_oldest_unsent_seconds ")]
    assert 86_400 <= float(oldest.split()[1]) < 90_000


def test_a_lease_outlasts_the_longest_task() -> None:
    assert mail_transport.PATIENCE_SECONDS < 20
    assert mailing.LEASE_SECONDS > 65  # the hard limit of every task, in the worker's configuration
