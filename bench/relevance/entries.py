"""What the judge knows of an association: read from its line in the import file, never from the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from bench.relevance import places, spelling
from bench.relevance.places import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Json = dict[str, Any]

_HIDDEN = ("teVerwijderen", "isVerwijderd", "isUitgeschrevenUitPubliekeDatastroom", "isDubbelVan")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One public association."""

    vcode: str
    name: str
    short_name: str
    call_name: str
    searchable_text: str  # description and umbrellas, folded
    spots: frozenset[Spot]
    postcodes: frozenset[str]
    works: frozenset[str]  # municipalities that it says it works in
    kbo: str
    contacts: tuple[tuple[str, str], ...]
    tokens: tuple[str, ...]
    key: str
    made_by_hand: bool

    def is_at(self, where: frozenset[Spot]) -> bool:
        """Tell whether it has an address in one of these places."""
        return any(spot in where or Spot(spot.nis) in where for spot in self.spots)

    @property
    def place_names(self) -> set[str]:
        """The names of the places and municipalities of its addresses."""
        towns = places.towns()
        return {name for spot in self.spots for name in (spot.district, towns[spot.nis]["name"])}


def entries(lines: Iterable[bytes], by_hand: frozenset[str]) -> Iterator[Entry]:
    """Yield the public associations of an import file."""
    bodies = [body for line in lines if _is_public(body := orjson.loads(line)["vereniging"])]
    names = {body["vCode"]: body["naam"] for body in bodies}
    districts = {(place.postcode, place.written): place.spot for place in places.places()}
    for body in bodies:
        yield _entry(body, names, districts, by_hand)


def _is_public(body: Json) -> bool:
    return not any(body.get(key) for key in _HIDDEN) and body["status"] == "Actief"


def _entry(body: Json, names: dict[str, str], districts: dict[tuple[str, str], Spot], by_hand: frozenset[str]) -> Entry:
    addresses = [location["adres"] for location in body["locaties"]]
    umbrellas = [names.get(item["andereVereniging"], "") for item in body["lidmaatschappen"]]
    nis_of = places.nis_of_area()
    return Entry(
        body["vCode"],
        body["naam"],
        body["korteNaam"],
        body.get("roepnaam", ""),
        spelling.folded(" \n ".join((body["korteBeschrijving"], *umbrellas))),
        frozenset(districts[address["postcode"], address["gemeente"]] for address in addresses),
        frozenset(address["postcode"] for address in addresses),
        frozenset(nis_of[area["code"]] for area in body["werkingsgebieden"] if area["code"] in nis_of),
        next((item["waarde"] for item in body["sleutels"] if item["bron"] == "KBO"), ""),
        tuple((item["contactgegeventype"], item["waarde"]) for item in body["contactgegevens"]),
        spelling.tokens(body["naam"]),
        spelling.key(body["naam"]),
        body["vCode"] in by_hand,
    )
