"""The recipients of a report, by what it is about: whoever can act on it, else those who run the site.

An association mends its own name. That it is gone, or that its contact details are wrong, must reach another: its
municipality, else those who run the site. The association gets a copy of that, in case it does exist.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from directory.reports import mail_address
from directory.reports.form import ReportKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.publication.rows import Association

_MAIL = "E-mail"


class Addressee(StrEnum):
    """The kind of recipient of a report; the value is stored in Postgres."""

    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"
    SITE = "site"


class ReportAddress(NamedTuple):
    """A mail address that a report can be sent to."""

    addressee: Addressee
    mail: str


# What the association itself cannot be trusted to receive.
FOR_OTHERS = frozenset({ReportKind.STOPPED, ReportKind.CONTACT})


def report_addresses(
    association: Association | None, municipality_mail: str | None, contact_email: str, kind: str
) -> Iterator[ReportAddress]:
    """Yield the addresses to try, in order; None stands for an association that is no longer public."""
    if association is not None:
        if kind not in FOR_OTHERS:
            yield from (ReportAddress(Addressee.ASSOCIATION, mail) for mail in public_mail_addresses(association))
        if municipality_mail is not None:
            yield ReportAddress(Addressee.MUNICIPALITY, municipality_mail)
    yield ReportAddress(Addressee.SITE, contact_email)


def copy_address(association: Association | None, kind: str) -> str | None:
    """Return the association's address for a copy of a report that goes to others; None when it gets none."""
    if association is None or kind not in FOR_OTHERS:
        return None
    return next(iter(public_mail_addresses(association)), None)


def public_mail_addresses(association: Association) -> tuple[str, ...]:
    """Return the public e-mail addresses of an association that mail can be sent to, the primary one first."""
    addresses = (mail_address.plain(contact.value) for contact in association.contacts if contact.kind == _MAIL)
    return tuple(dict.fromkeys(mail for mail in addresses if mail))
