"""Retention: erases the text and contact of old reports, in Postgres and in the folder of mails."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from directory.reports import mail_transport

if TYPE_CHECKING:
    from directory.platform.database import Connection

# Unsent reports are kept: they would be lost. Each is settled within days.
_ERASE = """
UPDATE site.report SET message = '', contact = '', erased_at = clock_timestamp()
WHERE erased_at IS NULL AND state <> 'new' AND received_at < clock_timestamp() - make_interval(days => %(days)s)
"""
_DAY_SECONDS = 86_400


def erase_reports(connection: Connection, days: int) -> int:
    """Erase text and contact of every settled report older than `days`; return how many."""
    for file in mail_transport.mail_folder().glob("*.eml"):
        if file.stat().st_mtime < time.time() - days * _DAY_SECONDS:
            file.unlink(missing_ok=True)
    return connection.execute(_ERASE, {"days": days}).rowcount
