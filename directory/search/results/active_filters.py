"""The chips: all that narrows the results in words, each with the question without it. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from directory.platform import i18n
from directory.platform.i18n import _
from directory.search.criteria import choices
from directory.search.criteria.choices import FacetName
from directory.search.results.model import Chip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.search.criteria.criteria import Criteria
    from directory.search.understanding.interpretation import InterpretedQuery

# A chip stands alone, so that it says what the value is of.
_CHANGED = {
    "maand": _("Gewijzigd: laatste maand"),
    "kwartaal": _("Gewijzigd: laatste drie maanden"),
    "jaar": _("Gewijzigd: laatste jaar"),
}


def chips(interpreted: InterpretedQuery) -> tuple[Chip, ...]:
    """Return the chips in the order in which a sentence would name them."""
    return (*_where(interpreted), *_chosen(interpreted), *_rest(interpreted))


def _where(interpreted: InterpretedQuery) -> Iterable[Chip]:
    criteria = interpreted.criteria
    name = _("jou") if criteria.near else (interpreted.place.label if interpreted.place else criteria.where)
    if criteria.has_place and criteria.radius_km:
        without = replace(criteria.first_page(), radius_km=None)
        yield Chip(_("binnen %(km)s km van %(place)s") % {"km": criteria.radius_km, "place": name}, without, "straal")
    if criteria.near:
        yield Chip(_("Mijn buurt"), _without_position(interpreted), "bij")
    if interpreted.place_match:
        yield Chip(
            _("in %(place)s") % {"place": interpreted.place_match.place.label}, criteria.taken_literally(), "letterlijk"
        )
    if criteria.where:
        place = interpreted.place.label if interpreted.place else criteria.where
        yield Chip(_("in %(place)s") % {"place": place}, criteria.without_place(), "waar")


def _without_position(interpreted: InterpretedQuery) -> Criteria:
    criteria = interpreted.criteria
    return replace(criteria.first_page(), near=None) if criteria.where else criteria.without_place()


def _chosen(interpreted: InterpretedQuery) -> Iterable[Chip]:
    for facet in FacetName:
        for code in interpreted.criteria.chosen(facet):
            yield Chip(_name(interpreted, facet, code), interpreted.criteria.toggled(facet, code), facet.value)


def _name(interpreted: InterpretedQuery, facet: FacetName, code: str) -> str:
    if facet is FacetName.AREA:
        return interpreted.gazetteer.label(code)
    names = {
        FacetName.ACTIVITY: interpreted.activities,
        FacetName.AGE: choices.AGES,
        FacetName.KIND: choices.KINDS,
        FacetName.RECOGNISED: choices.RECOGNISED,
        FacetName.HAS: choices.HAS,
        FacetName.CHANGED: _CHANGED,
    }
    return names[facet].get(code, code)


def _rest(interpreted: InterpretedQuery) -> Iterable[Chip]:
    criteria = interpreted.criteria
    first = criteria.first_page()
    if criteria.address_only:
        yield Chip(_("Enkel met adres hier"), replace(first, address_only=False), "adres")
    for code in criteria.subtypes:
        others = tuple(other for other in criteria.subtypes if other != code)
        yield Chip(choices.SUBTYPES[code], replace(first, subtypes=others), "subtype")
    if criteria.modified_since:
        label = _("Gewijzigd sinds %(day)s") % {"day": i18n.day(criteria.modified_since)}
        yield Chip(label, replace(first, modified_since=None), "gewijzigd_sinds")
