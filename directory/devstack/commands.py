"""The processes of the directory, in one table: what the supervisor starts is what docker-compose.yml starts."""

from __future__ import annotations

from dataclasses import dataclass

from directory.settings import Role


@dataclass(frozen=True, slots=True)
class Process:
    """One kind of process: its arguments to Python and the one database login that it gets."""

    name: str
    arguments: tuple[str, ...]
    role: Role
    stop_seconds: float

    def arguments_with(self, **values: str | int) -> tuple[str, ...]:
        """Return the arguments with values filled in: a host, a port, a folder."""
        return tuple(argument.format(**values) for argument in self.arguments)


_CELERY = ("-m", "celery", "-A", "indexer.tasks:app")
# Events and gossip between workers have no use here.
_ALONE = ("--without-gossip", "--without-mingle", "--without-heartbeat")

MIGRATE = Process("migrate", ("-m", "directory.cli", "migrate"), Role.OWNER, 30)
DEMO = Process("demo", ("-m", "directory.cli", "demo", "--count={count}"), Role.PUBLIC, 5)
IMPORT = Process("import", ("-m", "directory.cli", "import", "-"), Role.REGISTRAR, 30)
# Two at a time: one follows the changes while the other builds, watches or cleans.
WORKER = Process(
    "worker",
    (*_CELERY, "worker", "--concurrency=2", *_ALONE),
    Role.INDEXER,
    20,
)
BEAT = Process("beat", (*_CELERY, "beat", "--schedule={schedule}", "--pidfile="), Role.INDEXER, 5)
# What the rooms have done beside the index, one at a time.
JOBS = Process(
    "jobs",
    ("-m", "celery", "-A", "indexer.jobs:app", "worker", "--concurrency=1", "--hostname=jobs@%h", *_ALONE),
    Role.WORKER,
    20,
)
WEB = Process("web", ("-m", "directory.cli", "web", "--host={host}", "--port={port}"), Role.PUBLIC, 10)
# Not started by `make run` while it has no page: `directory desk` starts it.
DESK = Process("desk", ("-m", "directory.cli", "desk", "--host={host}", "--port=8001"), Role.DESK, 10)

LASTING = (WORKER, JOBS, BEAT, WEB)
