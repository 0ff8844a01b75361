"""Which of its addresses an association is shown at: one rule for lists, cards, pictures, crumbs and reports.

1. an address in the place that was searched for;
2. where its activities are;
3. its seat;
4. any other public address;
5. its correspondence address, of which only post code and municipality are public.

Within a kind its primary address goes first, then the order of the register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from directory.geography.nis import district_code, province_of
from directory.language.normalise import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.geography.gazetteer import Gazetteer, Place

# By the register's code of the kind of address.
_KIND_ORDER = {"Activiteiten": 0, "Maatschappelijke zetel volgens KBO": 1, "Correspondentie": 3}
_OTHER_KIND = 2


class Address(Protocol):
    """What the rule reads of an address; a row of `publication.location` has it."""

    @property
    def kind(self) -> str: ...  # noqa: D102 - the register's code
    @property
    def is_primary(self) -> bool: ...  # noqa: D102 - as registered
    @property
    def nis(self) -> str | None: ...  # noqa: D102 - the municipality of today; none when it is not known
    @property
    def municipality(self) -> str: ...  # noqa: D102 - as written in the address
    @property
    def district(self) -> str: ...  # noqa: D102 - idem; may be empty
    @property
    def postcode(self) -> str: ...  # noqa: D102 - idem


class ListedAddress(NamedTuple):
    """An address as a search document keeps it. The document's order is that of the rule, so a kind is not needed."""

    nis: str
    municipality: str
    district: str
    postcode: str
    kind: str = ""
    is_primary: bool = False


AnyAddress = TypeVar("AnyAddress", bound=Address)


def best_first(addresses: Iterable[AnyAddress]) -> list[AnyAddress]:
    """Return the addresses of an association in the order of the rule, whatever was searched for."""
    return sorted(addresses, key=lambda address: (_KIND_ORDER.get(address.kind, _OTHER_KIND), not address.is_primary))


def shown_address(addresses: Iterable[AnyAddress], searched: Place | None = None) -> AnyAddress | None:
    """Return the address at which an association is shown; None when it has no public one."""
    ordered = best_first(addresses)
    if searched is not None:
        ordered.sort(key=lambda address: -_belongs(address, searched))
    return next(iter(ordered), None)


def shown_place(addresses: Iterable[Address], gazetteer: Gazetteer, searched: Place | None = None) -> str:
    """Return `Kessel-Lo, Leuven` or `Leuven`; empty without a public address."""
    address = shown_address(addresses, searched)
    if address is None:
        return ""
    known = gazetteer.by_code.get(address.nis or "")
    municipality = known.name if known else address.municipality
    is_part = address.district and slug(address.district) != slug(municipality)
    return f"{address.district}, {municipality}" if is_part else municipality


def home_municipality(addresses: Iterable[Address]) -> str | None:
    """Return the NIS code of the municipality of an association: of its first address in one that is known."""
    return next((address.nis for address in best_first(addresses) if address.nis), None)


def _belongs(address: Address, place: Place) -> int:
    """Tell how well an address fits a place: 2 in its district or post code, 1 in its municipality or province."""
    nis = address.nis or ""
    if place.is_narrow and (
        address.postcode in place.postcodes
        or (address.district and district_code(nis, address.district) in place.districts)
    ):
        return 2
    return int(nis in place.areas or province_of(nis) in place.areas)
