"""The real worker and beat beside a bench: the very commands of production, on a database of the bench's own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from directory.devstack import commands
from directory.platform import logs
from directory.settings import Settings
from indexer import worker_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.figures import Context
    from directory.devstack.databases import Database
    from indexer.worker_context import IndexWorker

REDIS_DATABASE = 62


def settings_of(context: Context, database: Database, prefix: str) -> Settings:
    """Return the settings of an indexer process."""
    return Settings(
        DATABASE_URL=SecretStr(database.indexer),
        OPENSEARCH_URL=SecretStr(context.parts.connections().opensearch),
        REDIS_URL=SecretStr(context.parts.redis_database(REDIS_DATABASE)),
        DIRECTORY_SECRET=SecretStr("of a bench"),
        DIRECTORY_INDEX_PREFIX=prefix,
        DIRECTORY_LOG_LEVEL="WARNING",
    )


@contextmanager
def opened(settings: Settings) -> Iterator[IndexWorker]:
    """Open the index of associations in this process; what it made in the engine goes afterwards."""
    logs.configure(settings)
    with worker_context.open_workers(settings, application="bench") as (worker,):
        yield worker
        for name in worker.engine.indices():
            worker.engine.drop(name)


@contextmanager
def running(settings: Settings) -> Iterator[None]:
    """Run worker and beat until the block ends."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-beat-")))
        for process in (commands.WORKER, commands.BEAT):
            argv = [sys.executable, *process.arguments_with(schedule=str(folder / "beat"))]
            log = stack.enter_context((folder / f"{process.name}.log").open("wb"))
            child = subprocess.Popen(argv, env=_environment(settings), stdout=log, stderr=log)
            stack.callback(_end, child)
        yield


def _environment(settings: Settings) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "OPENSEARCH_URL": settings.opensearch_url.get_secret_value(),
        "REDIS_URL": settings.redis_url.get_secret_value(),
        "DIRECTORY_SECRET": settings.secret.get_secret_value(),
        "DIRECTORY_INDEX_PREFIX": settings.index_prefix,
        "DIRECTORY_LOG_LEVEL": settings.log_level,
    }


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(20)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
