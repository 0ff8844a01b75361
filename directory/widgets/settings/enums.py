"""The values that a webmaster may choose from, by the Dutch word that stands in the snippet. Part of the v1 promise."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from directory.search.criteria.facets import FACETS

if TYPE_CHECKING:
    from directory.search.criteria.choices import FacetName


class WidgetFacetName(StrEnum):
    """The facets of a widget."""

    ACTIVITY = "act"
    SUBJECT = "soort"
    DISTRICT = "deel"
    MUNICIPALITY = "gemeente"
    AGE = "leeftijd"
    KIND = "type"
    RECOGNISED = "erkend"
    HAS = "heeft"
    CHANGED = "gewijzigd"


# Both ways to narrow a place choose in the one facet of areas.
FACET_OF: dict[WidgetFacetName, FacetName] = {
    WidgetFacetName(name): facet.name for facet in FACETS for name in facet.widget_names
}


class WidgetField(StrEnum):
    """What is told of an association beside its name."""

    DESCRIPTION = "beschrijving"
    ACTIVITIES = "activiteiten"
    PLACE = "plaats"
    WEBSITE = "website"
    PHONE = "telefoon"
    LOGO = "logo"  # taken, for the day that the register keeps any


class WidgetView(StrEnum):
    """The forms of a widget."""

    LIST = "lijst"
    CARDS = "kaartjes"
    COMPACT = "compact"
    MAP = "kaart"  # the list, led by the way to our map
    NAMES = "namen"  # a plain list of links, without search: for a narrow column
    COUNTER = "teller"  # one line with the number
    BOX = "zoekbalk"  # only the search box, results after the first question


class DetailTarget(StrEnum):
    """Where the name of an association leads."""

    LINK = "link"  # our page
    PANEL = "paneel"  # opens below the name
    OWN = "eigen"  # a page of the webmaster's own


class LoadingTime(StrEnum):
    """When the element asks for its first results."""

    DIRECT = "direct"
    LAZY = "lui"  # when it comes near the window


class ThemePreset(StrEnum):
    """Looks that are made ready."""

    NEUTRAL = "neutraal"
    FLANDERS = "vlaanderen"
    CONTRAST = "contrast"
    DARK = "donker"
