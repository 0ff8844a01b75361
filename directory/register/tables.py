"""The tables of the register and the feed as SQLAlchemy sees them.

The migrations make the tables; this description lets `alembic check` prove that code and database agree. Constraints,
triggers and views stand in the migrations' SQL alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON, TIMESTAMP
from sqlalchemy.schema import Computed, ForeignKeyConstraint, Identity, Index, UniqueConstraint
from sqlalchemy.sql.expression import text
from sqlalchemy.types import UserDefinedType

if TYPE_CHECKING:
    from sqlalchemy.sql.type_api import TypeEngine

METADATA = MetaData()
REGISTER = "register"
FEED = "feed"
MOMENT = TIMESTAMP(timezone=True)


class TransactionId(UserDefinedType[str]):
    """Postgres' `xid8`: the number of a transaction."""

    cache_ok = True

    def get_col_spec(self, **_kw: Any) -> str:
        """Return the type's name in SQL."""
        return "xid8"


def _required(name: str, kind: type[TypeEngine[Any]] | TypeEngine[Any] = Text) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _optional(name: str, kind: type[TypeEngine[Any]] | TypeEngine[Any] = Text) -> Column[Any]:
    return Column(name, kind)


def _refers(name: str, to: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, Text, ForeignKey(f"{REGISTER}.{to}"), nullable=nullable)


