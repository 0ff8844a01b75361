"""Who hears of a mistake: the association itself, else its municipality, else those who keep the site."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from directory.reports import mail_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.publication.rows import Association

_MAIL = "E-mail"


class Addressee(StrEnum):
    """Who a report goes to; the value stands in Postgres."""

    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"
    SITE = "site"


class Address(NamedTuple):
    """One address that a report can go to."""

    who: Addressee
    mail: str


def addresses(association: Association | None, municipality_mail: str | None, contact_email: str) -> Iterator[Address]:
    """Yield where a report can go, the best first; an association that is no longer public is not written to."""
    if association is not None:
        yield from (Address(Addressee.ASSOCIATION, mail) for mail in mails(association))
        if municipality_mail is not None:
            yield Address(Addressee.MUNICIPALITY, municipality_mail)
    yield Address(Addressee.SITE, contact_email)


def mails(association: Association) -> tuple[str, ...]:
    """Return the addresses that an association gives to the public and that mail can go to, its primary one first."""
    given = (mail_address.plain(contact.value) for contact in association.contacts if contact.kind == _MAIL)
    return tuple(dict.fromkeys(mail for mail in given if mail))
