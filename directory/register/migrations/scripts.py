"""Runs the SQL file of a revision."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from alembic import op


def run_script(revision: str, direction: Literal["up", "down"]) -> None:
    """Run `sql/<revision>.<direction>.sql` as one multi-statement script, exactly as it is written there."""
    script = files(__package__).joinpath("sql", f"{revision}.{direction}.sql").read_text(encoding="utf-8")
    connection = op.get_bind().connection.dbapi_connection
    if connection is None:
        raise RuntimeError("The migration has lost its database connection; run it again.")
    # Straight to the driver: SQLAlchemy would read the colons and percent signs of PL/pgSQL as parameters.
    connection.cursor().execute(script.encode())  # no parameters: the driver then sends the script as it is
