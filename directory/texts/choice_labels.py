"""Labels of the search's codes: facets and their values, subtypes, orders and views.

Labels of activities and areas are names in the register: a result carries them itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.platform.i18n import _
from directory.search.criteria.choices import FacetName, Sort, View

if TYPE_CHECKING:
    from directory.search.results.model import FacetValue

FACETS: dict[FacetName, str] = {
    FacetName.ACTIVITY: _("Activiteit"),
    FacetName.SUBJECT: _("Wat precies"),
    FacetName.AREA: _("Gebied"),
    FacetName.AGE: _("Leeftijd"),
    FacetName.KIND: _("Soort"),
    FacetName.RECOGNISED: _("Erkenning"),
    FacetName.HAS: _("Meer"),
    FacetName.CHANGED: _("Laatst gewijzigd"),
}
KINDS: dict[str, str] = {
    "VZER": _("Zonder rechtspersoon"),
    "VZW": _("Vzw"),
    "IVZW": _("Internationale vzw"),
    "PS": _("Private stichting"),
    "SVON": _("Stichting van openbaar nut"),
}
SUBTYPES: dict[str, str] = {
    "FV": _("Feitelijke vereniging"),
    "SUB": _("Afdeling van een andere vereniging"),
    "NB": _("Niet bepaald"),
}
AGES: dict[str, str] = {
    "kinderen": _("Kinderen (tot 12)"),
    "jongeren": _("Jongeren (12-25)"),
    "volwassenen": _("Volwassenen"),
    "65-plus": _("65-plus"),
}
# Of the groups of people that something may be for (`directory.language.audiences`), as "voor …".
AUDIENCES: dict[str, str] = {
    "meisjes": _("voor meisjes"),
    "jongens": _("voor jongens"),
    "vrouwen": _("voor vrouwen"),
    "mannen": _("voor mannen"),
    "nieuwkomers": _("voor nieuwkomers"),
    "beperking": _("voor mensen met een beperking"),
    "rolstoel": _("voor rolstoelgebruikers"),
    "slechthorenden": _("voor slechthorenden"),
    "slechtzienden": _("voor slechtzienden"),
    "autisme": _("voor mensen met autisme"),
    "lgbtq": _("voor lgbtq+"),
    "gezinnen": _("voor gezinnen"),
    "beginners": _("voor beginners"),
    "alleenstaanden": _("voor alleenstaanden"),
}
# The same, as a tag beside a result.
AGE_TAGS: dict[str, str] = {**AGES, "kinderen": _("Kinderen"), "jongeren": _("Jongeren")}
CHANGED: dict[str, str] = {
    "maand": _("Laatste maand"),
    "kwartaal": _("Laatste drie maanden"),
    "jaar": _("Laatste jaar"),
}
# Of every facet with fixed codes.
VALUES: dict[FacetName, dict[str, str]] = {
    FacetName.AGE: {**AGES, "alle-leeftijden": _("Alle leeftijden")},
    FacetName.KIND: KINDS,
    FacetName.RECOGNISED: {"ja": _("Erkend")},
    FacetName.HAS: {
        "website": _("Heeft een website"),
        "e-mail": _("Heeft een e-mailadres"),
        "telefoon": _("Heeft een telefoonnummer"),
    },
    FacetName.CHANGED: CHANGED,
}
SORTS: dict[Sort, str] = {
    Sort.BEST: _("best passend"),
    Sort.DISTANCE: _("dichtstbij"),
    Sort.NAME: _("naam"),
    Sort.NEWEST: _("nieuwste"),
    Sort.MODIFIED: _("laatst gewijzigd"),
}
VIEWS: dict[View, str] = {View.LIST: _("Lijst"), View.MAP: _("Kaart")}


def value_label(facet: FacetName, value: FacetValue) -> str:
    """Return the label of a value of a facet: its name in the register, or that of its code."""
    return value.name or code_label(facet, value.code)


def code_label(facet: FacetName, code: str) -> str:
    """Return the label of a fixed code of a facet; the code itself when it has none."""
    return VALUES.get(facet, {}).get(code, code)


def kind_label(code: str) -> str:
    """Return the label of a kind of association; the code itself for one that is not known."""
    return KINDS.get(code, code)
