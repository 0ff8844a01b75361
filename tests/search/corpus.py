"""Published associations in a few words, and sets of invented ones for the tests of the search."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from directory.geography.nis import is_municipality
from directory.publication.rows import Activity, Area, Association, Contact, Location, Membership, Recognition
from directory.search.criteria.periods import today

ACTIVITIES = {
    "SPRT": "Sport",
    "KECU": "Kunsten, Erfgoed & Cultuur",
    "JGDW": "Jeugdwerk",
    "SOVO": "Sociaal-cultureel volwassenenwerk",
    "GEWE": "Gezondheid & Welzijn",
}
# Municipality, its name, a district with its post code, and a point.
TOWNS: dict[str, tuple[str, str, str, float, float]] = {
    "24062": ("Leuven", "Kessel-Lo", "3010", 50.8855, 4.7372),
    "44021": ("Gent", "Ledeberg", "9050", 51.0370, 3.7420),
    "34022": ("Kortrijk", "Heule", "8501", 50.8370, 3.2370),
    "23027": ("Halle", "Buizingen", "1501", 50.7440, 4.2530),
    "24038": ("Herent", "Winksele", "3020", 50.9000, 4.6400),
}
_KINDS = ("Chiro", "Scouts", "Koor", "Voetbalclub", "Harmonie", "Turnkring", "Okra", "Toneelgroep", "Wandelclub")
_OWN = ("De Eendracht", "Sint-Jozef", "De Vrije Vogel", "Leieland", "De Zonnebloem", "Vooruit", "O.L.V.", "De Kring")
_TEXTS = ("", "Wandelen en samen zingen.", "Een koor voor kinderen.", "Sporten voor iedereen, elke week.")


def location(nis: str, **changes: Any) -> Location:
    """Return an address in a municipality."""
    name, _, _, lat, lon = TOWNS[nis]
    whole = Location(1, "Activiteiten", True, "", "Straat", "1", "", "9999", name, "België", "", nis, "", lat, lon, "")
    return whole._replace(**changes)


def in_district(nis: str) -> Location:
    """Return an address in the district of a municipality."""
    name, district, postcode, _, _ = TOWNS[nis]
    return location(nis, municipality=f"{district} ({name})", district=district, postcode=postcode)


def area(code: str) -> Area:
    """Return an area of operation."""
    kind = "gemeente" if is_municipality(code) else "provincie"
    name = TOWNS[code][0] if code in TOWNS else f"Provincie {code}"
    return Area(code, kind, name, code, None)


def activity(code: str) -> Activity:
    """Return a main activity."""
    return Activity(code, ACTIVITIES[code])


def contact(kind: str, value: str) -> Contact:
    """Return a contact detail."""
    return Contact(1, kind, value, "", True, "")


def recognition(status: str = "Actief") -> Recognition:
    """Return a recognition."""
    return Recognition(1, "OVO002949", "Leuven", "1", "Erkenning", None, None, None, "", status)


def membership(name: str) -> Membership:
    """Return the membership of an umbrella."""
    return Membership(1, "V0001001", name, None, None, "", "", "")


def association(number: int, name: str, **changes: Any) -> Association:
    """Return a public association; all that is not told is empty."""
    whole = Association(
        number, 1, f"V{number:07}", "VZW", "Vereniging zonder winstoogmerk", "", "", None, None, "", "", name,
        "", "", "", None, False, 0, 150, None, date(2026, 1, 2), (), (), (), (), (), (),
    )  # fmt: skip
    return whole._replace(**changes)


def invented(count: int, seed: int = 1) -> list[Association]:
    """Return associations that differ in all that can be searched and filtered."""
    chance = random.Random(seed)  # noqa: S311 - the same set in every run is the point
    return [_invented(1001 + number, chance) for number in range(count)]


def _invented(number: int, chance: random.Random) -> Association:
    homes = chance.sample(sorted(TOWNS), chance.choice((0, 1, 1, 1, 2)))
    works = chance.sample((*TOWNS, "BE24", "BE23", "BE25"), chance.choice((0, 0, 1, 2)))
    contacts = {
        "Website": f"https://v{number}.example",
        "E-mail": f"info@v{number}.example",
        "Telefoon": "016 00 00 00",
    }
    youngest, oldest = chance.choice(((0, 150), (6, 18), (18, 99), (60, 150), (0, 11)))
    return association(
        number,
        f"{chance.choice(_KINDS)} {chance.choice(_OWN)} {chance.choice(('', *[town[0] for town in TOWNS.values()]))}",
        type_code=chance.choice(("VZW", "VZER", "FV", "IVZW")),
        subtype_code=chance.choice(("", "FV", "SUB", "NB")),
        description=chance.choice(_TEXTS),
        min_age=youngest,
        max_age=oldest,
        modified_on=today() - timedelta(days=chance.choice((0, 27, 29, 32, 88, 93, 360, 367, 800))),
        activities=tuple(map(activity, chance.sample(sorted(ACTIVITIES), chance.choice((0, 1, 2))))),
        areas=tuple(map(area, works)),
        locations=tuple(chance.choice((location, in_district))(nis) for nis in homes),
        contacts=tuple(contact(kind, value) for kind, value in contacts.items() if chance.random() < 0.5),
        recognitions=(recognition(chance.choice(("Actief", "Geschorst"))),) if chance.random() < 0.4 else (),
    )
