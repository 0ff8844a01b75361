"""Locates an address: post code and name of the place give municipality (NIS code), district and coordinates.

Every writer of locations uses it, so that what is derived from an address is derived in one way.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BELGIUM: Final = frozenset({"", "België", "Belgie", "Belgique", "Belgium"})
_CACHED_PLACES = 20_000


class AddressPosition(NamedTuple):
    """Where an address lies, as far as is known; the fields of `LocationRecord` that are derived."""

    nis: str | None = None
    district: str = ""
    lat: float | None = None  # WGS 84 degrees
    lon: float | None = None


UNKNOWN_POSITION: Final = AddressPosition()


class PostalPlace(NamedTuple):
    """A place with its post code; the columns of `register.place`."""

    postcode: str
    name: str
    nis: str
    lat: float
    lon: float


class Municipality(NamedTuple):
    """A municipality of today; the French name finds those of Brussels."""

    code: str
    name: str
    name_fr: str
    lat: float | None
    lon: float | None


class AddressLocator:
    """Finds the position of an address by its post code and the name of its place."""

    def __init__(
        self, places: Iterable[PostalPlace], municipalities: Iterable[Municipality], former: Mapping[str, str]
    ) -> None:
        """Take places and municipalities of today, and the names of former ones with the code of their successor."""
        self._municipalities = {one.code: one for one in municipalities}
        self._by_name = {folded(name): code for name, code in former.items()}
        for one in self._municipalities.values():
            self._by_name |= {folded(name): one.code for name in (one.name, one.name_fr) if name}
        self._places = defaultdict(list)
        for place in places:
            self._places[place.postcode].append(place)
        self._cached = lru_cache(_CACHED_PLACES)(self._locate)

    def locate(self, postcode: str, place_name: str, country: str = "") -> AddressPosition:
        """Return the position of an address; nothing is known of one abroad."""
        return self._cached(postcode, place_name) if country in BELGIUM else UNKNOWN_POSITION

    def _locate(self, postcode: str, place_name: str) -> AddressPosition:
        """Try the surest clue first: a place of that name, a municipality of that name, the post code alone."""
        name, municipality = _split(place_name)
        places = self._places.get(postcode, [])
        if place := self._place_named(places, name, municipality):
            return self._position_of_place(place)
        code = self._by_name.get(folded(municipality))
        if len(places) == 1 and code in {None, places[0].nis}:
            return self._position_of_place(places[0])  # a post code of one place, however the place was written
        if code is None and len({place.nis for place in places}) == 1:
            code = places[0].nis
        return UNKNOWN_POSITION if code is None else self._position_of_municipality(code)

    def _place_named(self, places: list[PostalPlace], name: str, municipality: str) -> PostalPlace | None:
        wanted = folded(name)
        same_name = [place for place in places if folded(place.name) == wanted]
        in_municipality = [place for place in same_name if place.nis == self._by_name.get(folded(municipality))]
        return next(iter(in_municipality or same_name), None)

    def _position_of_place(self, place: PostalPlace) -> AddressPosition:
        municipality = self._municipalities.get(place.nis)
        is_municipality = municipality is not None and folded(place.name) == folded(municipality.name)
        return AddressPosition(place.nis, "" if is_municipality else place.name, place.lat, place.lon)

    def _position_of_municipality(self, code: str) -> AddressPosition:
        municipality = self._municipalities[code]
        return AddressPosition(code, "", municipality.lat, municipality.lon)


def _split(place_name: str) -> tuple[str, str]:
    """Return place and municipality: the register writes one that is no municipality as "Kessel-Lo (Leuven)"."""
    name, opening, rest = place_name.strip().partition("(")
    municipality = rest.removesuffix(")")
    is_district = opening and name.strip() and municipality and municipality != rest
    return (name.rstrip(), municipality) if is_district else (place_name, place_name)


def folded(name: str) -> str:
    """Return a name without case, accents and punctuation: "Kessel-Lo" is "Kessel Lo"."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in bare if character.isalnum())
