"""What the page of results shows, arranged from the answer of a search: facets in groups, orders and addresses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote_plus, urlencode

from directory.geography.nis import PROVINCES, province_of
from directory.platform.i18n import _
from directory.search.criteria.choices import FacetName, ResultGroup, Sort, View
from directory.search.criteria.criteria import PLACE_BOX
from directory.search.criteria.window import Window
from directory.texts import choice_labels
from directory.urls.contact_links import search_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from directory.search.criteria.criteria import Criteria
    from directory.search.results.model import Facet, FacetValue, Hit, Results

# How many results a page shows.
PAGE_SIZE = 10
# Values that stand in sight; the others wait behind "Toon alle".
IN_SIGHT = 5
# How far around a place one may look.
RADII_KM = (2, 5, 10, 25)
# Two facets of one or two values each read as one group.
_MORE = _("Meer")
_MOST_COMPLETE = _("volledigste gegevens")
# One line about a word that not everybody knows.
_HINTS = {
    FacetName.KIND: _("Zonder rechtspersoon: geen vzw of stichting."),
    FacetName.HAS: _("Erkend: voldoet aan de voorwaarden van een overheid."),
}
_GROUPED = {FacetName.RECOGNISED: FacetName.HAS}


@dataclass(frozen=True, slots=True)
class Split:
    """Check boxes: those in sight, and those behind a disclosure."""

    first: tuple[Choice, ...] = ()
    more: tuple[Choice, ...] = ()

    @property
    def size(self) -> int:
        """How many there are in all."""
        return len(self.first) + len(self.more)


@dataclass(frozen=True, slots=True)
class Choice:
    """One check box of a facet. `is_open` tells whether it or something below it is chosen."""

    parameter: str
    value: str
    label: str
    count: int
    is_selected: bool
    is_open: bool
    below: Split


@dataclass(frozen=True, slots=True)
class Group:
    """A fieldset of check boxes."""

    name: str
    label: str
    choices: Split
    cleared: str | None
    hint: str


class Order(NamedTuple):
    """A way to sort the list, or to show it."""

    label: str
    href: str
    is_current: bool


class Kept(NamedTuple):
    """A parameter that the form sends along though no field shows it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The answer of a search, with what its page needs beside it. The vCode of `namesakes` tells them apart."""

    results: Results
    groups: tuple[Group, ...]
    orders: tuple[Order, ...]
    radii: tuple[Order, ...]
    views: tuple[Order, ...]
    kept: tuple[Kept, ...]
    filter_count: int
    shown_count: int | None
    namesakes: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found, not even in a group beside the list."""
        return not self.results.hits and bool(self.results.total or not self.results.groups)

    @property
    def radius(self) -> str:
        """The name of the radius in use."""
        return next((radius.label for radius in self.radii if radius.is_current), "")

    @property
    def order(self) -> str:
        """The name of the order in use."""
        return _order_label(self.results.criteria.sort, self.results.criteria)


def arranged(results: Results) -> ResultPage:
    """Arrange the answer of a search for its page."""
    return ResultPage(
        results=results,
        groups=_groups(results.facets, _branches_of(results)),
        orders=tuple(_orders(results.criteria)),
        radii=tuple(_radii(results)),
        views=tuple(_views(results.criteria)),
        kept=_kept(results),
        filter_count=sum(not active.is_reading for active in results.active_filters),
        shown_count=_count(results),
        namesakes=namesakes(results.hits),
    )


