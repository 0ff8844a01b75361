"""The tables of saved widgets, as SQLAlchemy sees them: what a municipality chose, what changed, what was searched."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, UUID
from sqlalchemy.schema import Index

from directory.platform.table_columns import MOMENT, identity, required

METADATA = MetaData()
SITE = "site"


def _of_widget(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "widget_id", Text, ForeignKey(f"{SITE}.widget.id", ondelete="CASCADE"), primary_key=primary_key, nullable=False
    )


WIDGET = Table(
    "widget",
    METADATA,
    Column("id", Text, primary_key=True),
    required("title"),
    required("configuration"),
    required("origins", ARRAY(Text)),
    required("token_hash", LargeBinary),
    required("created_at", MOMENT),
    required("changed_at", MOMENT),
    schema=SITE,
)
WIDGET_CHANGE = Table(
    "widget_change",
    METADATA,
    identity(),
    _of_widget(),
    required("changed_at", MOMENT),
    required("field"),
    required("before"),
    required("after"),
    Index("widget_change_widget", "widget_id", "id"),
    schema=SITE,
)
WIDGET_DAY = Table(
    "widget_day",
    METADATA,
    _of_widget(primary_key=True),
    Column("day", Date, primary_key=True),
    required("searches", BigInteger),
    required("opened", BigInteger),
    Index("widget_day_day", "day"),
    schema=SITE,
)
WIDGET_TERM = Table(
    "widget_term",
    METADATA,
    _of_widget(primary_key=True),
    Column("month", Date, primary_key=True),
    Column("term", Text, primary_key=True),
    required("times", BigInteger),
    Index("widget_term_month", "month"),
    schema=SITE,
)
WIDGET_BATCH = Table(
    "widget_batch", METADATA, Column("id", UUID, primary_key=True), required("at", MOMENT), schema=SITE
)
