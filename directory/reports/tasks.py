"""The Celery tasks of reports, started by beat only: while the broker is away nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import structlog
from celery import shared_task

from directory.platform.database import connected
from directory.reports import mailing, retention
from directory.settings import Role, settings_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from directory.platform.database import Connection
    from directory.settings import Settings

_log = structlog.get_logger(__name__)


def _with_connection(work: Callable[[Connection, Settings], None]) -> None:
    """Call `work` with a connection; when Postgres is away the task ends, and the next one tries again."""
    settings = settings_for(Role.WORKER)
    try:
        with connected(settings.database_url, autocommit=True, application="reports") as connection:
            work(connection, settings)
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        _log.warning("a part is away", error=type(error).__name__)


@shared_task(name="reports.mail")
def mail() -> None:
    """Mail the reports that are due."""
    _with_connection(_mail)


@shared_task(name="reports.erase")
def erase() -> None:
    """Erase the content of old reports."""
    _with_connection(_erase)


def _mail(connection: Connection, settings: Settings) -> None:
    mailing.deliver(connection, settings)


def _erase(connection: Connection, settings: Settings) -> None:
    count = retention.erase_reports(connection, settings.reports_kept_days)
    if count:
        _log.info("reports erased", count=count)
