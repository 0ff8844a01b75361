"""The kinds of columns that the tables of the register and the feed are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.schema import Identity
from sqlalchemy.types import UserDefinedType

if TYPE_CHECKING:
    from sqlalchemy.sql.type_api import TypeEngine

REGISTER = "register"
MOMENT = TIMESTAMP(timezone=True)


class TransactionId(UserDefinedType[str]):
    """Postgres' `xid8`: the number of a transaction."""

    cache_ok = True

    def get_col_spec(self, **_kw: Any) -> str:
        """Return the type's name in SQL."""
        return "xid8"


def required(name: str, kind: type[TypeEngine[Any]] | TypeEngine[Any] = Text) -> Column[Any]:
    """Make a column that always has a value."""
    return Column(name, kind, nullable=False)


def optional(name: str, kind: type[TypeEngine[Any]] | TypeEngine[Any] = Text) -> Column[Any]:
    """Make a column that may be empty."""
    return Column(name, kind)


def refers(name: str, to: str, *, nullable: bool = False) -> Column[Any]:
    """Make a column with a code of another table."""
    return Column(name, Text, ForeignKey(f"{REGISTER}.{to}"), nullable=nullable)


def identity() -> Column[Any]:
    """Make the column of the table's own number."""
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def owner() -> Column[Any]:
    """Make the column that says whose row it is."""
    return Column(
        "association_id",
        BigInteger,
        ForeignKey(f"{REGISTER}.association.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )


def item(name: str) -> Column[Any]:
    """Make the column that numbers the items of an association."""
    return Column(name, Integer, primary_key=True, autoincrement=False)
