"""Dutch names for the codes that the search itself knows: facets, kinds, age groups and what an association has.

Activities and areas are named by the register; see `directory.geography.gazetteer`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from directory.platform.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    FacetName.ACTIVITY: _("Activiteit"),
    FacetName.AREA: _("Gebied"),
    FacetName.AGE: _("Leeftijd"),
    FacetName.KIND: _("Soort"),
    FacetName.RECOGNISED: _("Erkenning"),
    FacetName.HAS: _("Meer"),
    FacetName.CHANGED: _("Laatst gewijzigd"),
}

# FV is the old code of VZER: the same thing for whoever searches.
KINDS: dict[str, str] = {
    "VZER": _("Zonder rechtspersoon"),
    "VZW": _("Vzw"),
    "IVZW": _("Internationale vzw"),
    "PS": _("Private stichting"),
    "SVON": _("Stichting van openbaar nut"),
}
SAME_KIND = {"FV": "VZER"}

SUBTYPES: dict[str, str] = {
    "FV": _("Feitelijke vereniging"),
    "SUB": _("Afdeling van een andere vereniging"),
    "NB": _("Niet bepaald"),
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
    "kinderen": _("Kinderen (tot 12)"),
    "jongeren": _("Jongeren (12-25)"),
    "volwassenen": _("Volwassenen"),
    "65-plus": _("65-plus"),
    ALL_AGES: _("Alle leeftijden"),
}
# The same, as a tag beside a result.
AGE_TAGS: dict[str, str] = {**AGES, "kinderen": _("Kinderen"), "jongeren": _("Jongeren")}

RECOGNISED: dict[str, str] = {"ja": _("Erkend")}

HAS: dict[str, str] = {
    "website": _("Heeft een website"),
    "e-mail": _("Heeft een e-mailadres"),
    "telefoon": _("Heeft een telefoonnummer"),
}

# Each holds the one before it; see `directory.search.criteria.periods`.
CHANGED: dict[str, str] = {
    "maand": _("Laatste maand"),
    "kwartaal": _("Laatste drie maanden"),
    "jaar": _("Laatste jaar"),
}


class Sort(StrEnum):
    """The orders of a result list."""

    BEST = "beste"
    DISTANCE = "afstand"
    NAME = "naam"
    NEWEST = "nieuwste"
    MODIFIED = "gewijzigd"


SORTS: dict[Sort, str] = {
    Sort.BEST: _("best passend"),
    Sort.DISTANCE: _("dichtstbij"),
    Sort.NAME: _("naam"),
    Sort.NEWEST: _("nieuwste"),
    Sort.MODIFIED: _("laatst gewijzigd"),
}


# Three groups of four are nearly everybody.
_MOST_AIMED_AT = 2


def aimed_at(groups: Sequence[str]) -> tuple[str, ...]:
    """Return the one or two age groups that an association is meant for; nothing when it is for nearly everybody."""
    return tuple(groups) if len(groups) <= _MOST_AIMED_AT else ()


class View(StrEnum):
    """The forms in which the page shows the results."""

    LIST = "lijst"
    MAP = "kaart"


VIEWS: dict[View, str] = {View.LIST: _("Lijst"), View.MAP: _("Kaart")}


def age_groups(youngest: int, oldest: int) -> tuple[str, ...]:
    """Return the age groups that a target age reaches. An association that names no age is for all, not for each."""
    if (youngest, oldest) == (0, 150):
        return (ALL_AGES,)
    return tuple(group for group, (low, high) in AGE_RANGES.items() if youngest <= high and oldest >= low)
