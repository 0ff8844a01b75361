"""Alembic's environment: the owner's connection, four schemas, and timeouts that keep the site running.

One chain of migrations makes the tables of all rooms. Each room that has tables describes them in its module `tables`.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from alembic import context
from sqlalchemy import create_engine, pool, text
from sqlalchemy.dialects.postgresql.base import ischema_names

import directory
from directory.platform.table_columns import TransactionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, MetaData

# So that reflection knows the type of our transaction columns.
ischema_names["xid8"] = TransactionId

SCHEMAS = frozenset({"register", "feed", "publication", "site"})


def _ours(name: str | None, kind: str, _parents: Any) -> bool:
    return kind != "schema" or name in SCHEMAS


def _metadata_of_rooms() -> Iterator[MetaData]:
    """Yield what each package with a module `tables` describes; a new room needs no line here."""
    rooms = (f"directory.{found.name}" for found in pkgutil.iter_modules(directory.__path__) if found.ispkg)
    for room in (*rooms, "indexer"):
        if find_spec(f"{room}.tables"):
            yield import_module(f"{room}.tables").METADATA


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=list(_metadata_of_rooms()),
        include_schemas=True,
        include_name=_ours,
        version_table_schema="public",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run() -> None:
    """Run on the connection handed over, or on the URL of the configuration."""
    given: Connection | None = context.config.attributes.get("connection")
    if given is not None:
        _run(given)
        return
    url = context.config.get_main_option("sqlalchemy.url") or ""
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        # A migration that waits for a lock makes everybody behind it wait too: it gives up early and is tried again.
        connection.execute(text("SET lock_timeout = '5s'"))
        connection.execute(text("SET statement_timeout = '15min'"))
        connection.commit()
        _run(connection)


run()
