"""The box in Postgres as the web knows it: a report goes in, nothing comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directory.platform.database import AsyncConnection
    from directory.reports.form import Typed

# The web may not read the table, so it cannot name the conflict either: the number is the only thing that can conflict.
_DROP = """
INSERT INTO site.report (reference, vcode, kind, message, contact)
VALUES (%(reference)s, %(vcode)s, %(kind)s, %(message)s, %(contact)s)
ON CONFLICT DO NOTHING
"""


async def drop(connection: AsyncConnection, reference: str, vcode: str, typed: Typed) -> None:
    """Put a report in the box; the same one twice is one."""
    async with connection.transaction():
        # Everything else that the web asks of Postgres only reads.
        await connection.execute("SET TRANSACTION READ WRITE")
        values = {"reference": reference, "vcode": vcode, "kind": typed.kind}
        await connection.execute(_DROP, {**values, "message": typed.message, "contact": typed.contact})


async def municipality_listens(connection: AsyncConnection, nis: str) -> bool:
    """Tell whether a municipality gave an address for reports."""
    found = await connection.execute("SELECT nis FROM site.municipality_mail WHERE nis = %s", (nis,))
    return await found.fetchone() is not None
