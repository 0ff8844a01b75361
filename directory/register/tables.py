"""The tables of the register, described for SQLAlchemy. Other rooms describe theirs in a module `tables` of their own.

The migrations make the tables; this description lets `alembic check` prove that code and database agree. Constraints,
triggers and views stand in the migrations' SQL alone.
"""

from __future__ import annotations

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
from sqlalchemy.dialects.postgresql import ARRAY, JSON
from sqlalchemy.schema import Computed, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.sql.expression import text

from directory.platform.table_columns import MOMENT, TransactionId, identity, optional, required
from directory.register.columns import REGISTER, item, owner, refers

METADATA = MetaData()
ACTIVITY = Table(
    "activity",
    METADATA,
    Column("code", Text, primary_key=True),
    required("name"),
    required("position", SmallInteger),
    required("is_listed", Boolean),
    schema=REGISTER,
)
ASSOCIATION_TYPE = Table(
    "association_type",
    METADATA,
    Column("code", Text, primary_key=True),
    required("name"),
    required("from_kbo", Boolean),
    schema=REGISTER,
)
ASSOCIATION_SUBTYPE = Table(
    "association_subtype", METADATA, Column("code", Text, primary_key=True), required("name"), schema=REGISTER
)
AREA = Table(
    "area",
    METADATA,
    Column("code", Text, primary_key=True),
    *(required(name) for name in ("kind", "name", "name_fr", "slug")),
    refers("parent", "area.code", nullable=True),
    required("lau_code"),
    required("arrondissement"),
    optional("lat", Double),
    optional("lon", Double),
    optional("population", Integer),
    optional("valid_from", Date),
    optional("valid_to", Date),
    refers("successor", "area.code", nullable=True),
    Index("area_slug", "kind", "slug", unique=True, postgresql_where=text("valid_to IS NULL")),
    Index("area_parent", "parent"),
    Index("area_successor", "successor"),
    schema=REGISTER,
)
AREA_LAU = Table(
    "area_lau",
    METADATA,
    Column("lau_code", Text, primary_key=True),
    refers("area_code", "area.code"),
    Index("area_lau_area_code", "area_code"),
    schema=REGISTER,
)
PLACE = Table(
    "place",
    METADATA,
    Column("postcode", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("nis", Text, ForeignKey(f"{REGISTER}.area.code"), primary_key=True),
    required("lat", Double),
    required("lon", Double),
    Index("place_nis", "nis"),
    schema=REGISTER,
)
POLICY = Table(
    "policy",
    METADATA,
    Column("sole", Boolean, primary_key=True),
    required("full_correspondence_address", Boolean),
    schema=REGISTER,
)
ASSOCIATION = Table(
    "association",
    METADATA,
    identity(),
    required("vcode"),
    refers("type_code", "association_type.code"),
    refers("subtype_code", "association_subtype.code"),
    optional("parent_vcode"),
    *(required(f"parent_{name}") for name in ("identification", "description")),
    *(required(name) for name in ("name", "short_name", "call_name", "description")),
    optional("start_date", Date),
    optional("end_date", Date),
    required("status"),
    required("winding_up", Boolean),
    optional("duplicate_of"),
    required("opted_out", Boolean),
    optional("deleted_on", Date),
    required("min_age", SmallInteger),
    required("max_age", SmallInteger),
    optional("kbo_number"),
    required("legal_form"),
    required("source"),
    required("modified_on", Date),
    optional("first_public_at", MOMENT),
    required("version", BigInteger),
    required("version_tx", TransactionId()),
    Column(
        "is_public",
        Boolean,
        Computed("status = 'Actief'::text AND NOT opted_out AND deleted_on IS NULL", persisted=True),
        nullable=False,
    ),
    UniqueConstraint("vcode", name="association_vcode"),
    UniqueConstraint("kbo_number", name="association_kbo_number"),
    Index("association_public", "id", postgresql_where=text("is_public")),
    Index(
        "association_name_vector",
        text("register.name_vector(name, short_name, call_name)"),
        postgresql_using="gin",
        postgresql_where=text("is_public"),
    ),
    Index("association_parent", "parent_vcode", postgresql_where=text("parent_vcode IS NOT NULL")),
    Index("association_of_type", "type_code"),
    schema=REGISTER,
)
ASSOCIATION_ACTIVITY = Table(
    "association_activity",
    METADATA,
    owner(),
    Column("activity_code", Text, ForeignKey(f"{REGISTER}.activity.code"), primary_key=True),
    Index("association_activity_code", "activity_code"),
    schema=REGISTER,
)
ASSOCIATION_AREA = Table(
    "association_area",
    METADATA,
    owner(),
    Column("area_code", Text, ForeignKey(f"{REGISTER}.area.code"), primary_key=True),
    Index("association_area_code", "area_code"),
    schema=REGISTER,
)
LOCATION = Table(
    "location",
    METADATA,
    owner(),
    item("location_id"),
    required("kind"),
    required("is_primary", Boolean),
    *(required(name) for name in ("name", "street", "house_number", "box", "postcode", "municipality", "country")),
    required("address_id"),
    refers("nis", "area.code", nullable=True),
    required("district"),
    optional("lat", Double),
    optional("lon", Double),
    required("source_key"),
    Index("location_nis", "nis"),
    schema=REGISTER,
)
CONTACT = Table(
    "contact",
    METADATA,
    owner(),
    item("contact_id"),
    *(required(name) for name in ("kind", "value", "description")),
    required("is_primary", Boolean),
    required("source_key"),
    UniqueConstraint("association_id", "kind", "value", "description", name="contact_once", deferrable=True),
    schema=REGISTER,
)
MEMBERSHIP = Table(
    "membership",
    METADATA,
    owner(),
    item("membership_id"),
    required("other_vcode"),
    optional("from_date", Date),
    optional("until_date", Date),
    *(required(name) for name in ("identification", "description", "source_key")),
    Index("membership_other", "other_vcode"),
    schema=REGISTER,
)
RECOGNITION = Table(
    "recognition",
    METADATA,
    owner(),
    item("recognition_id"),
    *(required(name) for name in ("authority_ovo", "authority_name", "product_number", "product_name")),
    *(optional(name, Date) for name in ("start_date", "end_date", "renewal_date")),
    *(required(name) for name in ("renewal_url", "suspension_reason", "status")),
    schema=REGISTER,
)
REPRESENTATIVE = Table(
    "representative",
    METADATA,
    owner(),
    item("representative_id"),
    *(required(name) for name in ("insz", "first_name", "last_name", "call_name", "role")),
    required("is_primary", Boolean),
    *(required(name) for name in ("email", "phone", "mobile", "social_media")),
    optional("confirmed_by_ksz", Boolean),
    UniqueConstraint("association_id", "insz", name="representative_once", deferrable=True),
    schema=REGISTER,
)
BANK_ACCOUNT = Table(
    "bank_account",
    METADATA,
    owner(),
    item("account_id"),
    required("iban"),
    required("purpose"),
    required("holders", ARRAY(Text)),
    required("source"),
    UniqueConstraint("association_id", "iban", name="bank_account_once", deferrable=True),
    schema=REGISTER,
)
BANK_ACCOUNT_CONFIRMATION = Table(
    "bank_account_confirmation",
    METADATA,
    Column("association_id", BigInteger, primary_key=True, autoincrement=False),
    item("account_id"),
    Column("ovo_code", Text, primary_key=True),
    required("name"),
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
    identity(),
    required("at", MOMENT),
    required("tx", TransactionId()),
    *(required(name) for name in ("list", "item", "operation")),
    optional("old", JSON),
    optional("new", JSON),
    *(required(name) for name in ("actor_kind", "actor_id", "reason")),
    schema=REGISTER,
)
