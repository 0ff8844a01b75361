"""Mails reports from a queue in Postgres: claim with a lease, commit, send, settle; no transaction is open meanwhile.

A worker may die after any step. A claim ends with its lease, and the report is sent again with the same Message-ID.
Only the holder of a claim settles it, so the state of a report is set once.
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
from directory.reports.form import ReportForm
from directory.reports.mail_transport import MailServerAway, MailVerdict
from directory.reports.message import Report, write_mail

if TYPE_CHECKING:
    from directory.platform.database import Connection
    from directory.publication.rows import Association
    from directory.reports.mail_transport import MailTransport
    from directory.settings import Settings

# Longer than the hard time limit of a task, so a live worker never loses its lease.
LEASE_SECONDS = 120
MOST_ATTEMPTS = 10
# 1, 3, 9, 27, 81 minutes, 4 hours, then twice a day: two days in all.
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS, FACTOR = 60, 12 * 3600, 3
# The pause of all reports while the mail server is away; it does not count as an attempt.
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
# The attempt number identifies the claim: a worker whose lease ended finds another number and settles nothing.
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
# Claimed the maximal number of times and never settled: the worker died each time.
_FAIL_EXHAUSTED = """
UPDATE site.report SET state = 'failed', settled_at = clock_timestamp(), problem = 'postponed'
WHERE state = 'new' AND next_try <= clock_timestamp() AND attempts >= %(most)s
"""
_IS_DUE = "SELECT EXISTS (SELECT FROM site.report WHERE state = 'new' AND next_try <= clock_timestamp())"


class DeliveryOutcome(StrEnum):
    """The outcome of one attempt."""

    SENT = "sent"
    POSTPONED = "postponed"
    DEAD = "dead"  # no attempts left: a person must look
    LATE = "late"  # claimed by another worker or closed meanwhile


class ReportClaim(NamedTuple):
    """A claimed report; `attempts` counts this one."""

    id: int
    attempts: int
    reference: str
    vcode: str
    form: ReportForm


def deliver(connection: Connection, settings: Settings, seconds: float = 20.0) -> Counter[DeliveryOutcome]:
    """Mail the reports that are due, for at most `seconds`. The connection must be in autocommit mode."""
    outcomes: Counter[DeliveryOutcome] = Counter()
    until = time.monotonic() + seconds
    if not _is_true(connection, _IS_DUE):
        return outcomes
    with exclusive(connection, AdvisoryLock.REPORT_MAIL) as is_only_sender:
        if not is_only_sender:
            _log.info("reports wait: another process is sending mail")
            return outcomes
        connection.execute(_FAIL_EXHAUSTED, {"most": MOST_ATTEMPTS})
        try:
            with mail_transport.open_transport(settings) as transport:
                while transport.is_usable and time.monotonic() < until and (claim := claim_report(connection)):
                    outcomes[_deliver_one(connection, settings, transport, claim)] += 1
        except MailServerAway as away:
            _log.warning("mail server away", error=type(away.__cause__).__name__)
            connection.execute(_REST, {"rest": REST_SECONDS})
    return outcomes


def claim_report(connection: Connection) -> ReportClaim | None:
    """Claim one report that is due, and commit; None when there is none."""
    row = connection.execute(_CLAIM, {"lease": LEASE_SECONDS}).fetchone()
    return None if row is None else ReportClaim(row[0], row[1], row[2], row[3], ReportForm(*row[4:]))


def _deliver_one(
    connection: Connection, settings: Settings, transport: MailTransport, claim: ReportClaim
) -> DeliveryOutcome:
    addressee, verdict = _send(connection, settings, transport, claim)
    outcome = settle(connection, claim, addressee, verdict)
    _log.info("report passed on", outcome=outcome, attempts=claim.attempts)
    return outcome


def _send(
    connection: Connection, settings: Settings, transport: MailTransport, claim: ReportClaim
) -> tuple[Addressee, MailVerdict]:
    """Send a report to the first address that does not refuse it permanently."""
    association = reader.published_by_vcode(connection, claim.vcode)
    report = Report.about(association, claim.reference, claim.vcode, claim.form)
    municipality = _municipality_mail(connection, association)
    kind = claim.form.kind
    copy_to = addressees.copy_address(association, kind)
    for address in addressees.report_addresses(association, municipality, settings.contact_email, kind):
        mail = write_mail(report, address.mail, settings, datetime.now(UTC), copy_to)
        verdict = transport.send_mail(mail, settings.contact_email, address.mail, copy_to)
        if verdict is not MailVerdict.REFUSED:
            return address.addressee, verdict
    return Addressee.SITE, MailVerdict.REFUSED


def settle(connection: Connection, claim: ReportClaim, addressee: Addressee, verdict: MailVerdict) -> DeliveryOutcome:
    """Record the outcome of an attempt, unless the claim was lost meanwhile."""
    held = {"id": claim.id, "attempts": claim.attempts}
    if verdict is MailVerdict.SENT:
        cursor = connection.execute(_SENT, {**held, "addressee": addressee})
        return DeliveryOutcome.SENT if cursor.rowcount else DeliveryOutcome.LATE
    waits = {"most": MOST_ATTEMPTS, "first": FIRST_WAIT_SECONDS, "longest": LONGEST_WAIT_SECONDS, "factor": FACTOR}
    row = connection.execute(_NOT_SENT, {**held, **waits, "problem": verdict}).fetchone()
    if row is None:
        return DeliveryOutcome.LATE
    return DeliveryOutcome.DEAD if row[0] == "failed" else DeliveryOutcome.POSTPONED


def _municipality_mail(connection: Connection, association: Association | None) -> str | None:
    nis = home_municipality(association.locations) if association else None
    row = connection.execute("SELECT email FROM site.municipality_mail WHERE nis = %s", (nis,)).fetchone()
    return row[0] if row else None


def _is_true(connection: Connection, query: str) -> bool:
    row = connection.execute(query.encode()).fetchone()
    return bool(row and row[0])
