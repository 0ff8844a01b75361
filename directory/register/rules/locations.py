"""Rules for locations."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from directory.register.rules import messages
from directory.register.rules.basics import WITH_LEGAL_PERSONALITY
from directory.register.rules.periods import LONGEST_LABEL
from directory.register.rules.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.register.records import AssociationRecord, LocationRecord

ACTIVITIES: Final = "Activiteiten"
CORRESPONDENCE: Final = "Correspondentie"
SEAT: Final = "Maatschappelijke zetel volgens KBO"
KINDS: Final = frozenset({ACTIVITIES, CORRESPONDENCE, SEAT})
ADDRESS_REGISTER: Final = "https://data.vlaanderen.be/id/adres/"

# What an address must have, by the register's name of the part.
_REQUIRED: Final = {
    "straatnaam": "street",
    "huisnummer": "house_number",
    "postcode": "postcode",
    "gemeente": "municipality",
    "land": "country",
}


def check(association: AssociationRecord) -> Iterator[Violation]:
    """Look at each location, and at all of them together."""
    locations = association.locations
    if not locations:
        return
    from_kbo = association.type_code in WITH_LEGAL_PERSONALITY
    for number, location in enumerate(locations):
        path = f"locaties[{number}]"
        yield from _check_kind(path, location, from_kbo=from_kbo)
        yield from _check_address(path, location)
        if len(location.name) > LONGEST_LABEL:
            yield Violation(f"{path}.naam", messages.TOO_LONG.format("'Locatienaam'"))
    yield from _check_together(locations)


def _check_kind(path: str, location: LocationRecord, *, from_kbo: bool) -> Iterator[Violation]:
    if location.kind not in KINDS:
        yield Violation(f"{path}.locatietype", messages.LOCATION_TYPE)
    elif location.kind == SEAT and not from_kbo:
        yield Violation(f"{path}.locatietype", messages.LOCATION_SEAT)


def _check_address(path: str, location: LocationRecord) -> Iterator[Violation]:
    # A person who adds a location gives an address or an address id; the register then fills in the other, so that
    # what it holds may have both.
    missing = [part for part, field in _REQUIRED.items() if not getattr(location, field).strip()]
    if len(missing) == len(_REQUIRED):
        if not location.address_id:
            yield Violation(path, messages.LOCATION_WITHOUT_ADDRESS)
    else:
        for part in missing:
            yield Violation(f"{path}.adres.{part}", messages.REQUIRED.format(part))
    if location.address_id and not location.address_id.startswith(ADDRESS_REGISTER):
        yield Violation(f"{path}.adresId.bronwaarde", messages.ADDRESS_ID)


def _check_together(locations: Sequence[LocationRecord]) -> Iterator[Violation]:
    if len(locations) == 1:
        return
    kinds = [location.kind for location in locations]
    if kinds.count(CORRESPONDENCE) > 1:
        yield Violation("locaties", messages.LOCATION_TWO_CORRESPONDENCE)
    if kinds.count(SEAT) > 1:
        yield Violation("locaties", messages.LOCATION_TWO_SEATS)
    if sum(location.is_primary for location in locations) > 1:
        yield Violation("locaties", messages.LOCATION_TWO_PRIMARY)
    if len({key(location) for location in locations}) < len(locations):
        yield Violation("locaties", messages.LOCATION_TWICE)


def key(location: LocationRecord) -> tuple[str, ...]:
    """Return what makes two locations the same: an address is compared by its letters and digits alone."""
    return (
        location.kind,
        location.name,
        comparable(location.street),
        comparable(location.house_number),
        comparable(location.box),
        comparable(location.postcode),
        comparable(location.municipality),
        comparable(location.country),
        # Without any address the id alone tells two locations apart.
        "" if location.street else location.address_id,
    )


@lru_cache(maxsize=4096)  # municipalities, post codes and common street names come again and again
def comparable(text: str) -> str:
    """Return `text` in lower case without accents and without all that is neither a letter a-z nor a digit."""
    lowered = text.lower()
    if lowered.isascii() and lowered.isalnum():
        return lowered
    plain = unicodedata.normalize("NFD", lowered).encode("ascii", "ignore").decode()
    return "".join(filter(str.isalnum, plain))
