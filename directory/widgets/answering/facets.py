"""The facets of a widget: those that its options name, in that order, with only the values within its scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.geography.nis import is_municipality, municipality_of, province_of
from directory.platform.i18n import Language, _
from directory.search.criteria.facets import FACET_BY_NAME
from directory.texts import choice_labels
from directory.widgets.settings.enums import FACET_OF, WidgetFacetName
from directory.widgets.translations.texts import translate_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.results.model import Facet, FacetValue
    from directory.widgets.answering.visitor import VisitorState
    from directory.widgets.settings.model import WidgetOptions

# A list of hundreds of municipalities is of no use and weighs more than the results.
_MAX_VALUES = 40
# The site has one facet of areas; a widget splits it in two, each with a title of its own.
_AREA_TITLES = {WidgetFacetName.DISTRICT: _("Deelgemeente"), WidgetFacetName.MUNICIPALITY: _("Gemeente")}
TITLES: dict[WidgetFacetName, str] = {
    name: _AREA_TITLES.get(name) or choice_labels.FACETS[FACET_OF[name]] for name in WidgetFacetName
}


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """One check box of a facet."""

    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class WidgetFacet:
    """A facet as the widget shows it: the chosen values first, then those with at least one association."""

    name: WidgetFacetName
    label: str
    choices: tuple[FacetChoice, ...]

    @property
    def chosen_count(self) -> int:
        """The number of chosen values."""
        return sum(choice.is_chosen for choice in self.choices)


def widget_facets(
    options: WidgetOptions, visitor: VisitorState, facets: Sequence[Facet], language: Language
) -> tuple[WidgetFacet, ...]:
    """Return the facets to show: those that the options name and that have a value within the scope.

    `facets` are those of the search; there are none while the engine is away.
    """
    by_name = {facet.name: facet for facet in facets}
    shown = []
    for name in options.facets:
        facet = by_name.get(FACET_OF[name])
        if facet is None:
            continue
        chosen = {code for chosen_facet, code in visitor.chosen if chosen_facet is name}
        facet_choices = sorted(
            (
                FacetChoice(value.code, label, value.count, value.code in chosen)
                for value, label in _values_in_scope(options, name, facet.values, language)
                if value.count or value.code in chosen
            ),
            key=lambda choice: not choice.is_chosen,
        )[:_MAX_VALUES]
        if facet_choices:
            title = translate_message(language, TITLES[name])
            shown.append(WidgetFacet(name, title, tuple(facet_choices)))
    return tuple(shown)


def _values_in_scope(
    options: WidgetOptions, name: WidgetFacetName, values: Iterable[FacetValue], language: Language
) -> Iterable[tuple[FacetValue, str]]:
    """Return the values within the widget's scope, each with its label; areas come as provinces with children.

    Names of areas are never translated: Meer is a district of Hoogstraten, and the title of a facet too.
    """
    if name in _AREA_TITLES:
        areas = {*options.areas}
        municipalities = sorted(
            (
                value
                for province in values
                for value in province.children
                if is_municipality(value.code) and (not areas or areas & {value.code, province_of(value.code)})
            ),
            key=lambda value: -value.count,
        )
        if name is WidgetFacetName.MUNICIPALITY:
            return [(value, value.name) for value in municipalities]
        return _districts(municipalities)
    facet = FACET_BY_NAME[FACET_OF[name]]
    scope = options.scope_of(facet)
    return [
        (value, translate_message(language, choice_labels.value_label(facet.name, value)))
        for value in values
        if not scope or value.code in scope
    ]


def _districts(municipalities: Iterable[FacetValue]) -> list[tuple[FacetValue, str]]:
    """Return the districts of these municipalities; with several municipalities each label names its own."""
    parents = [value for value in municipalities if value.children]
    return [
        (district, f"{district.name}, {parent.name}" if len(parents) > 1 else district.name)
        for parent in parents
        for district in parent.children
        if municipality_of(district.code) == parent.code
    ]
