"""The facets of a widget: those that its settings name, in that order, with what lies in its scope. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.geography.nis import is_municipality, municipality_of, province_of
from directory.platform.i18n import _
from directory.search.criteria import choices as labels
from directory.widgets.settings.enums import FACET_OF, Language, WidgetFacetName
from directory.widgets.translations.texts import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.results.model import Facet, FacetValue
    from directory.widgets.answering.visitor import VisitorState
    from directory.widgets.settings.model import WidgetOptions

# A list of hundreds of municipalities helps nobody and weighs more than the results.
_MOST_VALUES = 40
# The two halves of the site's facet of areas have names of their own here.
_TITLES = {WidgetFacetName.DISTRICT: _("Deelgemeente"), WidgetFacetName.MUNICIPALITY: _("Gemeente")}


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """One check box of a facet."""

    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class WidgetFacet:
    """A facet with the choices that give something, or that are chosen: those first."""

    name: WidgetFacetName
    label: str
    choices: tuple[FacetChoice, ...]

    @property
    def chosen(self) -> int:
        """How many of its choices are chosen."""
        return sum(choice.is_chosen for choice in self.choices)


def facets(
    options: WidgetOptions, visit: VisitorState, found: Sequence[Facet], language: Language
) -> tuple[WidgetFacet, ...]:
    """Return the facets to show; none while the engine is away, and none of which nothing can be chosen."""
    by_name = {facet.name: facet for facet in found}
    made = [
        WidgetFacet(shown, _title(shown, language), _choices(options, visit, shown, by_name[FACET_OF[shown]], language))
        for shown in options.facets
        if FACET_OF[shown] in by_name
    ]
    return tuple(facet for facet in made if facet.choices)


def _title(shown: WidgetFacetName, language: Language) -> str:
    return named(language, shown, _TITLES.get(shown) or labels.FACETS[FACET_OF[shown]])


def _choices(
    options: WidgetOptions, visit: VisitorState, shown: WidgetFacetName, facet: Facet, language: Language
) -> tuple[FacetChoice, ...]:
    chosen = {code for name, code in visit.chosen if name is shown}
    made = [
        FacetChoice(value.code, named(language, value.code, label), value.count, value.code in chosen)
        for value, label in _offered(options, shown, facet.values)
        if value.count or value.code in chosen
    ]
    return tuple(sorted(made, key=lambda choice: not choice.is_chosen)[:_MOST_VALUES])


def _offered(
    options: WidgetOptions, shown: WidgetFacetName, values: Iterable[FacetValue]
) -> Iterable[tuple[FacetValue, str]]:
    """Return the values that lie in the widget's scope, with their names."""
    if shown is WidgetFacetName.MUNICIPALITY:
        return [(value, value.label) for value in _municipalities(options, values)]
    if shown is WidgetFacetName.DISTRICT:
        return _districts(options, values)
    scope = {
        WidgetFacetName.ACTIVITY: options.activities,
        WidgetFacetName.KIND: options.kinds,
        WidgetFacetName.AGE: options.ages,
    }.get(shown, ())
    return [(value, value.label) for value in values if not scope or value.code in scope]


def _municipalities(options: WidgetOptions, provinces: Iterable[FacetValue]) -> list[FacetValue]:
    scope = {*options.areas}
    found = [value for province in provinces for value in province.children if is_municipality(value.code)]
    within = [value for value in found if not scope or scope & {value.code, province_of(value.code)}]
    return sorted(within, key=lambda value: -value.count)


def _districts(options: WidgetOptions, provinces: Iterable[FacetValue]) -> list[tuple[FacetValue, str]]:
    """Return the districts of the municipalities in use; the municipality stands beside where there are several."""
    around = [value for value in _municipalities(options, provinces) if value.children]
    return [
        (district, f"{district.label}, {value.label}" if len(around) > 1 else district.label)
        for value in around
        for district in value.children
        if municipality_of(district.code) == value.code
    ]
