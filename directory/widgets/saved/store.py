"""Saved widgets, in the schema of the site: only the holder of the secret link may change one.

The link is shown once. Only its SHA-256 is kept: the token has 256 random bits, so nothing can be guessed from that.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

from directory.platform import database
from directory.widgets.settings.model import WidgetOptions

if TYPE_CHECKING:
    from datetime import datetime

    from directory.platform.database import AsyncConnection, Pool

LONGEST_TITLE = 120
LONGEST_CONFIGURATION = 2_000
CHANGES_SHOWN = 100
_ID = re.compile(r"[a-z2-7]{12}", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_NO_HASH = bytes(32)


@dataclass(frozen=True, slots=True)
class WidgetDraft:
    """What the owner may set: a title, a configuration as the query of a URL, and the sites that may show it."""

    title: str
    configuration: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedWidget:
    """A saved widget. Without origins every site may show it."""

    id: str
    draft: WidgetDraft
    created_at: datetime
    changed_at: datetime

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of its configuration."""
        return parse_qsl(self.draft.configuration, keep_blank_values=True)

    @property
    def options(self) -> WidgetOptions:
        """The widget that names this one and nothing else: what stands in the code to paste."""
        return WidgetOptions(widget=self.id)


class WidgetChange(NamedTuple):
    """One field of a saved widget that became something else. Who did it had the secret link: more is not known."""

    changed_at: datetime
    field: str
    before: str
    after: str


def is_id(text: str) -> bool:
    """Tell whether `text` has the form of an id."""
    return _ID.fullmatch(text) is not None


async def create(pool: Pool, draft: WidgetDraft) -> tuple[str, str]:
    """Save a widget; return its id, and the token, of which only a hash is kept."""
    widget_id = base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()[:12]
    token = secrets.token_urlsafe(32)
    async with database.writing(pool) as connection:
        await connection.execute(
            "INSERT INTO site.widget (id, title, configuration, origins, token_hash) VALUES (%s, %s, %s, %s, %s)",
            (widget_id, draft.title, draft.configuration, list(draft.origins), _hash(token)),
        )
    return widget_id, token


async def read(connection: AsyncConnection, widget_id: str) -> SavedWidget | None:
    """Return a saved widget, or None."""
    cursor = await connection.execute(
        "SELECT title, configuration, origins, created_at, changed_at FROM site.widget WHERE id = %s", (widget_id,)
    )
    row = await cursor.fetchone()
    return None if row is None else SavedWidget(widget_id, WidgetDraft(row[0], row[1], tuple(row[2])), row[3], row[4])


async def read_by_token(connection: AsyncConnection, widget_id: str, token: str) -> SavedWidget | None:
    """Return the widget when the token is that of its secret link; None otherwise, whether it exists or not."""
    if not is_id(widget_id) or not _TOKEN.fullmatch(token):
        return None
    cursor = await connection.execute("SELECT token_hash FROM site.widget WHERE id = %s", (widget_id,))
    row = await cursor.fetchone()
    if not hmac.compare_digest(_hash(token), _NO_HASH if row is None else bytes(row[0])):
        return None
    return await read(connection, widget_id)


async def change(pool: Pool, widget_id: str, draft: WidgetDraft) -> bool:
    """Set what the draft says and write down what that changed; return whether the widget was still there."""
    async with database.writing(pool) as connection:
        await connection.execute("SELECT FROM site.widget WHERE id = %s FOR UPDATE", (widget_id,))
        before = await read(connection, widget_id)
        if before is None:
            return False
        differences = _differences(before.draft, draft)
        if differences:
            await connection.execute(
                "UPDATE site.widget SET title = %s, configuration = %s, origins = %s, changed_at = now() WHERE id = %s",
                (draft.title, draft.configuration, list(draft.origins), widget_id),
            )
            await connection.cursor().executemany(
                "INSERT INTO site.widget_change (widget_id, field, before, after) VALUES (%s, %s, %s, %s)",
                [(widget_id, *difference) for difference in differences],
            )
    return True


async def delete(pool: Pool, widget_id: str) -> None:
    """Remove a widget with its history and its figures, for good."""
    async with database.writing(pool) as connection:
        await connection.execute("DELETE FROM site.widget WHERE id = %s", (widget_id,))


async def changes(connection: AsyncConnection, widget_id: str) -> list[WidgetChange]:
    """Return the latest changes, newest first."""
    cursor = await connection.execute(
        "SELECT changed_at, field, before, after FROM site.widget_change WHERE widget_id = %s"
        " ORDER BY id DESC LIMIT %s",
        (widget_id, CHANGES_SHOWN),
    )
    return [WidgetChange(*row) for row in await cursor.fetchall()]


def _differences(before: WidgetDraft, after: WidgetDraft) -> list[tuple[str, str, str]]:
    fields = (
        ("title", before.title, after.title),
        ("configuration", before.configuration, after.configuration),
        ("origins", " ".join(before.origins), " ".join(after.origins)),
    )
    return [field for field in fields if field[1] != field[2]]


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
