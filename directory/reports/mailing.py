"""Passes reports on: claim by lease, commit, mail, settle. No transaction is open while a mail server is waited for.

Each step can be the last of a worker's life. A claim frees itself when its lease ends; a mail that left but was not
noted leaves again under the same Message-ID. Only who holds the claim settles it, so a report is marked once.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import structlog

from directory.geography.shown_place import home_municipality
from directory.platform.advisory_locks import AdvisoryLock, exclusive
from directory.publication import reader
from directory.reports import addressees, mail_transport
from directory.reports.addressees import Addressee
from directory.reports.form import Typed
from directory.reports.mail_transport import Away, MailVerdict
from directory.reports.message import Report, letter

if TYPE_CHECKING:
    from directory.platform.database import Connection
    from directory.publication.rows import Association
    from directory.reports.mail_transport import Outlet
    from directory.settings import Settings

# Longer than the hard limit of a task: who still held it would have been killed before.
LEASE_SECONDS = 120
MOST_ATTEMPTS = 10
# 1, 3, 9, 27, 81 minutes, 4 hours, then twice a day: two days in all.
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS, FACTOR = 60, 12 * 3600, 3
# How long everybody waits for a mail server that is away: it is no report's fault and costs none an attempt.
REST_SECONDS = 60

_log = structlog.get_logger(__name__)

_CLAIM = """
WITH picked AS (
    SELECT id FROM site.report WHERE state = 'new' AND next_try <= clock_timestamp()
    ORDER BY next_try, id LIMIT 1 FOR UPDATE SKIP LOCKED)
UPDATE site.report AS r
SET next_try = clock_timestamp() + make_interval(secs => %(lease)s), attempts = r.attempts + 1
FROM picked WHERE r.id = picked.id
RETURNING r.id, r.attempts, r.reference, r.vcode, r.kind, r.message, r.contact
"""
# The number of the attempt is the claim: who was slower than its lease finds another number, and settles nothing.
_SENT = """
UPDATE site.report SET state = 'sent', settled_at = clock_timestamp(), addressee = %(addressee)s, problem = ''
WHERE id = %(id)s AND state = 'new' AND attempts = %(attempts)s
"""
_NOT_SENT = """
UPDATE site.report
SET state = CASE WHEN attempts >= %(most)s THEN 'failed' ELSE 'new' END,
    settled_at = CASE WHEN attempts >= %(most)s THEN clock_timestamp() END,
    next_try = clock_timestamp() + make_interval(secs =>
        least(%(longest)s, %(first)s * %(factor)s ^ least(attempts - 1, 20)) * (0.75 + random() / 2)),
    problem = %(problem)s
WHERE id = %(id)s AND state = 'new' AND attempts = %(attempts)s
RETURNING state
"""
_REST = """
UPDATE site.report SET next_try = clock_timestamp() + make_interval(secs => %(rest)s)
WHERE state = 'new' AND next_try <= clock_timestamp()
"""
# Claimed as often as may be and never settled: whoever took it died of it each time.
_BURY = """
UPDATE site.report SET state = 'failed', settled_at = clock_timestamp(), problem = 'postponed'
WHERE state = 'new' AND next_try <= clock_timestamp() AND attempts >= %(most)s
"""
_IS_DUE = "SELECT EXISTS (SELECT FROM site.report WHERE state = 'new' AND next_try <= clock_timestamp())"


class Outcome(StrEnum):
    """How one attempt ended."""

    SENT = "sent"
    POSTPONED = "postponed"
    DEAD = "dead"  # tried often enough: a person must look
    LATE = "late"  # somebody else claimed or closed it meanwhile


class Claim(NamedTuple):
    """One report in our hands, in its so manieth attempt."""

    id: int
    attempts: int
    reference: str
    vcode: str
    typed: Typed


def deliver(connection: Connection, settings: Settings, seconds: float = 20.0) -> Counter[Outcome]:
    """Pass on what is due, for so long at most. The connection must commit each statement by itself."""
    outcomes: Counter[Outcome] = Counter()
    until = time.monotonic() + seconds
    if not _tells(connection, _IS_DUE):
        return outcomes
    with exclusive(connection, AdvisoryLock.REPORT_MAIL) as is_only_sender:
        if not is_only_sender:
            _log.info("reports wait: another process is sending mail")
            return outcomes
        connection.execute(_BURY, {"most": MOST_ATTEMPTS})
        try:
            with mail_transport.opened(settings) as out:
                while out.is_usable and time.monotonic() < until and (found := claim(connection)):
                    outcomes[_pass_on(connection, settings, out, found)] += 1
        except Away as away:
            _log.warning("mail server away", error=type(away.__cause__).__name__)
            connection.execute(_REST, {"rest": REST_SECONDS})
    return outcomes


def claim(connection: Connection) -> Claim | None:
    """Take one report that is due, and commit."""
    row = connection.execute(_CLAIM, {"lease": LEASE_SECONDS}).fetchone()
    return None if row is None else Claim(row[0], row[1], row[2], row[3], Typed(*row[4:]))


def _pass_on(connection: Connection, settings: Settings, out: Outlet, found: Claim) -> Outcome:
    who, verdict = _sent(connection, settings, out, found)
    outcome = _settled(connection, found, who, verdict)
    _log.info("report passed on", outcome=outcome, attempts=found.attempts)
    return outcome


def _sent(connection: Connection, settings: Settings, out: Outlet, found: Claim) -> tuple[Addressee, MailVerdict]:
    """Hand a report over to the first address that does not refuse it for good."""
    association = reader.published_by_vcode(connection, found.vcode)
    report = Report.about(association, found.reference, found.vcode, found.typed)
    municipality = _municipality_mail(connection, association)
    for address in addressees.addresses(association, municipality, settings.contact_email):
        mail = letter(report, address.mail, settings, datetime.now(UTC))
        verdict = out.hand_over(mail, settings.contact_email, address.mail)
        if verdict is not MailVerdict.REFUSED:
            return address.who, verdict
    return Addressee.SITE, MailVerdict.REFUSED


def _settled(connection: Connection, found: Claim, who: Addressee, verdict: MailVerdict) -> Outcome:
    mine = {"id": found.id, "attempts": found.attempts}
    if verdict is MailVerdict.SENT:
        done = connection.execute(_SENT, {**mine, "addressee": who})
        return Outcome.SENT if done.rowcount else Outcome.LATE
    waits = {"most": MOST_ATTEMPTS, "first": FIRST_WAIT_SECONDS, "longest": LONGEST_WAIT_SECONDS, "factor": FACTOR}
    row = connection.execute(_NOT_SENT, {**mine, **waits, "problem": verdict}).fetchone()
    if row is None:
        return Outcome.LATE
    return Outcome.DEAD if row[0] == "failed" else Outcome.POSTPONED


def _municipality_mail(connection: Connection, association: Association | None) -> str | None:
    nis = home_municipality(association.locations) if association else None
    row = connection.execute("SELECT email FROM site.municipality_mail WHERE nis = %s", (nis,)).fetchone()
    return row[0] if row else None


def _tells(connection: Connection, question: str) -> bool:
    row = connection.execute(question.encode()).fetchone()
    return bool(row and row[0])
