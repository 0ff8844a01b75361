"""Dutch names for the codes that the search itself knows: facets, kinds, age groups and what an association has.

Activities and areas are named by the register; see `directory.search.places`.
"""

from __future__ import annotations

from enum import StrEnum


class FacetName(StrEnum):
    """The facets, by the URL parameter that chooses in them."""

    ACTIVITY = "activiteit"
    AREA = "gebied"
    AGE = "leeftijd"
    KIND = "type"
    RECOGNISED = "erkend"
    HAS = "heeft"
    CHANGED = "gewijzigd"


FACETS: dict[FacetName, str] = {
    FacetName.ACTIVITY: "Activiteit",
    FacetName.AREA: "Gebied",
    FacetName.AGE: "Leeftijd",
    FacetName.KIND: "Soort",
    FacetName.RECOGNISED: "Erkenning",
    FacetName.HAS: "Meer",
    FacetName.CHANGED: "Laatst gewijzigd",
}

# FV is the old code of VZER: the same thing for whoever searches.
KINDS: dict[str, str] = {
    "VZER": "Zonder rechtspersoon",
    "VZW": "Vzw",
    "IVZW": "Internationale vzw",
    "PS": "Private stichting",
    "SVON": "Stichting van openbaar nut",
}
SAME_KIND = {"FV": "VZER"}

SUBTYPES: dict[str, str] = {
    "FV": "Feitelijke vereniging",
    "SUB": "Afdeling van een andere vereniging",
    "NB": "Niet bepaald",
}

# Youngest and oldest age of each group, both included.
AGE_RANGES: dict[str, tuple[int, int]] = {
    "kinderen": (0, 11),
    "jongeren": (12, 25),
    "volwassenen": (26, 64),
    "65-plus": (65, 150),
}
ALL_AGES = "alle-leeftijden"
AGES: dict[str, str] = {
    "kinderen": "Kinderen (tot 12)",
    "jongeren": "Jongeren (12-25)",
    "volwassenen": "Volwassenen",
    "65-plus": "65-plus",
    ALL_AGES: "Alle leeftijden",
}
# The same, as a tag beside a result.
AGE_TAGS: dict[str, str] = {**AGES, "kinderen": "Kinderen", "jongeren": "Jongeren"}

RECOGNISED: dict[str, str] = {"ja": "Erkend"}

HAS: dict[str, str] = {
    "website": "Heeft een website",
    "e-mail": "Heeft een e-mailadres",
    "telefoon": "Heeft een telefoonnummer",
}

# Each holds the one before it; see `directory.search.recency`.
CHANGED: dict[str, str] = {
    "maand": "Laatste maand",
    "kwartaal": "Laatste drie maanden",
    "jaar": "Laatste jaar",
}


class Sort(StrEnum):
    """The orders of a result list."""

    BEST = "beste"
    DISTANCE = "afstand"
    NAME = "naam"
    NEWEST = "nieuwste"
    MODIFIED = "gewijzigd"


SORTS: dict[Sort, str] = {
    Sort.BEST: "best passend",
    Sort.DISTANCE: "dichtstbij",
    Sort.NAME: "naam",
    Sort.NEWEST: "nieuwste",
    Sort.MODIFIED: "laatst gewijzigd",
}


class View(StrEnum):
    """The forms in which the page shows the results."""

    LIST = "lijst"
    MAP = "kaart"


VIEWS: dict[View, str] = {View.LIST: "Lijst", View.MAP: "Kaart"}


def age_groups(youngest: int, oldest: int) -> tuple[str, ...]:
    """Return the age groups that a target age reaches. An association that names no age is for all, not for each."""
    if (youngest, oldest) == (0, 150):
        return (ALL_AGES,)
    return tuple(group for group, (low, high) in AGE_RANGES.items() if youngest <= high and oldest >= low)
