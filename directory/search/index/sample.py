"""Invented associations whose documents stand for all others when the fingerprint of the index is computed.

They use every field, and every word that the tables of the language hold: a word that is added to or taken from a
table (synonyms, stems, compounds, abbreviations, stop words) changes the sample, and with it the fingerprint.
"""

from __future__ import annotations

import ast
import csv
import re
from datetime import date
from importlib.resources import files
from itertools import cycle
from typing import TYPE_CHECKING, TypeVar

from directory.publication.rows import Activity, Area, Association, Contact, Location, Membership, Recognition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Item = TypeVar("_Item")

# Names as people write them: legal forms, abbreviations, saints, compounds, accents, numbers, other scripts.
_NAMES = (
    "Koninklijke Fanfare Sint-Cecilia vzw",
    "K.V.C. De Zwaluw Lier",
    "KSA Sint-Jozef",
    "Chiro O.-L.-Vrouw van Lourdes",
    "'t Verlof",
    "St. Jozefskring & Vrienden",
    "H. Hartkoor",
    "Damesturnkring De Zonen van Polen",
    "Tafeltennisclub Tempo 2000",
    "Wielertoeristenclub De Trappers",
    "Dorpsfanfare De Eendracht",
    "Onze-Lieve-Vrouwkerkkoor",
    "Harmonie L'Union Fraternelle",
    "Natuurpunt Vogelwerkgroep",
    "Ijsclub De Ijsvogel",
    "Café Théâtre Crème",
    "𝗞𝗼𝗼𝗿™ Großartig Øresund",  # noqa: RUF001 - letters of another alphabet on purpose
    "Jeugdhuis № 5",
    "Αθήνα Москва 東京",
    "De",
)
# Text as descriptions have it: inflected words, so that a change of a rule of stemming shows.
_DESCRIPTIONS = (
    "Wij zwemmen, lopen, fietsen en wandelen elke zondag; wie zwom of liep, is welkom. Kinderen en ouders samen.",
    "Duiven, bijen, konijnen, kippen en katjes: houders en kwekers van kleine dieren ruilen ervaringen uit.",
    "Koren, orkesten, harmonieën en fanfares uit de streek; zangers, muzikanten en dansers van alle leeftijden.",
    "Wij kamperen met poppen, spelen petanque, kaarten en schaken; de grootste groep van jonge toneelspelers.",
    "Naailessen, kookcursussen, fotografieworkshops en taallessen voor nieuwkomers, vluchtelingen en hun buren.",
    "Rolstoelbasketbal, zaalvoetbal, volksdansen, heemkunde, bijbelstudie, zelfhulpgroepen en buurtverenigingen.",
    "Bezoek www.voorbeeld.be of mail naar info@voorbeeld.be. Sinds 1950; 65-plussers, 12- tot 16-jarigen, 3e leeftijd.",
    "",
)
_PLACES = (
    ("24062", "Leuven", "Heverlee", "3001", 50.86, 4.69),
    ("11002", "Antwerpen", "Hoboken", "2660", 51.17, 4.34),
    ("44021", "Gent", "Sint-Amandsberg", "9040", 51.06, 3.75),
    ("11050", "Wijnegem", "", "2110", 51.22, 4.52),
    ("21004", "Brussel", "Laken", "1020", 50.88, 4.35),
    ("72039", "Houthalen-Helchteren", "Helchteren", "3530", 51.05, 5.38),
    ("", "Amsterdam", "", "1012 AB", None, None),
)
_AREAS = (
    Area("24062", "gemeente", "Leuven", "", "BE24"),
    Area("BE23", "provincie", "Oost-Vlaanderen", "", None),
    Area("44021", "gemeente", "Gent", "", "BE23"),
    Area("NVT", "nvt", "Niet van toepassing", "", None),
)
_LOCATION_KINDS = ("Correspondentie", "Activiteiten", "Maatschappelijke zetel volgens KBO")
_CONTACTS = (
    ("E-mail", "Info@Voorbeeld.be"),
    ("Website", "https://www.Voorbeeld.be/club/"),
    ("Telefoon", "016 12 34 56"),
    ("SocialMedia", "https://facebook.com/voorbeeld"),
)
_TYPES = (("VZW", ""), ("FV", "SUB"), ("VZER", "NB"), ("IVZW", ""), ("KOEP", ""))
# Every age at which a group may begin or end, and those of whom all are welcome.
_AGES = ((0, 150), *((age, age) for age in range(100)), (3, 99))
_ACTIVITIES = (
    ("SPRT", "Sport"),
    ("CULT", "Cultuur, kunst en volkscultuur"),
    ("JGDW", "Jeugdwerk en jongeren"),
    ("NATR", "Natuur, milieu en dieren"),
    ("WLZN", "Welzijn en zelfhulp"),
)
_WORDS_IN_A_NAME = 5
_WORDS_IN_A_DESCRIPTION = 60
_WORD = re.compile(r"[^\W\d_]+")