def _id() -> Column[Any]:
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def _owner() -> Column[Any]:
    return Column(
        "association_id",
        BigInteger,
        ForeignKey(f"{REGISTER}.association.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )


def _item(name: str) -> Column[Any]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


ACTIVITY = Table(
    "activity",
    METADATA,
    Column("code", Text, primary_key=True),
    _required("name"),
    _required("position", SmallInteger),
    schema=REGISTER,
)
ASSOCIATION_TYPE = Table(
    "association_type",
    METADATA,
    Column("code", Text, primary_key=True),
    _required("name"),
    _required("from_kbo", Boolean),
    schema=REGISTER,
)
ASSOCIATION_SUBTYPE = Table(
    "association_subtype", METADATA, Column("code", Text, primary_key=True), _required("name"), schema=REGISTER
)
AREA = Table(
    "area",
    METADATA,
    Column("code", Text, primary_key=True),
    *(_required(name) for name in ("kind", "name", "name_fr", "slug")),
    _refers("parent", "area.code", nullable=True),
    _required("lau_code"),
    _required("arrondissement"),
    _optional("lat", Double),
    _optional("lon", Double),
    _optional("population", Integer),
    _optional("valid_from", Date),
    _optional("valid_to", Date),
    _refers("successor", "area.code", nullable=True),
    Index("area_slug", "kind", "slug", unique=True, postgresql_where=text("valid_to IS NULL")),
    Index("area_parent", "parent"),
    Index("area_successor", "successor"),
    schema=REGISTER,
)
AREA_LAU = Table(
    "area_lau",
    METADATA,
    Column("lau_code", Text, primary_key=True),
    _refers("area_code", "area.code"),
    Index("area_lau_area_code", "area_code"),
    schema=REGISTER,
)
PLACE = Table(
    "place",
    METADATA,
    Column("postcode", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("nis", Text, ForeignKey(f"{REGISTER}.area.code"), primary_key=True),
    _required("lat", Double),
    _required("lon", Double),
    Index("place_nis", "nis"),
    schema=REGISTER,
)
POLICY = Table(
    "policy",
    METADATA,
    Column("sole", Boolean, primary_key=True),
    _required("full_correspondence_address", Boolean),
    schema=REGISTER,
)
ASSOCIATION = Table(
    "association",
    METADATA,
    _id(),
    _required("vcode"),
    _refers("type_code", "association_type.code"),
    _refers("subtype_code", "association_subtype.code"),
    _optional("parent_vcode"),
    *(_required(f"parent_{name}") for name in ("identification", "description")),
    *(_required(name) for name in ("name", "short_name", "call_name", "description")),
    _optional("start_date", Date),
    _optional("end_date", Date),
    _required("status"),
    _required("winding_up", Boolean),
    _optional("duplicate_of"),
    _required("opted_out", Boolean),
    _optional("deleted_on", Date),
    _required("min_age", SmallInteger),
    _required("max_age", SmallInteger),
    _optional("kbo_number"),
    _required("legal_form"),
    _required("source"),
    _required("modified_on", Date),
    _optional("first_public_at", MOMENT),
    _required("version", BigInteger),
    _required("version_tx", TransactionId()),
    Column(
        "is_public",
        Boolean,
        Computed("status = 'Actief'::text AND NOT opted_out AND deleted_on IS NULL", persisted=True),
        nullable=False,
    ),
    UniqueConstraint("vcode", name="association_vcode"),
    UniqueConstraint("kbo_number", name="association_kbo_number"),
    Index("association_public", "id", postgresql_where=text("is_public")),
    Index("association_parent", "parent_vcode", postgresql_where=text("parent_vcode IS NOT NULL")),
    Index("association_of_type", "type_code"),
    schema=REGISTER,
)
ASSOCIATION_ACTIVITY = Table(
    "association_activity",
    METADATA,
    _owner(),
    Column("activity_code", Text, ForeignKey(f"{REGISTER}.activity.code"), primary_key=True),
    Index("association_activity_code", "activity_code"),
    schema=REGISTER,
)
ASSOCIATION_AREA = Table(
    "association_area",
    METADATA,
    _owner(),
    Column("area_code", Text, ForeignKey(f"{REGISTER}.area.code"), primary_key=True),
    Index("association_area_code", "area_code"),
    schema=REGISTER,
)
LOCATION = Table(
    "location",
    METADATA,
    _owner(),
    _item("location_id"),
    _required("kind"),
    _required("is_primary", Boolean),
    *(_required(name) for name in ("name", "street", "house_number", "box", "postcode", "municipality", "country")),
    _required("address_id"),
    _refers("nis", "area.code", nullable=True),
    _required("district"),
    _optional("lat", Double),
    _optional("lon", Double),
    _required("source_key"),
    Index("location_nis", "nis"),
    schema=REGISTER,
)
CONTACT = Table(
    "contact",
    METADATA,
    _owner(),
    _item("contact_id"),
    *(_required(name) for name in ("kind", "value", "description")),
    _required("is_primary", Boolean),
    _required("source_key"),
    UniqueConstraint("association_id", "kind", "value", "description", name="contact_once", deferrable=True),
    schema=REGISTER,
)
MEMBERSHIP = Table(
    "membership",
    METADATA,
    _owner(),
    _item("membership_id"),
    _required("other_vcode"),
    _optional("from_date", Date),
    _optional("until_date", Date),
    *(_required(name) for name in ("identification", "description", "source_key")),
    Index("membership_other", "other_vcode"),
    schema=REGISTER,
)
RECOGNITION = Table(
    "recognition",
    METADATA,
    _owner(),
    _item("recognition_id"),
    *(_required(name) for name in ("authority_ovo", "authority_name", "product_number", "product_name")),
    *(_optional(name, Date) for name in ("start_date", "end_date", "renewal_date")),
    *(_required(name) for name in ("renewal_url", "suspension_reason", "status")),
    schema=REGISTER,
)
REPRESENTATIVE = Table(
    "representative",
    METADATA,
    _owner(),
    _item("representative_id"),
    *(_required(name) for name in ("insz", "first_name", "last_name", "call_name", "role")),
    _required("is_primary", Boolean),
    *(_required(name) for name in ("email", "phone", "mobile", "social_media")),
    _optional("confirmed_by_ksz", Boolean),
    UniqueConstraint("association_id", "insz", name="representative_once", deferrable=True),
    schema=REGISTER,
)
BANK_ACCOUNT = Table(
    "bank_account",
    METADATA,
    _owner(),
    _item("account_id"),
    _required("iban"),
    _required("purpose"),
    _required("holders", ARRAY(Text)),
    _required("source"),
    UniqueConstraint("association_id", "iban", name="bank_account_once", deferrable=True),
    schema=REGISTER,
)
BANK_ACCOUNT_CONFIRMATION = Table(
    "bank_account_confirmation",
    METADATA,
    Column("association_id", BigInteger, primary_key=True, autoincrement=False),
    _item("account_id"),
    Column("ovo_code", Text, primary_key=True),
    _required("name"),
    ForeignKeyConstraint(
        ["association_id", "account_id"],
        [f"{REGISTER}.bank_account.association_id", f"{REGISTER}.bank_account.account_id"],
        ondelete="CASCADE",
    ),
    schema=REGISTER,
)
HISTORY = Table(
    "history",
    METADATA,
    Column("association_id", BigInteger, primary_key=True),
    _id(),
    _required("at", MOMENT),
    _required("tx", TransactionId()),
    *(_required(name) for name in ("list", "item", "operation")),
    _optional("old", JSON),
    _optional("new", JSON),
    *(_required(name) for name in ("actor_kind", "actor_id", "reason")),
    schema=REGISTER,
)
OUTBOX = Table(
    "outbox",
    METADATA,
    _id(),
    _required("association_id", BigInteger),
    _required("version", BigInteger),
    _required("queued_at", MOMENT),
    _required("locked_until", MOMENT),
    _required("attempts", Integer),
    _required("priority", SmallInteger),
    _required("trace"),
    _optional("awaits", BigInteger),
    Index("outbox_order", "priority", "id"),
    Index("outbox_association", "association_id"),
    Index("outbox_awaits", "awaits", postgresql_where=text("awaits IS NOT NULL")),
    schema=FEED,
)
TOMBSTONE = Table(
    "tombstone",
    METADATA,
    Column("association_id", BigInteger, primary_key=True, autoincrement=False),
    _required("vcode"),
    _required("version", BigInteger),
    _required("was_public", Boolean),
    _required("deleted_at", MOMENT),
    Index("tombstone_vcode", "vcode"),
    schema=FEED,
)
DEAD_LETTER = Table(
    "dead_letter",
    METADATA,
    _id(),
    _required("association_id", BigInteger),
    _required("version", BigInteger),
    _required("generation"),
    _required("failed_at", MOMENT),
    _required("error"),
    _required("trace"),
    UniqueConstraint("association_id", "generation", name="dead_letter_association_id_generation_key"),
    schema=FEED,
)
GENERATION = Table(
    "generation",
    METADATA,
    Column("name", Text, primary_key=True),
    _required("schema_hash"),
    _required("state"),
    _required("created_at", MOMENT),
    _required("cursor", BigInteger),
    *(_optional(name, MOMENT) for name in ("backfilled_at", "checked_at", "live_at", "retired_at")),
    _required("documents", BigInteger),
    _required("note"),
    Index("generation_one_live", "state", unique=True, postgresql_where=text("state = 'live'::text")),
    Index("generation_one_building", "state", unique=True, postgresql_where=text("state = 'building'::text")),
    schema=FEED,
)
MARK = Table(
    "mark",
    METADATA,
    Column("name", Text, primary_key=True),
    _required("number", BigInteger),
    _required("at", MOMENT),
    _required("note"),
    schema=FEED,
)
TALLY = Table(
    "tally",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("label", Text, primary_key=True),
    _required("count", BigInteger),
    schema=FEED,
)
