"""The forms in which people write a place: with a country, "B-9000", "Stad Gent", "Leuven centrum", a whole address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longest text, in characters, that is read as the name of a place.
LONGEST_PLACE = 80
# Names in English, by those of the gazetteer; the French ones are in the list of areas itself.
OTHER_NAMES = {
    "Ghent": "Gent",
    "Antwerp": "Antwerpen",
    "Brussels": "Brussel",
    "Ostend": "Oostende",
    "Mechlin": "Mechelen",
    "Flemish Brabant": "Vlaams-Brabant",
    "East Flanders": "Oost-Vlaanderen",
    "West Flanders": "West-Vlaanderen",
    "Beveren-Waas": "Beveren",  # the postal name
}
_COUNTRY = re.compile(
    r"[\s,;(/-]+(?:belgi[e\u00eb]|belgium|belgique|belgien|vlaanderen|flanders|flandre|be)\)?\.?$", re.IGNORECASE
)
_COUNTRY_OF_POSTCODE = re.compile(r"(?<![^\W_])(?:be|b)[\s.-]{0,2}(?=\d{4}(?!\d))", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:(?:de |la )?(?:stad|gemeente|gem|deelgemeente|omgeving|groot|centrum|city|town|ville|commune|region)"
    r"(?:[\s.-]+(?:of|van)\b)?)[\s.-]+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,(-]+(?:centrum|center|centre|stad|city|binnenstad|(?:(?:en|&) )?(?:ruime )?omgeving|(?:en|&) omstreken)\)?$",
    re.IGNORECASE,
)
_POSTCODE_AND_NAME = re.compile(r"(\d{4})\s*[-,]?\s+(\D+)$|(\d{4})$")
_STREET = re.compile(
    r".*?(?:(?:straat|steenweg|laan|weg|plein|lei|dreef|markt|baan|kaai|dijk|kouter|wijk|pad|steeg|hof|str|stwg|ln)\.?"
    r"(?:\s+\d+\s?[a-z]?(?:\s*(?:bus|/)\s*\w+)?)?|\s\d+\s?[a-z]?)[\s,]+(?P<town>\D+)$",
    re.IGNORECASE,
)


def other_forms(text: str) -> Iterator[str]:
    """Yield what may be the name or post code in a text that names no place as it stands, surest first."""
    if len(text) > LONGEST_PLACE:
        return
    plain = _COUNTRY_OF_POSTCODE.sub("", text.strip(" .,;"))
    while (shorter := _COUNTRY.sub("", plain)) != plain:
        plain = shorter
    yield plain
    bare = _AFTER.sub("", _BEFORE.sub("", plain))
    yield bare
    if with_postcode := _POSTCODE_AND_NAME.search(bare):
        yield f"{with_postcode[1]} {with_postcode[2]}" if with_postcode[1] else with_postcode[3]
    if address := _STREET.match(bare):
        yield address["town"]
