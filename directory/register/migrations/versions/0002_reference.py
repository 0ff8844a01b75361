"""Code lists, areas and places from the project's own reference tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

from directory.register.reference import TABLES, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

revision = "0002_reference"
down_revision = "0001_register"
branch_labels = None
depends_on = None

# Columns where an empty cell is a value of its own; elsewhere it stands for "no value".
_TEXT = frozenset({"code", "name", "name_fr", "slug", "lau_code", "arrondissement"})


def upgrade() -> None:
    """Load every reference table. Areas refer to each other: parents and successors are filled in afterwards."""
    for table in TABLES:
        found = [_typed(row) for row in rows(table)]
        columns = tuple(found[0])
        values = ", ".join(f":{column}" for column in columns)
        insert = sa.text(
            f"INSERT INTO register.{table} ({', '.join(columns)}) VALUES ({values}) ON CONFLICT DO NOTHING"  # noqa: S608 - names from our own files
        )
        op.get_bind().execute(insert, list(_parents_first(found)))


def downgrade() -> None:
    """Leave the rows: associations refer to them, and the step before this one drops the tables whole."""


def _typed(row: dict[str, str]) -> dict[str, str | None]:
    return {column: value if value or column in _TEXT else None for column, value in row.items()}


def _parents_first(found: list[dict[str, str | None]]) -> Iterator[dict[str, str | None]]:
    """Order rows so that what a row refers to is there before it: no parent, then current, then ended."""
    yield from sorted(found, key=lambda row: (row.get("parent") is not None, row.get("successor") is not None))
