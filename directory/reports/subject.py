"""The subject of a report, as the form names it: the association, and to whom the report will be sent."""

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
class ReportSubject:
    """An association and the recipients of a report about it. Without Postgres only the vCode is known.

    `goes_to` acts on most reports; `others` on one that the association cannot be trusted to receive.
    """

    vcode: str
    name: str = ""
    goes_to: str = ""
    goes_to_association: bool = False
    others: str = ""

    @classmethod
    async def of(cls, connection: AsyncConnection, association: Association, services: Services) -> ReportSubject:
        """Return the subject for a published association."""
        goes_to_association = bool(addressees.public_mail_addresses(association))
        others = await _other_recipient(connection, association, services)
        goes_to = association.name if goes_to_association else others
        return cls(association.vcode, association.name, goes_to.rstrip("."), goes_to_association, others)

    def recipient(self, kind: str) -> str:
        """Return who acts on a report of a kind."""
        return self.others if kind in addressees.FOR_OTHERS else self.goes_to


async def _other_recipient(connection: AsyncConnection, association: Association, services: Services) -> str:
    nis = home_municipality(association.locations)
    area = services.search.reference.gazetteer.by_code.get(nis) if nis else None
    if nis and area and await repository.has_municipality_mail(connection, nis):
        return _("gemeente %(name)s") % {"name": area.name}
    return _("de beheerders van de %(site)s") % {"site": services.settings.site_name}
