"""What can become of a report; the values stand in Postgres."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a report is on its way."""

    NEW = "new"
    SENT = "sent"
    FAILED = "failed"  # tried often enough: a person must look
    CLOSED = "closed"
