"""The ways to take part in an association: mail it, call it, visit its website, go where it meets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from directory.platform.i18n import _
from directory.urls import contact_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from directory.publication.rows import Association, Location

MEETS_AT, SEAT = "Activiteiten", "Maatschappelijke zetel volgens KBO"


class Action(NamedTuple):
    """A way to take part. `kind` is the name of its icon."""

    kind: str
    label: str
    href: str


def actions(association: Association) -> Iterator[Action]:
    """Yield the ways that this association has, each by the first contact detail that can be followed."""
    subject = str(_("Meedoen bij %(name)s") % {"name": association.name})
    ways: tuple[tuple[str, str, str, Callable[[str], str | None]], ...] = (
        ("mail", _("Mail"), "E-mail", lambda value: contact_links.mail_address_about(value, subject)),
        ("call", _("Bel"), "Telefoon", contact_links.phone_address),
        ("website", _("Website"), "Website", contact_links.safe_address),
    )
    for kind, label, contact_kind, address in ways:
        links = (address(item.value) for item in association.contacts if item.kind == contact_kind)
        if href := next(filter(None, links), None):
            yield Action(kind, label, href)
    if href := contact_links.route_address(_destination(association.locations)):
        yield Action("route", _("Route"), href)


def _destination(locations: Iterable[Location]) -> str:
    """Return the address to go to: where people meet, else the seat. Without a street, or of the post, it is none."""
    locations = tuple(locations)
    places = (place for kind in (MEETS_AT, SEAT) for place in locations if place.kind == kind and place.street)
    return next(map(_on_a_map, places), "")


def _on_a_map(place: Location) -> str:
    """Return `Dorp 12, 9971 Lembeke`: a map knows no name of a hall, no box at the door, and one town at a time."""
    town = place.district or place.municipality.partition(" (")[0]
    parts = ((place.street, place.house_number), (place.postcode, town), (place.country,))
    return ", ".join(filter(None, (" ".join(filter(None, part)) for part in parts)))
