"""What a report is about, as the form names it: the association, and who will hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.geography.shown_place import home_municipality
from directory.platform import i18n
from directory.reports import addressees, repository

if TYPE_CHECKING:
    from directory.platform.database import AsyncConnection
    from directory.publication.rows import Association
    from directory.services import Services

_ = i18n._


@dataclass(frozen=True, slots=True)
class Subject:
    """An association by vCode and, unless Postgres is away, by name, with whom a report goes to."""

    vcode: str
    name: str = ""
    goes_to: str = ""
    is_told_itself: bool = False

    @classmethod
    async def of(cls, connection: AsyncConnection, association: Association, services: Services) -> Subject:
        """Make the subject of a published association."""
        is_told_itself = bool(addressees.mails(association))
        goes_to = association.name if is_told_itself else await _keeper(connection, association, services)
        return cls(association.vcode, association.name, goes_to.rstrip("."), is_told_itself)


async def _keeper(connection: AsyncConnection, association: Association, services: Services) -> str:
    nis = home_municipality(association.locations)
    area = services.search.reference.gazetteer.by_code.get(nis) if nis else None
    if nis and area and await repository.municipality_listens(connection, nis):
        return _("gemeente %(name)s") % {"name": area.name}
    return _("de beheerders van %(site)s") % {"site": services.settings.site_name}
