"""How Celery runs here: it only triggers. What is to be done stands in Postgres, so a lost task costs only time."""

from __future__ import annotations

from directory.settings import Role, settings_for

_settings = settings_for(Role.INDEXER)

broker_url = _settings.redis_url.get_secret_value()
result_backend = None
task_ignore_result = True

# JSON only: a message that reached the broker from elsewhere can name one of our tasks, never bring code.
accept_content = ["json"]
task_serializer = "json"

# A worker that dies has its task given to the next; every task may run twice. Short tasks: far below the time that the
# tombstone of a delete lives in the engine (10 min), and below the time after which the broker gives a task out again.
task_acks_late = True
task_reject_on_worker_lost = True
worker_prefetch_multiplier = 1
task_soft_time_limit = 50
task_time_limit = 65
# Tasks that run are not cut short when Redis goes: they do not need it.
worker_cancel_long_running_tasks_on_connection_loss = False

# Redis may be away for a second or a week, refuse or hang: fail soon, try for ever.
broker_connection_retry_on_startup = True
broker_connection_retry = True
broker_connection_max_retries = None
broker_connection_timeout = 3
broker_pool_limit = 4
broker_transport_options = {
    "visibility_timeout": 120,
    "socket_connect_timeout": 3,
    "socket_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "retry_on_timeout": False,
    "max_connections": 20,
    "global_keyprefix": "indexer:",
}
task_publish_retry = False

task_default_queue = "indexer"
task_store_errors_even_if_ignored = False
worker_send_task_events = False
worker_hijack_root_logger = False
worker_redirect_stdouts = False
enable_utc = True
timezone = "UTC"

# The rooms' jobs have a worker of their own; see indexer/jobs.py.
_JOBS = {"queue": "jobs"}
# Each expires before the next is due, or soon after: a worker that was away finds no pile of them.
beat_schedule = {
    "drain": {"task": "indexer.drain", "schedule": 1.0, "options": {"expires": 2}},
    "build": {"task": "indexer.build", "schedule": 5.0, "options": {"expires": 5}},
    "watch": {"task": "indexer.continuous_reconcile", "schedule": 5.0, "options": {"expires": 5}},
    "flush-figures": {"task": "widgets.flush_figures", "schedule": 60.0, "options": {**_JOBS, "expires": 60}},
    "erase-figures": {"task": "widgets.erase_figures", "schedule": 3600.0, "options": {**_JOBS, "expires": 3600}},
    "reports": {"task": "reports.mail", "schedule": 15.0, "options": {**_JOBS, "expires": 15}},
    "reports-erase": {"task": "reports.erase", "schedule": 3600.0, "options": {**_JOBS, "expires": 1800}},
    "clean": {"task": "indexer.clean", "schedule": 600.0, "options": {"expires": 300}},
}
# The longest that beat sleeps; it looks at the clock again well before the next second.
beat_max_loop_interval = 1
