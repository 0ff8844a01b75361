"""Looks up the association of an address such as /vereniging/V0001001, or raises the answer for one that is gone."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from directory.platform.problems import NotFound
from directory.publication import reader

if TYPE_CHECKING:
    from directory.platform.database import AsyncConnection
    from directory.publication.rows import Association

_VCODE = re.compile(r"[Vv]\d{7}", re.ASCII)


async def association_of(connection: AsyncConnection, vcode: str) -> Association:
    """Read a public association; raises 410 for one that left, and 404 for what never was one."""
    if not _VCODE.fullmatch(vcode):
        raise NotFound
    canonical = vcode.upper()
    association = await reader.by_vcode(connection, canonical)
    if association is None:
        raise HTTPException(HTTPStatus.GONE) if await reader.has_departed(connection, canonical) else NotFound
    return association
