"""The codes that the search itself knows: facets, kinds, age groups, contact details, orders and views.

Activities and areas are codes of the register; labels of all of them are made by the rooms that show them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class FacetName(StrEnum):
    """The facets, by the URL parameter that chooses in them; `directory.search.criteria.facets` defines each."""

    ACTIVITY = "activiteit"
    SUBJECT = "soort"
    AREA = "gebied"
    AGE = "leeftijd"
    KIND = "type"
    RECOGNISED = "erkend"
    HAS = "heeft"
    CHANGED = "gewijzigd"


KINDS = ("VZER", "VZW", "IVZW", "PS", "SVON")
# FV is the old code of VZER: a synonym in URLs and in the register.
SAME_KIND = {"FV": "VZER"}
SUBTYPES = ("FV", "SUB", "NB")

# Youngest and oldest age of each group, both included.
AGE_RANGES: dict[str, tuple[int, int]] = {
    "kinderen": (0, 11),
    "jongeren": (12, 25),
    "volwassenen": (26, 64),
    "65-plus": (65, 150),
}
AGES = tuple(AGE_RANGES)
# Of an association that names no target age. It is in every age group; links and widgets may still ask for these alone.
ALL_AGES = "alle-leeftijden"

RECOGNISED = ("ja",)
HAS = ("website", "e-mail", "telefoon")
# Each holds the one before it; see `directory.search.criteria.periods`.
CHANGED = ("maand", "kwartaal", "jaar")


class Sort(StrEnum):
    """The orders of a result list."""

    BEST = "beste"
    DISTANCE = "afstand"
    NAME = "naam"
    NEWEST = "nieuwste"
    MODIFIED = "gewijzigd"


class View(StrEnum):
    """The forms in which the page shows the results."""

    LIST = "lijst"
    MAP = "kaart"


class ResultGroup(StrEnum):
    """How far the results of a list fit. Each association stands in the first of these that it fits."""

    SURE = "zeker"  # in the place itself, and the words fit surely: what a heading and every facet count
    MUNICIPALITY = "gemeente"  # elsewhere in the municipality of the district that is asked for, or in all of it
    PROVINCE = "provincie"  # works in the whole province of the place that is asked for
    ALIKE = "lijkt"  # looks or sounds like the words, or holds some of them
    ACTIVITY = "activiteit"  # in the place, but only the activity fits the kind that is asked for


# Three of the four age groups are nearly everybody.
_MOST_AIMED_AT = 2


def aimed_at(groups: Sequence[str]) -> tuple[str, ...]:
    """Return the one or two age groups that an association is meant for; nothing when it is for nearly everybody."""
    return tuple(groups) if len(groups) <= _MOST_AIMED_AT else ()


def age_groups(youngest: int, oldest: int) -> tuple[str, ...]:
    """Return the age groups of which somebody may join: those that a target age reaches, and which one names none."""
    groups = tuple(group for group, (low, high) in AGE_RANGES.items() if youngest <= high and oldest >= low)
    return (*groups, ALL_AGES) if (youngest, oldest) == (0, 150) else groups


def told_ages(groups: Sequence[str]) -> tuple[str, ...]:
    """Return the age groups that are told of an association: none of one that names no target age."""
    return () if ALL_AGES in groups else tuple(groups)