def namesakes(hits: Iterable[Hit]) -> frozenset[str]:
    """Return the vCodes of those that nothing in a list tells apart: they have their name and place in common."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for hit in hits:
        alike[hit.name.casefold(), hit.place].append(hit.vcode)
    return frozenset(vcode for vcodes in alike.values() if len(vcodes) > 1 for vcode in vcodes)


def window_of(criteria: Criteria) -> Window:
    """Return the part of the results that the page of this URL shows."""
    return Window(PAGE_SIZE, (criteria.page - 1) * PAGE_SIZE, criteria.after)


def path_of(criteria: Criteria, path: str = "/zoeken") -> str:
    """Return the address of the page that answers `criteria`."""
    return search_path(*criteria.pairs(), path=path)


def toggling(criteria: Criteria, facet: FacetName, path: str = "/zoeken") -> Callable[[str], str]:
    """Return what gives the address with a value of a facet chosen, or no longer.

    A page holds hundreds of these, and all but the values is the same in each: it is written once.
    """
    name, pairs = facet.value, criteria.choosing(facet, ("",)).pairs()
    at = pairs.index((name, ""))
    before, after = urlencode(pairs[:at]), urlencode(pairs[at + 1 :])
    chosen = frozenset(criteria.chosen(facet))

    def toggled(code: str) -> str:
        values = "&".join([f"{name}={quote_plus(value)}" for value in sorted(chosen ^ {code})])
        query = "&".join(filter(None, (before, values, after)))
        return f"{path}?{query}" if query else path

    return toggled


def hit_path(hit: Hit) -> str:
    """Return the address of the page of a found association."""
    return f"/vereniging/{hit.vcode}/{hit.slug}" if hit.slug else f"/vereniging/{hit.vcode}"


def _count(results: Results) -> int | None:
    """How many there are: told, or all in sight when nothing comes before or after them."""
    alone = results.paging.previous is None and results.paging.following is None
    return len(results.hits) if results.total is None and alone else results.total


def _branches_of(results: Results) -> frozenset[str]:
    """Return the areas of the place that was asked for, and the provinces around: they stand open in the tree."""
    areas = results.place.areas if results.place else ()
    return frozenset((*areas, *filter(None, map(province_of, areas))))


def _groups(facets: Iterable[Facet], in_use: frozenset[str]) -> tuple[Group, ...]:
    facets = tuple(facets)
    led = {facet.name: facet for facet in facets if facet.name in _GROUPED}
    followed = {facet.name for facet in facets}
    groups = []
    for facet in facets:
        if _GROUPED.get(facet.name) in followed:
            continue  # stands in the group of the facet that it goes with
        leading = [led[name] for name, target in _GROUPED.items() if target == facet.name and name in led]
        groups.append(_group(facet, leading, in_use))
    return tuple(group for group in groups if group.choices.size)


def _group(facet: Facet, leading: Sequence[Facet], in_use: frozenset[str]) -> Group:
    parts = [*leading, facet]
    choices = [_choice(part.name, value, in_use) for part in parts for value in part.values]
    return Group(
        hint=_HINTS.get(facet.name, ""),
        name=facet.name,
        label=_MORE if leading else choice_labels.FACETS[facet.name],
        choices=_branches(choices) if facet.name is FacetName.AREA else _split(choices),
        cleared=path_of(_cleared(parts)) if any(part.is_active for part in parts) else None,
    )


def _split(choices: Sequence[Choice]) -> Split:
    """Keep what is chosen and the first few that give something in sight."""
    # A disclosure that hides a single value takes the place of that value.
    if len(choices) <= IN_SIGHT + 1:
        return Split(tuple(choices))
    chosen = sum(choice.is_open for choice in choices)
    giving = sum(choice.count > 0 for choice in choices)
    sight = max(chosen, min(IN_SIGHT, giving))
    return Split(tuple(choices[:sight]), tuple(choices[sight:]))


def _branches(choices: Sequence[Choice]) -> Split:
    """Show only the branches in use; as long as none is, all of them. The only one there is, is in use."""
    if len(choices) == 1:
        choices = [replace(choices[0], is_open=True)]
    in_use = tuple(choice for choice in choices if choice.is_open)
    return Split(in_use, tuple(choice for choice in choices if not choice.is_open)) if in_use else Split(tuple(choices))


def _cleared(parts: Sequence[Facet]) -> Criteria:
    cleared = parts[0].cleared
    for part in parts[1:]:
        cleared = cleared.choosing(part.name, ())
    return cleared


def _choice(name: FacetName, value: FacetValue, in_use: frozenset[str]) -> Choice:
    below = [_choice(name, child, in_use) for child in value.children]
    return Choice(
        parameter=name,
        value=value.code,
        label=choice_labels.value_label(name, value),
        count=value.count,
        is_selected=value.is_selected,
        is_open=value.is_open or (name is FacetName.AREA and value.code in in_use),
        below=_split(sorted(below, key=lambda choice: not choice.is_open)),
    )


def _orders(criteria: Criteria) -> Iterable[Order]:
    for sort in choice_labels.SORTS:
        if sort is not Sort.DISTANCE or criteria.has_place:
            # A map has no order: choosing one leads to the list.
            sorted_so = replace(criteria.shown_as(View.LIST), sort=sort)
            yield Order(_order_label(sort, criteria), path_of(sorted_so), sort is criteria.sort)


def _order_label(sort: Sort, criteria: Criteria) -> str:
    """Return what an order goes by: without words and place all fit alike, and those that tell most come first."""
    return choice_labels.SORTS[sort] if sort is not Sort.BEST or criteria.q or criteria.has_place else _MOST_COMPLETE


def _radii(results: Results) -> Iterable[Order]:
    """Yield how far around the place or position may be looked: its borders, or so many kilometres."""
    criteria, place = results.criteria, results.place
    if not criteria.near and (place is None or place.point is None or place.area in PROVINCES):
        return
    chosen = criteria.in_group(ResultGroup.SURE)
    borders = _("in %(place)s") % {"place": place.label} if place and not criteria.near else _("overal")
    yield Order(borders, path_of(replace(chosen, radius_km=None)), criteria.radius_km is None)
    for radius in sorted({*RADII_KM, *filter(None, (criteria.radius_km,))}):
        label = _("binnen %(km)s km") % {"km": radius}
        yield Order(label, path_of(replace(chosen, radius_km=radius)), criteria.radius_km == radius)


def _views(criteria: Criteria) -> Iterable[Order]:
    for view, label in choice_labels.VIEWS.items():
        yield Order(label, path_of(criteria.shown_as(view)), view is criteria.view)


def _kept(results: Results) -> tuple[Kept, ...]:
    """Return what the form would lose: parameters that no field and no check box on the page stands for.

    Without facets (the engine is away) the chosen values have no check box either, and travel along unseen.
    """
    boxes = {choice for facet in results.facets for value in facet.values for choice in _codes(facet.name, value)}
    fields = {"q", "waar", "pagina", "na", "groep"} | ({"adres"} if results.address_count is not None else set())
    pairs = results.criteria.first_page().pairs()
    kept = [Kept(*pair) for pair in pairs if pair[0] not in fields and pair not in boxes]
    area = results.place.area if results.place and results.facets else None
    return (*kept, *([Kept(PLACE_BOX, area)] if area else []))


def _codes(name: FacetName, value: FacetValue) -> Iterable[tuple[str, str]]:
    yield (name.value, value.code)
    for child in value.children:
        yield from _codes(name, child)
