"""How an invented association is reached. All addresses end in `.example`, and no number rings anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from directory.importing.demo.naming import slug
from directory.importing.demo.random_draw import choose

if TYPE_CHECKING:
    from directory.importing.demo.draft import DemoDraft
    from directory.importing.demo.random_draw import RandomFloat

Json = dict[str, Any]

_MAILBOXES: Final = ("info", "info", "info", "contact", "secretariaat", "bestuur", "hallo", "leden", "voorzitter")
_SOCIAL: Final = ("facebook", "facebook", "facebook", "instagram", "instagram", "youtube")
_LABELS: Final = ("", "", "", "", "Secretariaat", "Inschrijvingen", "Algemeen", "Verhuur van de zaal", "Jeugd")


def contacts(draft: DemoDraft) -> list[Json]:
    """Invent contact details: most have an e-mail address, some a site, a page elsewhere or a telephone."""
    random, site = draft.random, slug(draft.name)
    values: list[tuple[str, str]] = []
    if random() < 0.8:  # how many have each sort
        values.append(("E-mail", f"{choose(random, _MAILBOXES)}@{site}.example"))
    if random() < 0.08:
        values.append(("E-mail", f"jeugd@{site}.example"))
    if random() < 0.42:
        values.append(("Website", f"https://www.{site}.example"))
    if random() < 0.34:
        values.append(("SocialMedia", f"https://www.{choose(random, _SOCIAL)}.example/{site}"))
    if random() < 0.3:
        values.append(("Telefoon", telephone(random, draft.demo_place.zone)))
    return [_contact(draft, number, values) for number in range(len(values))]


def telephone(random: RandomFloat, zone: str) -> str:
    """Invent a telephone number: after the zone comes a 0, where no subscriber's number begins."""
    # Nine digits in all: a zone of two digits leaves seven, one of three leaves six.
    rest = f"{int(random() * 1e6):06}"
    return (
        f"{zone} 0{rest[:2]} {rest[2:4]} {rest[4:]}"
        if len(zone) == len("09")
        else f"{zone} 0{rest[1:2]} {rest[2:4]} {rest[4:]}"
    )


def _contact(draft: DemoDraft, number: int, values: list[tuple[str, str]]) -> Json:
    kind, value = values[number]
    return {
        "@id": f"cont:{draft.key}{number}",
        "@type": "schema:ContactPoint",
        "contactgegeventype": kind,
        "waarde": value,
        "beschrijving": choose(draft.random, _LABELS),
        # The first of its sort may be the primary one.
        "isPrimair": (number == 0 or values[number - 1][0] != kind) and draft.random() < 0.7,  # most are
    }
