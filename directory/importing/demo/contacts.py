"""How an invented association is reached. All addresses end in `.example`, and no number rings anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from directory.importing.demo.naming import slug
from directory.importing.demo.random_draw import pick

if TYPE_CHECKING:
    from directory.importing.demo.draft import Drawn
    from directory.importing.demo.random_draw import Roll

Json = dict[str, Any]

_MAILBOXES: Final = ("info", "info", "info", "contact", "secretariaat", "bestuur", "hallo", "leden", "voorzitter")
_SOCIAL: Final = ("facebook", "facebook", "facebook", "instagram", "instagram", "youtube")
_LABELS: Final = ("", "", "", "", "Secretariaat", "Inschrijvingen", "Algemeen", "Verhuur van de zaal", "Jeugd")


def contacts(drawn: Drawn) -> list[Json]:
    """Invent contact details: most have an e-mail address, some a site, a page elsewhere or a telephone."""
    roll, site = drawn.roll, slug(drawn.name)
    told: list[tuple[str, str]] = []
    if roll() < 0.8:  # how many have each sort
        told.append(("E-mail", f"{pick(roll, _MAILBOXES)}@{site}.example"))
    if roll() < 0.08:
        told.append(("E-mail", f"jeugd@{site}.example"))
    if roll() < 0.42:
        told.append(("Website", f"https://www.{site}.example"))
    if roll() < 0.34:
        told.append(("SocialMedia", f"https://www.{pick(roll, _SOCIAL)}.example/{site}"))
    if roll() < 0.3:
        told.append(("Telefoon", telephone(roll, drawn.spot.zone)))
    return [_contact(drawn, number, told) for number in range(len(told))]


def telephone(roll: Roll, zone: str) -> str:
    """Invent a telephone number: after the zone comes a 0, where no subscriber's number begins."""
    # Nine digits in all: a zone of two digits leaves seven, one of three leaves six.
    rest = f"{int(roll() * 1e6):06}"
    return (
        f"{zone} 0{rest[:2]} {rest[2:4]} {rest[4:]}"
        if len(zone) == len("09")
        else f"{zone} 0{rest[1:2]} {rest[2:4]} {rest[4:]}"
    )


def _contact(drawn: Drawn, number: int, told: list[tuple[str, str]]) -> Json:
    kind, value = told[number]
    return {
        "@id": f"cont:{drawn.key}{number}",
        "@type": "schema:ContactPoint",
        "contactgegeventype": kind,
        "waarde": value,
        "beschrijving": pick(drawn.roll, _LABELS),
        # The first of its sort may be the primary one.
        "isPrimair": (number == 0 or told[number - 1][0] != kind) and drawn.roll() < 0.7,  # most are
    }
