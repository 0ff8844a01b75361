"""Alembic's environment: the owner's connection, four schemas, and timeouts that keep the site running."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic import context
from sqlalchemy import create_engine, pool, text
from sqlalchemy.dialects.postgresql.base import ischema_names

from directory.register import feed_tables, report_tables, tables, widget_tables
from directory.register.columns import TransactionId

if TYPE_CHECKING:
    from sqlalchemy import Connection

# So that reflection knows the type of our transaction columns.
ischema_names["xid8"] = TransactionId

SCHEMAS = frozenset({"register", "feed", "publication", "site"})


def _ours(name: str | None, kind: str, _parents: Any) -> bool:
    return kind != "schema" or name in SCHEMAS


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=[tables.METADATA, feed_tables.METADATA, report_tables.METADATA, widget_tables.METADATA],
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
