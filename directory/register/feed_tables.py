"""The tables of the feed, by which the index follows the register, as SQLAlchemy sees them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, SmallInteger, Table, Text
from sqlalchemy.schema import Index, UniqueConstraint
from sqlalchemy.sql.expression import text

from directory.platform.table_columns import MOMENT, identity, optional, required

METADATA = MetaData()
FEED = "feed"
OUTBOX = Table(
    "outbox",
    METADATA,
    identity(),
    required("association_id", BigInteger),
    required("version", BigInteger),
    required("queued_at", MOMENT),
    required("locked_until", MOMENT),
    required("attempts", Integer),
    required("priority", SmallInteger),
    required("trace"),
    optional("awaits", BigInteger),
    Index("outbox_order", "priority", "id"),
    Index("outbox_association", "association_id"),
    Index("outbox_awaits", "awaits", postgresql_where=text("awaits IS NOT NULL")),
    schema=FEED,
)
TOMBSTONE = Table(
    "tombstone",
    METADATA,
    Column("association_id", BigInteger, primary_key=True, autoincrement=False),
    required("vcode"),
    required("version", BigInteger),
    required("was_public", Boolean),
    required("deleted_at", MOMENT),
    Index("tombstone_vcode", "vcode"),
    schema=FEED,
)
DEAD_LETTER = Table(
    "dead_letter",
    METADATA,
    identity(),
    required("association_id", BigInteger),
    required("version", BigInteger),
    required("generation"),
    required("failed_at", MOMENT),
    required("error"),
    required("trace"),
    UniqueConstraint("association_id", "generation", name="dead_letter_association_id_generation_key"),
    schema=FEED,
)
GENERATION = Table(
    "generation",
    METADATA,
    Column("name", Text, primary_key=True),
    required("schema_hash"),
    required("state"),
    required("created_at", MOMENT),
    required("cursor", BigInteger),
    *(optional(name, MOMENT) for name in ("backfilled_at", "checked_at", "live_at", "retired_at")),
    required("documents", BigInteger),
    required("note"),
    Index("generation_one_live", "state", unique=True, postgresql_where=text("state = 'live'::text")),
    Index("generation_one_building", "state", unique=True, postgresql_where=text("state = 'building'::text")),
    schema=FEED,
)
MARK = Table(
    "mark",
    METADATA,
    Column("name", Text, primary_key=True),
    required("number", BigInteger),
    required("at", MOMENT),
    required("note"),
    schema=FEED,
)
TALLY = Table(
    "tally",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("label", Text, primary_key=True),
    required("count", BigInteger),
    schema=FEED,
)