def associations() -> Iterator[Association]:
    """Return the sample, the same in every process of one release."""
    words = _words_of_the_language()
    names = (*_NAMES, *_joined(words, _WORDS_IN_A_NAME))
    descriptions = cycle((*_DESCRIPTIONS, *_joined(words, _WORDS_IN_A_DESCRIPTION)))
    for number, name in enumerate(names, start=1):
        yield _association(number, name, next(descriptions))


def _joined(words: Sequence[str], size: int) -> Iterator[str]:
    """Return the words as texts of `size` words."""
    return (" ".join(words[start : start + size]) for start in range(0, len(words), size))


def _words_of_the_language() -> list[str]:
    """Return every word in the tables of the language: strings in its modules, and the table of synonyms."""
    words: dict[str, None] = {}
    for module in sorted(files("directory.language").iterdir(), key=lambda path: path.name):
        if module.name.endswith(".py"):
            for text in _strings(module.read_text(encoding="utf-8")):
                words.update(dict.fromkeys(_WORD.findall(text)))
        elif module.name.endswith(".csv"):
            for row in csv.reader(module.read_text(encoding="utf-8").splitlines()):
                words.update(dict.fromkeys(_WORD.findall(" ".join(row))))
    return list(words)


def _strings(source: str) -> Iterator[str]:
    """Return the string constants of a module, without its docstrings."""
    tree = ast.parse(source)
    # A string that is a statement by itself is a docstring.
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def _association(number: int, name: str, description: str) -> Association:
    """Return an association of which field n takes value `number` modulo its number of values."""
    type_code, subtype_code = _TYPES[number % len(_TYPES)]
    youngest, oldest = _AGES[number % len(_AGES)]
    is_department = subtype_code == "SUB"
    return Association(
        association_id=number,
        version=1,
        vcode=f"V{number:07}",
        type_code=type_code,
        type_name=type_code,
        subtype_code=subtype_code,
        subtype_name=subtype_code,
        parent_vcode="V0000001" if is_department else None,
        parent_name="Koninklijke Vlaamse Wandelfederatie" if is_department else None,
        parent_identification="12" if is_department else "",
        parent_description="afdeling" if is_department else "",
        name=name,
        short_name=_NAMES[number % len(_NAMES)] if number % 3 == 0 else "",
        call_name=_NAMES[(number + 1) % len(_NAMES)] if number % 4 == 0 else "",
        description=description,
        start_date=date(1950, 1, 1),
        winding_up=False,
        min_age=youngest,
        max_age=oldest,
        kbo_number="0123456749" if number % 2 else None,
        modified_on=date(2024, 2, 29),
        activities=_some(number, tuple(Activity(*activity) for activity in _ACTIVITIES)),
        areas=_some(number, _AREAS),
        locations=_some(number, tuple(_location(at, number) for at in range(len(_PLACES)))),
        contacts=_some(number, tuple(Contact(at, *contact, "", at == 0, "") for at, contact in enumerate(_CONTACTS))),
        memberships=(Membership(1, "V0000002", "Vlaamse Volleybalbond", None, None, "", "", ""),) * (number % 2),
        recognitions=(_recognition("Actief" if number % 5 == 0 else "Geschorst"),) * (number % 2),
    )


def _some(number: int, items: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """Return none, one or two of the items, other ones for each number."""
    start = number % len(items)
    return items[start : start + number % 3]


def _location(at: int, number: int) -> Location:
    nis, municipality, district, postcode, lat, lon = _PLACES[at]
    return Location(
        location_id=at,
        kind=_LOCATION_KINDS[(at + number) % len(_LOCATION_KINDS)],
        is_primary=number % 2 == 0,
        name="",
        street="Kerkstraat",
        house_number="1",
        box="",
        postcode=postcode,
        municipality=municipality,
        country="België",
        address_id="",
        nis=nis or None,
        district=district,
        lat=lat,
        lon=lon,
        source_key="",
    )


def _recognition(status: str) -> Recognition:
    return Recognition(1, "OVO000001", "Sport Vlaanderen", "1", "Erkenning", None, None, None, "", status)
