"""The settings of a widget, as one frozen value: read from attributes or a URL and written back, both ways equal.

Reading never raises: what is unknown or malformed is left out and reported, as the search itself does. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directory.search.criteria.choices import Sort
from directory.search.criteria.url_codec import Refused, UrlReader, clean
from directory.widgets.settings.enums import (
    DetailTarget,
    LoadingTime,
    ThemePreset,
    WidgetFacetName,
    WidgetField,
    WidgetView,
)
from directory.widgets.settings.fields import WIDGET, WidgetCodes
from directory.widgets.settings.problems import WidgetProblemCode
from directory.widgets.settings.theme import PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from directory.geography.points import Point
    from directory.platform.i18n import Language
    from directory.search.criteria.facets import FacetDefinition
    from directory.search.criteria.url_codec import ParameterProblem

NOTHING_KNOWN = WidgetCodes()


@dataclass(frozen=True, slots=True, kw_only=True)
class WidgetOptions:
    """One widget: its scope, what it shows, how it behaves, how it looks. Codes are sorted, orders are kept."""

    municipalities: tuple[str, ...] = ()  # NIS codes of today
    provinces: tuple[str, ...] = ()
    postcode: str = ""
    work_areas: tuple[str, ...] = ()
    around: str = ""  # a place as typed
    radius_km: int | None = None
    activities: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    near: Point | None = None
    address_only: bool = False
    subtypes: tuple[str, ...] = ()
    modified_since: date | None = None
    literal: bool = False  # the words are only words: no place is read in them
    as_words: tuple[str, ...] = ()  # words of `q` in which no kind of association is read
    q: str = ""  # the words that the box starts with
    vcode: str = ""  # one association: the card
    facets: tuple[WidgetFacetName, ...] = (WidgetFacetName.ACTIVITY, WidgetFacetName.DISTRICT, WidgetFacetName.AGE)
    fields: tuple[WidgetField, ...] = (WidgetField.PLACE, WidgetField.ACTIVITIES)
    view: WidgetView = WidgetView.LIST
    per_page: int = 10
    sort: Sort = Sort.BEST
    detail: DetailTarget = DetailTarget.LINK
    detail_url: str = ""
    language: Language | None = None  # None: the nearest `lang` of the page, else Dutch
    heading: int = 2  # the level of the names: below the one of the page, which most pages have as their only one
    loading: LoadingTime = LoadingTime.LAZY
    history: bool | None = None  # the state of the widget stands in the URL of its page; None: as is usual there
    key: str = "vz-"
    suggestions: bool = True
    attribution: bool = True
    locked: bool = False  # no way is offered to what lies outside the scope
    widget: str = ""  # the id of a saved configuration
    preset: ThemePreset = ThemePreset.NEUTRAL
    theme: tuple[tuple[str, str], ...] = ()  # custom properties without `--vz-`, in their fixed order

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters that mean this, in a fixed order; what is usual is left out."""
        return [*WIDGET.write(self, _USUAL), *self.theme]

    def looks(self, name: str) -> str:
        """Return a property of the look, such as `accent`; empty when it is not set."""
        return dict(self.theme).get(name, "")

    def with_theme(self, name: str, value: str) -> WidgetOptions:
        """Return the same with one property of the look set, or without it when `value` is empty."""
        chosen = {**dict(self.theme), name: value}
        return replace(self, theme=tuple((key, chosen[key]) for key in PROPERTIES if chosen.get(key)))

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of the scope, sorted."""
        return tuple(sorted({*self.municipalities, *self.provinces, *self.work_areas}))

    def scope_of(self, facet: FacetDefinition) -> tuple[str, ...]:
        """Return the values of a facet to which the widget is limited; empty when it is not."""
        scope: tuple[str, ...] = getattr(self, facet.criteria_field, ())
        return scope

    @property
    def has_scope(self) -> bool:
        """Whether anything narrows the widget to a part of all associations."""
        return bool(self.areas or self.has_place or self.vcode or self.widget) or any(
            getattr(self, name) for name in ("activities", "subjects", "kinds", "subtypes", "ages", "modified_since")
        )

    @property
    def has_place(self) -> bool:
        """Whether the scope names a point to measure distances from."""
        return bool(self.around or self.postcode or self.near)


@dataclass(frozen=True, slots=True)
class ParsedOptions:
    """The options, and what could not be read of them."""

    options: WidgetOptions
    problems: tuple[ParameterProblem, ...] = ()


_USUAL = WidgetOptions()


def parse(
    pairs: Iterable[tuple[str, str]],
    known: WidgetCodes = NOTHING_KNOWN,
    others: Collection[str] = (),
) -> ParsedOptions:
    """Read attributes or parameters; names among `others` are read elsewhere and are passed over."""
    reader = UrlReader(WIDGET, known)
    looks: dict[str, str] = {}
    for name, text in pairs:
        if name in others:
            continue
        if name in PROPERTIES:
            _read_look(reader, looks, name, text)
        elif name not in WIDGET.parameters:
            reader.refuse(name, text, WidgetProblemCode.UNKNOWN_ATTRIBUTE, name=clean(name, 40))
        elif text.strip():
            reader.read(name, text)
    theme = tuple((name, looks[name]) for name in PROPERTIES if name in looks)
    return ParsedOptions(_coherent(reader, theme), tuple(reader.problems))


def _read_look(reader: UrlReader[WidgetCodes], looks: dict[str, str], name: str, text: str) -> None:
    """Read one property of the theme; the first one counts."""
    if not text.strip() or name in looks:
        return
    try:
        looks[name] = PROPERTIES[name](text)
    except Refused as refused:
        reader.refuse(name, text, refused.code, **refused.details)


def merge_pairs(saved: Iterable[tuple[str, str]], given: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of a saved configuration, with those that the page itself gives in their place."""
    given = list(given)
    names = {name for name, _value in given}
    return [pair for pair in saved if pair[0] not in names] + given


def _coherent(reader: UrlReader[WidgetCodes], theme: tuple[tuple[str, str], ...]) -> WidgetOptions:
    """Leave out what makes no sense beside the rest."""
    options = WidgetOptions(**reader.values, theme=theme)
    if options.radius_km is not None and not options.has_place:
        reader.refuse("straal", f"{options.radius_km}km", WidgetProblemCode.RADIUS_WITHOUT_PLACE)
        options = replace(options, radius_km=None)
    if options.sort is Sort.DISTANCE and not options.has_place:
        reader.refuse("sort", options.sort, WidgetProblemCode.DISTANCE_WITHOUT_PLACE)
        options = replace(options, sort=Sort.BEST)
    if options.detail is DetailTarget.OWN and not options.detail_url:
        reader.refuse("detail", options.detail, WidgetProblemCode.OWN_PAGE_WITHOUT_ADDRESS)
        options = replace(options, detail=DetailTarget.LINK)
    return options
