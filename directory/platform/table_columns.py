"""The columns that SQLAlchemy tables of every room are made of: required, optional, the table's own number, moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.schema import Identity
from sqlalchemy.types import UserDefinedType

if TYPE_CHECKING:
    from sqlalchemy.sql.type_api import TypeEngine

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


def identity() -> Column[Any]:
    """Make the column `id` that Postgres numbers itself."""
    return Column("id", BigInteger, Identity(always=True), primary_key=True)
