"""Databases made for one purpose and gone afterwards: a migrated template, and its copies for tests and benches."""

from __future__ import annotations

import itertools
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from directory.devstack.connections import Logins
from directory.register import migrate
from directory.settings import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.devstack.parts import Parts

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True, repr=False)
class Database(Logins):
    """One database with the address of each login."""

    superuser: str
    name: str


def make_template(parts: Parts, name: str) -> None:
    """Migrate one database, of which copies are made; the roles are the cluster's and serve all."""
    with psycopg.connect(parts.superuser("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        create = sql.SQL("CREATE DATABASE {} OWNER directory_owner")
        connection.execute(create.format(sql.Identifier(name)))
    migrate.upgrade(_of(parts.connections().owner, name))
    migrate.restrict(parts.superuser(name))


@contextmanager
def copied(parts: Parts, template: str, purpose: str) -> Iterator[Database]:
    """Copy the template under a name that was never used, and drop the copy afterwards, also under open connections."""
    name = f"{purpose}_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(parts.superuser("postgres"), autocommit=True) as connection:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER directory_owner")
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    migrate.restrict(parts.superuser(name))
    yield _addresses(parts, name)
    with psycopg.connect(parts.superuser("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _addresses(parts: Parts, name: str) -> Database:
    known = parts.connections()
    logins = {role.value: _of(known.url(role), name) for role in Role}
    return Database(**logins, superuser=parts.superuser(name), name=name)


def _of(address: str, name: str) -> str:
    """Return the same login's address of another database."""
    return f"{address.rpartition('/')[0]}/{name}"
