"""The tables of the feed, by which indexes follow what they are made of, as SQLAlchemy sees them.

`kind` names the index (`IndexDefinition.kind`), `entity_id` is a number within that kind.
"""

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
    required("kind"),
    required("entity_id", BigInteger),
    required("version", BigInteger),
    required("queued_at", MOMENT),
    required("locked_until", MOMENT),
    required("attempts", Integer),
    required("priority", SmallInteger),
    required("trace"),
    optional("awaits", BigInteger),
    Index("outbox_order", "kind", "priority", "id"),
    Index("outbox_entity", "kind", "entity_id"),
    Index("outbox_awaits", "awaits", postgresql_where=text("awaits IS NOT NULL")),
    schema=FEED,
)
TOMBSTONE = Table(
    "tombstone",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("entity_id", BigInteger, primary_key=True, autoincrement=False),
    optional("vcode"),
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
    required("kind"),
    required("entity_id", BigInteger),
    required("version", BigInteger),
    required("generation"),
    required("failed_at", MOMENT),
    required("error"),
    required("trace"),
    UniqueConstraint("kind", "entity_id", "generation", name="dead_letter_entity"),
    schema=FEED,
)
GENERATION = Table(
    "generation",
    METADATA,
    Column("name", Text, primary_key=True),
    required("kind"),
    required("fingerprint"),
    required("state"),
    required("created_at", MOMENT),
    required("cursor", BigInteger),
    *(optional(name, MOMENT) for name in ("backfilled_at", "checked_at", "live_at", "retired_at")),
    required("documents", BigInteger),
    required("note"),
    Index("generation_one_live", "kind", unique=True, postgresql_where=text("state = 'live'::text")),
    Index("generation_one_building", "kind", unique=True, postgresql_where=text("state = 'building'::text")),
    schema=FEED,
)
MARK = Table(
    "mark",
    METADATA,
    Column("kind", Text, primary_key=True),
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
