"""The Celery application of the rooms' jobs (mail of reports, statistics of widgets), apart from that of the index.

A process and a login of its own: what reporters typed is not for the process that works on the index, and a mail
server that hangs holds up no change of the index. The rooms' tasks are shared tasks and know nothing of this module.
"""

from __future__ import annotations

from celery import Celery, signals

from directory.platform import logs
from directory.settings import Role, settings_for

app = Celery("jobs")
app.config_from_object("indexer.celeryconfig")
app.conf.update(
    task_default_queue="jobs", include=["directory.reports.tasks", "directory.widgets.statistics.tasks"]
)  # fmt: skip


@signals.setup_logging.connect
def _log_as_json(**_: object) -> None:
    logs.configure(settings_for(Role.WORKER))
