"""What the worker does for widgets: bring figures to Postgres every minute, and forget them in time.

Shared tasks: the worker's own application lists them, and this room knows nothing of the worker.
"""

from __future__ import annotations

from datetime import datetime

import psycopg
import structlog
from celery import shared_task
from redis import Redis
from redis.exceptions import RedisError

from directory.platform import database, logs
from directory.platform.i18n import TIME_ZONE
from directory.settings import Role, settings_for
from directory.widgets.statistics import store as figures_store
from directory.widgets.statistics.counting import buffer_prefix

_PATIENCE_SECONDS = 3.0
_log = structlog.get_logger(__name__)


@shared_task(name="widgets.flush_figures")
def flush_figures() -> None:
    """Bring over what was counted since the last minute; a part that is away is asked again in the next one."""
    settings = settings_for(Role.WORKER)
    url = settings.redis_url.get_secret_value()
    try:
        with (
            Redis.from_url(url, socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS) as redis,
            database.connected(settings.database_url, autocommit=True, application="figures") as connection,
        ):
            figures_store.flush(redis, connection, buffer_prefix(settings))
    except (psycopg.OperationalError, RedisError, OSError) as error:
        _log.warning("figures wait", **logs.error_fields(error))


@shared_task(name="widgets.erase_figures")
def erase_figures() -> None:
    """Forget what is too old; while Postgres is away it is tried again in an hour."""
    settings = settings_for(Role.WORKER)
    try:
        with database.connected(settings.database_url, autocommit=True, application="figures") as connection:
            gone = figures_store.erase(connection, datetime.now(TIME_ZONE).date())
    except psycopg.OperationalError as error:
        _log.warning("figures are erased later", **logs.error_fields(error))
        return
    _log.info("figures erased", count=gone)
