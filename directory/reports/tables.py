"""The tables of reported mistakes, as SQLAlchemy sees them, and where municipalities want to hear of them."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlalchemy.schema import Index, UniqueConstraint
from sqlalchemy.sql.expression import text

from directory.platform.table_columns import MOMENT, identity, optional, required

METADATA = MetaData()
SITE = "site"
REPORT = Table(
    "report",
    METADATA,
    identity(),
    *(required(name) for name in ("reference", "vcode", "kind", "message", "contact")),
    required("received_at", MOMENT),
    required("state"),
    required("attempts", Integer),
    required("next_try", MOMENT),
    optional("settled_at", MOMENT),
    required("addressee"),
    required("problem"),
    optional("erased_at", MOMENT),
    UniqueConstraint("reference", name="report_reference"),
    Index("report_waiting", "next_try", "id", postgresql_where=text("state = 'new'::text")),
    Index("report_to_erase", "received_at", postgresql_where=text("erased_at IS NULL")),
    schema=SITE,
)
MUNICIPALITY_MAIL = Table(
    "municipality_mail",
    METADATA,
    Column("nis", Text, primary_key=True),
    required("email"),
    schema=SITE,
)
