"""JSON log lines on standard output, without personal data: only listed fields leave, whatever a caller passes.

Errors are told by their class and the lines they passed, never by their message: a driver's message repeats the values
that it stumbled over. Of a library's own line only the first line of its template is kept; of its arguments only
numbers and the names of tasks are filled in.
"""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import orjson
import structlog

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from types import TracebackType

    from structlog.typing import EventDict, WrappedLogger

    from directory.settings import Settings

# What a line may carry. A person's name, an address, a searched word or a client's address has no field here.
FIELDS = frozenset(
    {
        "event", "level", "logger", "timestamp", "left_out",
        "request_id", "method", "route", "status", "ms",
        "error", "where", "sqlstate", "cause",
        "outbox_id", "outbox_ids", "association_id", "association_ids", "version", "trace", "priority", "lease",
        "generation", "index", "alias", "schema", "phase", "gate", "state", "task", "task_id", "process",
        "outcome", "count", "counts", "attempt", "attempts", "seconds", "rate", "depth", "age", "size", "retry_in",
        "indexed", "deleted", "stale", "retry", "dead", "missing", "extra", "different", "checked", "total",
        "line", "field", "part", "timed_out",
    }
)  # fmt: skip
LONGEST_EVENT = 200
_ROOT = f"{Path(__file__).resolve().parents[2]}/"
# Their own handlers would write past ours; uvicorn and Celery set them before they load the application.
_TAKEN_OVER = ("uvicorn", "uvicorn.error", "celery", "celery.task", "celery.redirected", "kombu")
# It would tell who asked what; `request_log` has its line instead.
_TOLD_BY_US = "uvicorn.access"
# Informative, they would tell of every request to a neighbour, address and all.
_QUIET = (
    "opensearch",
    "opensearchpy",
    "opensearchpy.trace",
    "aiohttp",
    "urllib3",
    "asyncio",
    "psycopg",
    "psycopg.pool",
)
# A line or two for every task, some of them each second: for who looks closely.
_FOR_DEBUGGING = ("celery.worker.strategy", "celery.app.trace", "celery.beat")
_HIDDEN = "…"


class _StandardOutput(logging.StreamHandler[TextIO]):
    """Writes to what standard output is at that moment, so that a replaced one is followed."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        """Return today's standard output."""
        return sys.stdout

    @stream.setter
    def stream(self, value: TextIO) -> None:
        """Ignore what logging's own start-up assigns."""


# What Celery calls the parts of its lines that we keep, and what we call them.
_TASK = {"name": "task", "id": "task_id", "runtime": "seconds"}
_REPLACED = (logging.StreamHandler, _StandardOutput)


def configure(settings: Settings) -> None:
    """Send every line of this process through here: ours, uvicorn's, Celery's and those of libraries."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = _StandardOutput()
    handler.setFormatter(_formatter())
    root = logging.getLogger()
    root.handlers = [kept for kept in root.handlers if type(kept) not in _REPLACED] + [handler]
    root.setLevel(settings.log_level)
    for name in _TAKEN_OVER:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    silenced = logging.getLogger(_TOLD_BY_US)
    silenced.handlers, silenced.propagate = [], False
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    for name in _FOR_DEBUGGING:
        logging.getLogger(name).setLevel(
            root.level if root.level <= logging.DEBUG else max(logging.WARNING, root.level)
        )


def _formatter() -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.contextvars.merge_contextvars, _without_a_librarys_words],
        processors=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _describe_error,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            only_listed,
            _as_json,
        ],
        use_get_message=False,
        pass_foreign_args=True,
    )


def only_listed(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Keep the listed fields; of the others only the names are told, so that a forgotten one is noticed."""
    kept = {key: value for key, value in event.items() if key in FIELDS}
    if len(kept) < len(event):
        kept["left_out"] = sorted(event.keys() - FIELDS)
    kept["event"] = str(kept.get("event", "")).partition("\n")[0][:LONGEST_EVENT]
    return kept


def _without_a_librarys_words(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    arguments = event.pop("positional_args", None)
    if isinstance(arguments, dict):
        arguments = arguments if event["_record"].name.startswith("celery.") else dict.fromkeys(arguments, _HIDDEN)
        event.update(_named_task(arguments))
    if arguments:
        event["event"] = _filled_in(str(event.get("event", "")), arguments)
    return event


def _named_task(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {field: arguments[given] for given, field in _TASK.items() if arguments.get(given, _HIDDEN) != _HIDDEN}


def _filled_in(template: str, arguments: Mapping[str, Any] | tuple[Any, ...]) -> str:
    """Fill in what says nothing about anybody; where a number is asked for and hidden, the template stays."""
    shown: Mapping[str, object] | tuple[object, ...]
    if isinstance(arguments, tuple):
        shown = tuple(value if isinstance(value, int | float) else _HIDDEN for value in arguments)
    else:
        shown = {name: value if name in _TASK else _HIDDEN for name, value in arguments.items()}
    try:
        return template % shown
    except (TypeError, ValueError, KeyError):
        return template


def _describe_error(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    given = event.pop("exc_info", None) or record.exc_info
    error = _error_of(given)
    if error is not None:
        event.update(error_fields(error))
    return event


def _error_of(given: object) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    found = given[1] if isinstance(given, tuple) else sys.exc_info()[1] if given else None
    return found if isinstance(found, BaseException) else None


def error_fields(error: BaseException) -> dict[str, Any]:
    """Tell an error without its words: its class, the lines it passed, its SQLSTATE and the class of its cause."""
    fields: dict[str, Any] = {"error": _class_name(error), "where": _lines(error.__traceback__)}
    if state := getattr(error, "sqlstate", None):
        fields["sqlstate"] = state
    if (cause := error.__cause__ or error.__context__) is not None:
        fields["cause"] = _class_name(cause)
    return fields


def _class_name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _lines(passed: TracebackType | None, most: int = 12) -> list[str]:
    frames = traceback.extract_tb(passed)[-most:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(file: str) -> str:
    return file.rpartition("site-packages/")[2].removeprefix(_ROOT)


def _as_json(_logger: WrappedLogger, _name: str, event: MutableMapping[str, Any]) -> str:
    return orjson.dumps(event, default=_by_kind, option=orjson.OPT_NON_STR_KEYS).decode()


def _by_kind(value: object) -> str:
    """Name the kind of a value that JSON cannot hold; its own text could say anything."""
    return type(value).__name__
