"""The tasks of reports, told by beat alone: no request asks for them, so a broker that is away loses nothing."""

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


def _working(work: Callable[[Connection, Settings], None]) -> None:
    """Do something with a connection; when Postgres is away this task ends, and the next one tries again."""
    settings = settings_for(Role.WORKER)
    try:
        with connected(settings.database_url, autocommit=True, application="reports") as connection:
            work(connection, settings)
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        _log.warning("a part is away", error=type(error).__name__)


@shared_task(name="reports.mail")
def mail() -> None:
    """Pass on the reports that are due."""
    _working(_mail)


@shared_task(name="reports.erase")
def erase() -> None:
    """Forget what was kept for long enough."""
    _working(_erase)


def _mail(connection: Connection, settings: Settings) -> None:
    mailing.deliver(connection, settings)


def _erase(connection: Connection, settings: Settings) -> None:
    count = retention.erase(connection, settings.reports_kept_days)
    if count:
        _log.info("reports erased", count=count)
