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

MIGRATE = Process("migrate", ("-m", "directory.cli", "migrate"), Role.OWNER, 30)
DEMO = Process("demo", ("-m", "directory.cli", "demo", "--count={count}"), Role.PUBLIC, 5)
IMPORT = Process("import", ("-m", "directory.cli", "import", "-"), Role.REGISTRAR, 30)
# Two at a time: one follows the changes while the other builds, watches or cleans. Events and gossip have no use here.
WORKER = Process(
    "worker",
    (*_CELERY, "worker", "--concurrency=2", "--without-gossip", "--without-mingle", "--without-heartbeat"),
    Role.INDEXER,
    20,
)
BEAT = Process("beat", (*_CELERY, "beat", "--schedule={schedule}", "--pidfile="), Role.INDEXER, 5)
WEB = Process("web", ("-m", "directory.cli", "web", "--host={host}", "--port={port}"), Role.PUBLIC, 10)

LASTING = (WORKER, BEAT, WEB)
