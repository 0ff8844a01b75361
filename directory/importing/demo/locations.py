"""Where an invented association meets, gets its post and works."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from directory.importing.demo import words
from directory.importing.demo.patterns import compound, street
from directory.importing.demo.place_sampling import DemoPlace, provinces
from directory.importing.demo.random_draw import between, choose, entries

if TYPE_CHECKING:
    from directory.importing.demo.draft import DemoDraft

Json = dict[str, Any]

# Real numbers of the address register are far shorter: these lead nowhere.
_FIRST_ADDRESS: Final = 9_000_000_000


@cache
def _halls(sort: str) -> tuple[str, ...]:
    return entries(words.HALLS[sort])


def locations(draft: DemoDraft) -> list[Json]:
    """Invent one to four locations: halls, an address for the post, and the seat of a legal person."""
    random, demo_place = draft.random, draft.demo_place
    kinds = ["Activiteiten"] * _how_many(random())
    if random() < 0.66 or not kinds:  # two in three have an address for their post
        kinds.append("Correspondentie")
    if draft.from_kbo:
        kinds.append("Maatschappelijke zetel volgens KBO")
    primary = int(random() * 1.2 * len(kinds))  # now and then none of them is the primary one
    return [_location(draft, number, kind, demo_place, primary=number == primary) for number, kind in enumerate(kinds)]


def _how_many(draw: float) -> int:
    return 0 if draw < 0.08 else 1 if draw < 0.78 else 2 if draw < 0.95 else 3  # shares of each number


def _location(draft: DemoDraft, number: int, kind: str, demo_place: DemoPlace, *, primary: bool) -> Json:
    random = draft.random
    # The number of the house tells an association's own locations apart, also in one street.
    road, house = street(random), f"{between(random, 1, 24) * 8 + number}"
    draw = int(random() * 1000)
    house, box = house + ("A" if draw % 10 == 0 else "B" if draw % 10 == 1 else ""), str(draw) if 0 < draw < 60 else ""
    town = demo_place.written
    address_id = _FIRST_ADDRESS + int(random() * 1e9) if random() < 0.65 else None  # two in three are matched
    return {
        "@id": f"loc:{draft.key}{number}",
        "@type": "org:Site",
        "locatietype": kind,
        "isPrimair": primary,
        "naam": _hall(draft) if kind == "Activiteiten" else "",
        "adres": {
            "@id": f"adressen:{draft.key}{number}",
            "@type": "locn:Address",
            "straatnaam": road,
            "huisnummer": house,
            "busnummer": box,
            "postcode": demo_place.postcode,
            "gemeente": town,
            "land": "België",
        },
        "adresvoorstelling": f"{road} {house}{' bus ' + box if box else ''}, {demo_place.postcode} {town}, België",
        "adresId": address_id and {"broncode": "AR", "bronwaarde": f"https://data.vlaanderen.be/id/adres/{address_id}"},
        "verwijstNaar": address_id and {"@id": f"adressenregister:{address_id}", "@type": "geregistreerdAdres"},
    }


def _hall(draft: DemoDraft) -> str:
    draw = draft.random()
    if draw < 0.15:  # some halls have no name
        return ""
    hall = choose(draft.random, _halls(draft.kind.hall))
    return f"{hall} {compound(draft.random)}" if draw < 0.8 else f"{hall} {draft.demo_place.place}"


def areas(draft: DemoDraft) -> list[Json]:
    """Invent where it works: mostly its own municipality, or some around it, a province, everywhere or nothing."""
    draw, demo_place = draft.random(), draft.demo_place
    if draw < 0.22:  # shares of each answer
        return []
    if draw < 0.8:
        return [_area(draft, 0, demo_place.lau, demo_place.town)]
    if draw < 0.93:
        around = demo_place.neighbours[: between(draft.random, 1, 5)]
        return [_area(draft, number, *area) for number, area in enumerate(((demo_place.lau, demo_place.town), *around))]
    if draw < 0.99:
        return [_area(draft, 0, *next(area for area in provinces() if area[0] == demo_place.province))]
    return [_area(draft, 0, "NVT", "Niet van toepassing")]


def _area(draft: DemoDraft, number: int, code: str, name: str) -> Json:
    return {"@id": f"wg:{draft.key}{number}", "@type": "skos:Concept", "code": code, "naam": name}
