"""External servers instead of our own parts: given by address, checked, never started or stopped."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from directory.devstack import opensearch, redis
from directory.devstack.problems import StartProblem
from directory.settings import LOGIN_ROLES

if TYPE_CHECKING:
    from directory.devstack.secrets import Secrets

SETTINGS = ("DATABASE_URL", "OPENSEARCH_URL", "REDIS_URL")


@dataclass(frozen=True, slots=True, repr=False)
class External:
    """The addresses of external servers; empty where the part is started here."""

    database: str = ""
    opensearch: str = ""
    redis: str = ""


def from_environment() -> External:
    """Read the addresses from the environment."""
    return External(
        database=os.environ.get("DATABASE_URL", ""),
        opensearch=os.environ.get("OPENSEARCH_URL", "").rstrip("/"),
        redis=os.environ.get("REDIS_URL", ""),
    )


def names(outside: External) -> list[str]:
    """Name the settings that give an address."""
    given = zip(SETTINGS, (outside.database, outside.opensearch, outside.redis), strict=True)
    return [name for name, address in given if address]


def check(outside: External) -> None:
    """Refuse to go on when a given address does not answer; passwords are never repeated."""
    if outside.database:
        _check_database(outside.database)
    if outside.opensearch and not opensearch.healthy(outside.opensearch):
        raise _unreachable("OPENSEARCH_URL", outside.opensearch)
    if outside.redis and not redis.answers(outside.redis):
        raise _unreachable("REDIS_URL", outside.redis)


def _check_database(address: str) -> None:
    try:
        psycopg.connect(address, connect_timeout=5).close()
    except psycopg.Error as error:
        raise _unreachable("DATABASE_URL", address) from error


def _unreachable(setting: str, address: str) -> StartProblem:
    place = urlsplit(address).netloc.rpartition("@")[2] or "its address"
    return StartProblem(
        f"{setting} is set but nothing usable answers at {place}: "
        "check the address, the password and that it runs, or unset it to use the part that comes with the directory."
    )


def logins(outside: External, secrets: Secrets) -> dict[str, str] | None:
    """Derive each role's address from the owner's, with the passwords that the migrations set."""
    if not outside.database:
        return None
    derived = {
        role.value: _as_role(outside.database, f"directory_{role}", getattr(secrets, role)) for role in LOGIN_ROLES
    }
    return {"owner": outside.database, **derived}


def _as_role(address: str, login: str, password: str) -> str:
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{login}:{quote(password, safe='')}@{place}"))
