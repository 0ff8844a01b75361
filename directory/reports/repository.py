"""Reports in Postgres as the web may use them: it inserts, and cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directory.platform.database import AsyncConnection
    from directory.reports.form import ReportForm

# The web may not read the table, so it cannot name the column of the conflict: only the reference can conflict.
_INSERT = """
INSERT INTO site.report (reference, vcode, kind, message, contact)
VALUES (%(reference)s, %(vcode)s, %(kind)s, %(message)s, %(contact)s)
ON CONFLICT DO NOTHING
"""


async def insert_report(connection: AsyncConnection, reference: str, vcode: str, form: ReportForm) -> None:
    """Insert a report. Idempotent: the same reference again changes nothing."""
    async with connection.transaction():
        # The pool of the web is read-only otherwise.
        await connection.execute("SET TRANSACTION READ WRITE")
        values = {"reference": reference, "vcode": vcode, "kind": form.kind}
        await connection.execute(_INSERT, {**values, "message": form.message, "contact": form.contact})


async def has_municipality_mail(connection: AsyncConnection, nis: str) -> bool:
    """Tell whether a municipality gave an address for reports."""
    rows = await connection.execute("SELECT nis FROM site.municipality_mail WHERE nis = %s", (nis,))
    return await rows.fetchone() is not None
