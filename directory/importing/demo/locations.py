"""Where an invented association meets, gets its post and works."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from directory.importing.demo import words
from directory.importing.demo.patterns import compound, street
from directory.importing.demo.place_sampling import Spot, provinces
from directory.importing.demo.random_draw import between, entries, pick

if TYPE_CHECKING:
    from directory.importing.demo.draft import Drawn

Json = dict[str, Any]

# Real numbers of the address register are far shorter: these lead nowhere.
_FIRST_ADDRESS: Final = 9_000_000_000


@cache
def _halls(sort: str) -> tuple[str, ...]:
    return entries(words.HALLS[sort])


def locations(drawn: Drawn) -> list[Json]:
    """Invent one to four locations: halls, an address for the post, and the seat of a legal person."""
    roll, spot = drawn.roll, drawn.spot
    kinds = ["Activiteiten"] * _how_many(roll())
    if roll() < 0.66 or not kinds:  # two in three have an address for their post
        kinds.append("Correspondentie")
    if drawn.from_kbo:
        kinds.append("Maatschappelijke zetel volgens KBO")
    primary = int(roll() * 1.2 * len(kinds))  # now and then none of them is the primary one
    return [_location(drawn, number, kind, spot, primary=number == primary) for number, kind in enumerate(kinds)]


def _how_many(lot: float) -> int:
    return 0 if lot < 0.08 else 1 if lot < 0.78 else 2 if lot < 0.95 else 3  # shares of each number


def _location(drawn: Drawn, number: int, kind: str, spot: Spot, *, primary: bool) -> Json:
    roll = drawn.roll
    # The number of the house tells an association's own locations apart, also in one street.
    road, house = street(roll), f"{between(roll, 1, 24) * 8 + number}"
    lot = int(roll() * 1000)
    house, box = house + ("A" if lot % 10 == 0 else "B" if lot % 10 == 1 else ""), str(lot) if 0 < lot < 60 else ""
    town = spot.written
    address_id = _FIRST_ADDRESS + int(roll() * 1e9) if roll() < 0.65 else None  # two in three are matched
    return {
        "@id": f"loc:{drawn.key}{number}",
        "@type": "org:Site",
        "locatietype": kind,
        "isPrimair": primary,
        "naam": _hall(drawn) if kind == "Activiteiten" else "",
        "adres": {
            "@id": f"adressen:{drawn.key}{number}",
            "@type": "locn:Address",
            "straatnaam": road,
            "huisnummer": house,
            "busnummer": box,
            "postcode": spot.postcode,
            "gemeente": town,
            "land": "België",
        },
        "adresvoorstelling": f"{road} {house}{' bus ' + box if box else ''}, {spot.postcode} {town}, België",
        "adresId": address_id and {"broncode": "AR", "bronwaarde": f"https://data.vlaanderen.be/id/adres/{address_id}"},
        "verwijstNaar": address_id and {"@id": f"adressenregister:{address_id}", "@type": "geregistreerdAdres"},
    }


def _hall(drawn: Drawn) -> str:
    lot = drawn.roll()
    if lot < 0.15:  # some halls have no name
        return ""
    hall = pick(drawn.roll, _halls(drawn.kind.hall))
    return f"{hall} {compound(drawn.roll)}" if lot < 0.8 else f"{hall} {drawn.spot.place}"


def areas(drawn: Drawn) -> list[Json]:
    """Invent where it works: mostly its own municipality, or some around it, a province, everywhere or not told."""
    lot, spot = drawn.roll(), drawn.spot
    if lot < 0.22:  # shares of each answer
        return []
    if lot < 0.8:
        return [_area(drawn, 0, spot.lau, spot.town)]
    if lot < 0.93:
        around = spot.neighbours[: between(drawn.roll, 1, 5)]
        return [_area(drawn, number, *area) for number, area in enumerate(((spot.lau, spot.town), *around))]
    if lot < 0.99:
        return [_area(drawn, 0, *next(area for area in provinces() if area[0] == spot.province))]
    return [_area(drawn, 0, "NVT", "Niet van toepassing")]


def _area(drawn: Drawn, number: int, code: str, name: str) -> Json:
    return {"@id": f"wg:{drawn.key}{number}", "@type": "skos:Concept", "code": code, "naam": name}
