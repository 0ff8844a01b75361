"""The chips: all that narrows the results in words, each with the question without it. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directory.platform import wording
from directory.platform.wording import _
from directory.search import labels
from directory.search.labels import FacetName
from directory.search.results import Chip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.asked import Asked
    from directory.search.criteria import Criteria

# A chip stands alone, so that it says what the value is of.
_CHANGED = {
    "maand": _("Gewijzigd: laatste maand"),
    "kwartaal": _("Gewijzigd: laatste drie maanden"),
    "jaar": _("Gewijzigd: laatste jaar"),
}


def chips(asked: Asked) -> tuple[Chip, ...]:
    """Return the chips in the order in which a sentence would name them."""
    return (*_where(asked), *_chosen(asked), *_rest(asked))


def _where(asked: Asked) -> Iterable[Chip]:
    criteria = asked.criteria
    name = _("jou") if criteria.near else (asked.place.label if asked.place else criteria.where)
    if criteria.has_place and criteria.radius_km:
        without = replace(criteria.first_page(), radius_km=None)
        yield Chip(_("binnen %(km)s km van %(place)s") % {"km": criteria.radius_km, "place": name}, without, "straal")
    if criteria.near:
        yield Chip(_("Mijn buurt"), _without_position(asked), "bij")
    if asked.reading:
        yield Chip(_("in %(place)s") % {"place": asked.reading.place.label}, criteria.taken_literally(), "letterlijk")
    if criteria.where:
        place = asked.place.label if asked.place else criteria.where
        yield Chip(_("in %(place)s") % {"place": place}, criteria.without_place(), "waar")


def _without_position(asked: Asked) -> Criteria:
    criteria = asked.criteria
    return replace(criteria.first_page(), near=None) if criteria.where else criteria.without_place()


def _chosen(asked: Asked) -> Iterable[Chip]:
    for facet in FacetName:
        for code in asked.criteria.chosen(facet):
            yield Chip(_name(asked, facet, code), asked.criteria.toggled(facet, code), facet.value)


def _name(asked: Asked, facet: FacetName, code: str) -> str:
    if facet is FacetName.AREA:
        return asked.gazetteer.label(code)
    names = {
        FacetName.ACTIVITY: asked.activities,
        FacetName.AGE: labels.AGES,
        FacetName.KIND: labels.KINDS,
        FacetName.RECOGNISED: labels.RECOGNISED,
        FacetName.HAS: labels.HAS,
        FacetName.CHANGED: _CHANGED,
    }
    return names[facet].get(code, code)


def _rest(asked: Asked) -> Iterable[Chip]:
    criteria = asked.criteria
    first = criteria.first_page()
    if criteria.address_only:
        yield Chip(_("Enkel met adres hier"), replace(first, address_only=False), "adres")
    for code in criteria.subtypes:
        others = tuple(other for other in criteria.subtypes if other != code)
        yield Chip(labels.SUBTYPES[code], replace(first, subtypes=others), "subtype")
    if criteria.modified_since:
        label = _("Gewijzigd sinds %(day)s") % {"day": wording.day(criteria.modified_since)}
        yield Chip(label, replace(first, modified_since=None), "gewijzigd_sinds")
