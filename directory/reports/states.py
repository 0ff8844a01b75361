"""The states of a report, as stored in Postgres."""

from __future__ import annotations

from enum import StrEnum


class ReportState(StrEnum):
    """The state of a report."""

    NEW = "new"
    SENT = "sent"
    FAILED = "failed"  # no attempts left: a person must look
    CLOSED = "closed"
