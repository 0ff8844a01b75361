"""How a widget is set, as one frozen value: read from attributes or a URL and written back, both ways equal.

Reading never raises: what is unknown or malformed is left out and told in a sentence, as the search itself does.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from directory.platform.i18n import _
from directory.search.criteria.choices import Sort
from directory.search.criteria.criteria import Problem
from directory.search.criteria.url_parameters import Refused, clean
from directory.widgets.settings.enums import (
    DetailTarget,
    Language,
    LoadingTime,
    ThemePreset,
    WidgetFacetName,
    WidgetField,
    WidgetView,
)
from directory.widgets.settings.fields import ATTRIBUTES, KnownCodes, several_in
from directory.widgets.settings.theme import PROPERTIES, style

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from directory.search.criteria.facets import FacetDefinition

NOTHING_KNOWN = KnownCodes()
_NONE = "geen"  # an empty list in a URL: an empty value there means "as usual"


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
    kinds: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
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
    history: bool = False  # the state of the widget stands in the URL of its page
    key: str = "vz-"
    suggestions: bool = True
    attribution: bool = True
    locked: bool = False  # no way is offered to what lies outside the scope
    widget: str = ""  # the id of a saved configuration
    preset: ThemePreset = ThemePreset.NEUTRAL
    theme: tuple[tuple[str, str], ...] = ()  # custom properties without `--vz-`, in their fixed order

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters that mean this, in a fixed order; what is usual is left out."""
        found: list[tuple[str, str]] = []
        for name, attribute in ATTRIBUTES.items():
            value = getattr(self, attribute.field)
            if value != _USUAL[attribute.field]:
                written = [attribute.write(item) for item in (value if attribute.several else (value,))]
                found.append((name, ",".join(written) or _NONE))
        return [*found, *self.theme]

    def attributes(self) -> list[tuple[str, str]]:
        """Return the attributes of the element: like `pairs`, with the look as one `style`."""
        looks = [("style", style(self.theme))] if self.theme else []
        return [pair for pair in self.pairs() if pair not in self.theme] + looks

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
        narrowing = (self.areas, self.postcode, self.around, self.activities, self.kinds, self.ages, self.vcode)
        return any(narrowing) or bool(self.widget)


@dataclass(frozen=True, slots=True)
class ParsedOptions:
    """The options, and what could not be read of them."""

    options: WidgetOptions
    problems: tuple[Problem, ...] = ()


_USUAL: dict[str, Any] = {item.name: item.default for item in fields(WidgetOptions)}


@dataclass(slots=True)
class _Reading:
    """The values and problems found so far."""

    known: KnownCodes
    values: dict[str, Any] = field(default_factory=dict)
    theme: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, name: str, text: str) -> None:
        if name in PROPERTIES:
            self._keep_look(name, text)
        elif name not in ATTRIBUTES:
            self.refuse(name, text, _("“%(name)s” kennen we niet.") % {"name": clean(name, 40)})
        elif ATTRIBUTES[name].several:
            self._take_several(name, text)
        elif text.strip():
            self._keep(name, text)

    def _take_several(self, name: str, text: str) -> None:
        attribute = ATTRIBUTES[name]
        if text.strip().lower() == _NONE:
            self.values[attribute.field] = ()
            return
        found = [value for part in several_in(text) if (value := self._read(name, part)) is not None]
        if found:
            every = dict.fromkeys((*self.values.get(attribute.field, ()), *found))
            self.values[attribute.field] = tuple(sorted(every) if attribute.sorted else every)

    def _keep(self, name: str, text: str) -> None:
        attribute = ATTRIBUTES[name]
        if attribute.field in self.values:
            message = _("“%(name)s” staat er meer dan één keer. We nemen de eerste.") % {"name": name}
            self.refuse(name, text, message)
        elif (value := self._read(name, text)) not in (None, ""):
            self.values[attribute.field] = value

    def _read(self, name: str, text: str) -> Any:
        try:
            return ATTRIBUTES[name].read(text, self.known)
        except Refused as refused:
            self.refuse(name, text, str(refused))
            return refused.instead

    def _keep_look(self, name: str, text: str) -> None:
        if not text.strip() or name in self.theme:
            return
        try:
            self.theme[name] = PROPERTIES[name](text)
        except Refused as refused:
            self.refuse(name, text, str(refused))

    def refuse(self, name: str, text: str, message: str) -> None:
        self.problems.append(Problem(clean(name, 40), clean(text, 80), message))


def parse(
    pairs: Iterable[tuple[str, str]], known: KnownCodes = NOTHING_KNOWN, others: Collection[str] = ()
) -> ParsedOptions:
    """Read attributes or parameters; names among `others` belong to somebody else and are passed over."""
    reading = _Reading(known)
    for name, text in pairs:
        if name not in others:
            reading.take(name, text)
    return ParsedOptions(_coherent(reading), tuple(reading.problems))


def merge_pairs(saved: Iterable[tuple[str, str]], given: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of a saved configuration, with those that the page itself gives in their place."""
    given = list(given)
    names = {name for name, _value in given}
    return [pair for pair in saved if pair[0] not in names] + given


def _coherent(reading: _Reading) -> WidgetOptions:
    """Leave out what makes no sense beside the rest."""
    theme = tuple((name, reading.theme[name]) for name in PROPERTIES if name in reading.theme)
    found = WidgetOptions(**reading.values, theme=theme)
    if found.radius_km is not None and not (found.around or found.postcode):
        reading.refuse("straal", f"{found.radius_km}km", _('Zeg ook rond welke plaats: rond="9000".'))
        found = replace(found, radius_km=None)
    if found.sort is Sort.DISTANCE and not (found.around or found.postcode):
        reading.refuse("sort", found.sort, _("Zeg ook rond welke plaats je op afstand sorteert."))
        found = replace(found, sort=Sort.BEST)
    if found.detail is DetailTarget.OWN and not found.detail_url:
        reading.refuse("detail", found.detail, _("Geef ook detail-url, het adres van je eigen pagina's."))
        found = replace(found, detail=DetailTarget.LINK)
    return found
