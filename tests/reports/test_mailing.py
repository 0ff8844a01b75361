"""Reports are passed on by a real mail server, whatever it does: none is lost, each is marked once, none in secret."""

from __future__ import annotations

import itertools
import os
import socket
import stat
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import psycopg
import pytest
from structlog.testing import capture_logs

from directory.platform.advisory_locks import AdvisoryLock, exclusive
from directory.reports import mail_transport, mailing, retention
from directory.reports.addressees import Addressee
from directory.reports.form import ReportForm, ReportKind
from directory.reports.mail_transport import MailVerdict
from directory.reports.mailing import MOST_ATTEMPTS, DeliveryOutcome
from tests.pages import world
from tests.web.client import settings_with

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from pathlib import Path

    from directory.devstack.databases import Database
    from directory.platform.database import Connection
    from directory.settings import Settings
    from tests.reports.conftest import Box
    from tests.reports.submissions import Post

NOW = datetime(2026, 11, 3, 14, 2, tzinfo=UTC)
CONTACT = "redactie@gids.example"
CHOIR_MAIL = "info@cantate.example"
LEUVEN_MAIL = "verenigingen@leuven.example"


@pytest.fixture
def worker(filled_database: Database) -> Iterator[Connection]:
    """Connect as the worker does."""
    with psycopg.connect(filled_database.worker, autocommit=True) as connection:
        yield connection


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be less patient: a server that hangs hangs as surely after a moment."""
    monkeypatch.setattr(mail_transport, "PATIENCE_SECONDS", 0.5)


def through(post: Post, wire: str = "smtp", login: str = "") -> Settings:
    """Return settings that mail through this server."""
    return settings_with(DIRECTORY_SMTP_URL=post.address(wire, login), DIRECTORY_CONTACT_EMAIL=CONTACT)


def waits(box: Box) -> float:
    """Return how many seconds the only report waits."""
    row = box.connection.execute(
        "SELECT extract(epoch FROM next_try - clock_timestamp())::float8 FROM site.report"
    ).fetchone()
    assert row is not None
    return float(row[0])


def counted(outcomes: Counter[DeliveryOutcome]) -> dict[DeliveryOutcome, int]:
    return {outcome: count for outcome, count in outcomes.items() if count}


def test_a_report_goes_to_the_address_that_the_association_gives(post: Post, worker: Connection, box: Box) -> None:
    reference = box.put()

    outcomes = mailing.deliver(worker, through(post))

    (taken,) = post.taken()
    text = taken.mail.get_content()
    assert counted(outcomes) == {DeliveryOutcome.SENT: 1}
    assert (taken.sender, taken.to) == (CONTACT, [CHOIR_MAIL])
    assert taken.mail["Subject"] == "Klopt er iets niet? Melding over Gemengd koor Cantate"
    assert taken.mail["Reply-To"] == "an@peeters.example"
    assert taken.mail["Auto-Submitted"] == "auto-generated"
    assert "> Er staat een fout in de naam." in text
    assert f"Nummer van deze melding: {reference}" in text
    assert f"/vereniging/{world.CHOIR}/gemengd-koor-cantate" in text
    assert box.row("state", "addressee", "attempts", "problem") == ("sent", "association", 1, "")


@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("municipality", [LEUVEN_MAIL, None])
def test_a_report_that_the_association_cannot_be_trusted_to_receive_reaches_another(
    post: Post, worker: Connection, box: Box, kind: ReportKind, municipality: str | None
) -> None:
    if municipality:
        box.connection.execute("INSERT INTO site.municipality_mail VALUES (%s, %s)", ("24062", municipality))
    box.put(typed=ReportForm(kind.value, "Dit klopt niet.", ""))
    mailing.deliver(worker, through(post))

    (taken,) = post.taken()
    others = kind in {ReportKind.STOPPED, ReportKind.CONTACT}
    assert taken.to == ([municipality or CONTACT, CHOIR_MAIL] if others else [CHOIR_MAIL])
    assert taken.mail["Cc"] == (CHOIR_MAIL if others else None)
    assert box.row("state") == ("sent",)


def test_the_mail_says_how_to_mend_it_and_where_to_ask(post: Post, worker: Connection, box: Box) -> None:
    box.put()
    mailing.deliver(worker, through(post))

    (taken,) = post.taken()
    text = taken.mail.get_content()
    assert "https://www.vlaanderen.be/verenigingsloket" in text
    assert f"Schrijf naar {CONTACT}" in text
    assert "in de Verenigingsgids" in text


def test_a_report_that_was_sent_is_not_sent_again(post: Post, worker: Connection, box: Box) -> None:
    box.put()
    mailing.deliver(worker, through(post))
    box.make_due()

    assert counted(mailing.deliver(worker, through(post))) == {}
    assert len(post.taken()) == 1


@pytest.mark.parametrize("contact", ["", "016 00 00 00"])
def test_without_an_address_of_the_reporter_there_is_no_reply_to(
    post: Post, worker: Connection, box: Box, contact: str
) -> None:
    box.put(typed=ReportForm("naam", "Fout.", contact))
    mailing.deliver(worker, through(post))

    (taken,) = post.taken()
    assert taken.mail["Reply-To"] is None
    assert contact in taken.mail.get_content()


@pytest.mark.parametrize(("nis", "to", "who"), [("24062", LEUVEN_MAIL, "municipality"), ("24001", CONTACT, "site")])
def test_an_association_without_an_address_is_heard_of_elsewhere(  # noqa: PLR0913, PLR0917 - fixtures and a table
    post: Post, worker: Connection, box: Box, nis: str, to: str, who: str
) -> None:
    box.connection.execute("INSERT INTO site.municipality_mail VALUES (%s, %s)", (nis, LEUVEN_MAIL))
    box.put(vcode=world.EVIL)
    mailing.deliver(worker, through(post))

    (taken,) = post.taken()
    assert (taken.to, box.row("addressee")) == ([to], (who,))


def test_an_association_that_is_hidden_by_now_is_neither_named_nor_written_to(
    post: Post, worker: Connection, box: Box
) -> None:
    box.put(vcode=world.NEVER)
    mailing.deliver(worker, through(post))

    (taken,) = post.taken()
    assert taken.to == [CONTACT]
    assert "Geheim" not in taken.mail.as_string()
    assert world.NEVER in taken.mail["Subject"]


def test_an_address_that_refuses_mail_for_good_is_passed_over(post: Post, worker: Connection, box: Box) -> None:
    box.put()
    post.behave(f"refuse {CHOIR_MAIL}")
    mailing.deliver(worker, through(post))

    (taken,) = post.taken()
    assert (taken.to, box.row("state", "addressee")) == ([CONTACT], ("sent", "site"))


@pytest.mark.parametrize(
    ("wire", "login"),
    [
        *(("starttls", ""), ("starttls", "gids:fout@"), ("starttls", "gids:geheim@")),
        *(("smtps", ""), ("smtps", "gids:geheim@")),
    ],
)
def test_a_server_that_wants_secrecy_and_a_password_gets_both(
    post: Post, worker: Connection, box: Box, wire: str, login: str
) -> None:
    box.put()
    mailing.deliver(worker, through(post, wire, login))

    assert [(taken.is_secret, taken.is_known) for taken in post.taken()] == [(True, True)] * login.endswith("geheim@")
    assert box.row("state") == ("sent" if post.taken() else "new",)


@pytest.mark.parametrize("wire", ["starttls", "smtps"])
def test_a_server_with_an_untrusted_certificate_gets_no_mail(
    post: Post, worker: Connection, box: Box, wire: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    box.put()
    mailing.deliver(worker, through(post, wire, "gids:geheim@"))

    assert (post.taken(), box.row("state", "attempts")) == ([], ("new", 0))


def test_a_server_that_is_away_costs_no_attempt_and_loses_nothing(post: Post, worker: Connection, box: Box) -> None:
    box.put()
    away = through(post)
    post.stop()

    for _ in range(MOST_ATTEMPTS + 2):
        box.make_due()
        mailing.deliver(worker, away)

    assert box.row("state", "attempts") == ("new", 0)
    assert 0 < waits(box) <= mailing.REST_SECONDS
    post.start()
    box.make_due()
    mailing.deliver(worker, through(post))
    assert box.row("state") == ("sent",)


def test_a_server_that_never_greets_is_away(worker: Connection, box: Box, brief: None) -> None:
    box.put()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        mailing.deliver(worker, settings_with(DIRECTORY_SMTP_URL=f"smtp://127.0.0.1:{port}"))

    assert box.row("state", "attempts") == ("new", 0)
    assert waits(box) > 0


@pytest.mark.parametrize("how", ["hang", "die", "full", "busy", "refuse all"])
def test_a_mail_that_fails_on_its_way_is_sent_once_the_server_is_well(
    post: Post, worker: Connection, box: Box, brief: None, how: str
) -> None:
    box.put()
    post.behave(how)
    assert counted(mailing.deliver(worker, through(post))) == {DeliveryOutcome.POSTPONED: 1}
    assert box.row("state", "attempts") == ("new", 1)
    assert box.row("problem") == ("refused" if how == "refuse all" else "postponed",)
    assert waits(box) > 0

    post.stop()
    post.start()
    box.make_due()
    mailing.deliver(worker, through(post))

    assert (len(post.taken()), *box.row("state", "attempts", "problem")) == (1, "sent", 2, "")


def test_one_bad_mail_does_not_keep_the_others(post: Post, worker: Connection, box: Box) -> None:
    box.put(1)
    box.put(2, vcode=world.QUIET)
    post.behave(f"refuse {CONTACT}")

    mailing.deliver(worker, through(post))

    assert box.rows("state") == [("sent",), ("new",)]


def test_what_failed_often_enough_is_left_for_a_person(post: Post, worker: Connection, box: Box) -> None:
    box.put()
    post.behave("busy")
    pauses = []
    for _ in range(MOST_ATTEMPTS):
        box.make_due()
        outcomes = mailing.deliver(worker, through(post))
        pauses.append(waits(box))

    assert counted(outcomes) == {DeliveryOutcome.DEAD: 1}
    assert box.row("state", "attempts", "problem") == ("failed", MOST_ATTEMPTS, "postponed")
    assert all(later > sooner for sooner, later in itertools.pairwise(pauses[:6]))
    assert max(pauses) < mailing.LONGEST_WAIT_SECONDS * 1.25
    assert counted(mailing.deliver(worker, through(post))) == {}


def test_a_report_of_which_each_worker_died_is_left_for_a_person(post: Post, worker: Connection, box: Box) -> None:
    box.put()
    for _ in range(MOST_ATTEMPTS):
        assert mailing.claim_report(worker) is not None
        box.make_due()

    mailing.deliver(worker, through(post))

    assert (post.taken(), box.row("state")) == ([], ("failed",))


def test_a_claim_keeps_others_away_until_its_lease_ends(worker: Connection, box: Box) -> None:
    box.put(1)
    box.put(2)

    claims = [mailing.claim_report(worker) for _ in range(3)]

    assert [claim.attempts if claim else None for claim in claims] == [1, 1, None]
    box.make_due()
    again = mailing.claim_report(worker)
    assert again is not None
    assert again.attempts == 2


def test_a_claim_skips_rows_that_another_worker_has_locked(
    worker: Connection, box: Box, filled_database: Database
) -> None:
    box.put(1)
    box.put(2)
    with psycopg.connect(filled_database.worker) as other:
        other.execute("SELECT id FROM site.report ORDER BY id LIMIT 1 FOR UPDATE")
        taken = mailing.claim_report(worker)

    assert taken is not None
    assert taken.reference == "00002-AAAAA"


@pytest.mark.parametrize("meanwhile", ["state = 'closed', settled_at = now()", "attempts = attempts + 1"])
@pytest.mark.parametrize("verdict", MailVerdict)
def test_who_was_slower_than_its_lease_settles_nothing(
    worker: Connection, box: Box, meanwhile: str, verdict: MailVerdict
) -> None:
    box.put()
    claim = mailing.claim_report(worker)
    assert claim is not None
    box.connection.execute(f"UPDATE site.report SET {meanwhile}".encode())  # noqa: S608 - our own table of cases
    before = box.row("state", "attempts", "next_try", "addressee", "problem")

    assert mailing.settle(worker, claim, Addressee.SITE, verdict) is DeliveryOutcome.LATE
    assert box.row("state", "attempts", "next_try", "addressee", "problem") == before


def test_only_one_sends_at_a_time(post: Post, worker: Connection, box: Box, filled_database: Database) -> None:
    box.put()
    with psycopg.connect(filled_database.worker, autocommit=True) as other:
        with exclusive(other, AdvisoryLock.REPORT_MAIL), capture_logs() as logs:
            mailing.deliver(worker, through(post))
        assert box.row("state") == ("new",)
        assert [entry["event"] for entry in logs] == ["reports wait: another process is sending mail"]
        mailing.deliver(worker, through(post))
    assert box.row("state") == ("sent",)


def test_without_a_server_mail_is_a_file_that_only_its_owner_reads(
    worker: Connection, box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_STATE", str(tmp_path))
    reference = box.put()
    mailing.deliver(worker, settings_with())

    (file,) = (tmp_path / "mail").iterdir()
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert file.name == f"{reference}.{world.CHOIR}.eml"
    assert mail["To"] == CHOIR_MAIL
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert box.row("state") == ("sent",)


def test_a_folder_that_cannot_be_written_loses_nothing(
    worker: Connection, box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mail").write_text("a file where the folder should be")
    monkeypatch.setenv("DIRECTORY_STATE", str(tmp_path))
    box.put()

    assert counted(mailing.deliver(worker, settings_with())) == {DeliveryOutcome.POSTPONED: 1}


def test_what_was_typed_is_erased_when_its_time_is_over_and_what_is_on_its_way_is_not(
    worker: Connection, box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_STATE", str(tmp_path))
    for number in (1, 2):
        box.put(number)
    mailing.deliver(worker, settings_with())
    box.put(3)
    box.age(30)
    box.put(4)
    box.connection.execute(
        "UPDATE site.report SET state = 'closed', settled_at = now() WHERE reference = '00004-AAAAA'"
    )
    old, fresh = sorted((tmp_path / "mail").iterdir())
    os.utime(old, (0, 0))

    assert retention.erase_reports(worker, 29) == 2
    assert retention.erase_reports(worker, 29) == 0

    texts = box.rows("state", "message", "contact")
    kept = ("Er staat een fout in de naam.", "an@peeters.example")
    assert texts == [("sent", "", ""), ("sent", "", ""), ("new", *kept), ("closed", *kept)]
    assert list((tmp_path / "mail").iterdir()) == [fresh]
