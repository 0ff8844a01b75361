"""The columns that only tables of the register have: codes of its lists, and items that belong to an association."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Text

REGISTER = "register"


def refers(name: str, to: str, *, nullable: bool = False) -> Column[Any]:
    """Make a column with a code of another table."""
    return Column(name, Text, ForeignKey(f"{REGISTER}.{to}"), nullable=nullable)


def owner() -> Column[Any]:
    """Make the column that says which association a row belongs to."""
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
