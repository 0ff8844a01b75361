"""The tasks of reports, told by beat alone: no request asks for them, so a broker that is away loses nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import structlog
from celery import shared_task

from directory.platform.database import connected
from directory.reports import erasing, mailing
from directory.settings import Role, settings_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.platform.database import Connection

_log = structlog.get_logger(__name__)


@contextmanager
def _working() -> Iterator[Connection]:
    """Lend a connection; when Postgres is away this task ends, and the next one tries again."""
    url = settings_for(Role.INDEXER).database_url
    try:
        with connected(url, autocommit=True, application="reports") as connection:
            yield connection
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        _log.warning("a part is away", error=type(error).__name__)


@shared_task(name="reports.mail")
def mail() -> None:
    """Pass on the reports that are due."""
    with _working() as connection:
        mailing.deliver(connection, settings_for(Role.INDEXER))


@shared_task(name="reports.erase")
def erase() -> None:
    """Forget what was kept for long enough."""
    with _working() as connection:
        count = erasing.erase(connection, settings_for(Role.INDEXER).reports_kept_days)
        if count:
            _log.info("reports erased", count=count)
