"""What somebody asks for, as one frozen value that is read from a URL and written back to one, both ways equal.

Reading never raises: what is unknown or malformed is left out and told in a sentence. The page shows these sentences
above the results, the API refuses the request with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from directory.platform.i18n import _
from directory.search.criteria import url_parameters
from directory.search.criteria.choices import FacetName, Sort, View
from directory.search.criteria.facets import FACET_BY_NAME
from directory.search.criteria.known_codes import NO_CODES
from directory.search.criteria.url_parameters import PARAMETERS, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from directory.geography.points import Point
    from directory.search.criteria.known_codes import Codes

# Parameters of the page around the results; known, so that they are no problem, but no part of the question.
OTHER_PARAMETERS = frozenset({"uitleg", "uitleg_van", "taal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """One question: words, a place, filters, an order and a page. Lists are sorted and hold no value twice."""

    q: str = ""
    literal: bool = False  # the words are only words: no place is read in them
    where: str = ""  # the name of a place, a post code or a NIS code, as typed
    near: Point | None = None
    radius_km: int | None = None
    activities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    address_only: bool = False
    kinds: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    recognised: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()  # recently: periods that end today
    modified_since: date | None = None
    sort: Sort = Sort.BEST
    view: View = View.LIST  # how the page shows it; changes nothing of what is found
    page: int = 1
    after: str = ""  # a cursor: the results after it

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters of the URL that asks this, in a fixed order; what is usual is left out."""
        found: list[tuple[str, str]] = []
        for name, parameter in PARAMETERS.items():
            value = getattr(self, parameter.field)
            if value != _USUAL[parameter.field]:
                found += [(name, parameter.write(item)) for item in (value if parameter.several else (value,))]
        return found

    @property
    def has_place(self) -> bool:
        """Whether the question names a place or a position, so that distances are known."""
        return bool(self.where or self.near)

    @property
    def has_filters(self) -> bool:
        """Whether anything narrows the results apart from the words and the place."""
        return self != replace(
            self.without_filters(), page=self.page, after=self.after
        )  # fmt: skip

    def chosen(self, facet: FacetName) -> tuple[str, ...]:
        """Return the values that are chosen in a facet."""
        value: tuple[str, ...] = getattr(self, FACET_BY_NAME[facet].criteria_field)
        return value

    def choosing(self, facet: FacetName, values: Iterable[str]) -> Criteria:
        """Return the same question with exactly these values chosen in a facet, from its first page."""
        changed: dict[str, Any] = {FACET_BY_NAME[facet].criteria_field: tuple(sorted(set(values)))}
        return replace(self, page=1, after="", **changed)

    def toggled(self, facet: FacetName, value: str) -> Criteria:
        """Return the same question with a value of a facet chosen, or no longer."""
        return self.choosing(facet, set(self.chosen(facet)) ^ {value})

    def first_page(self) -> Criteria:
        """Return the same question from its start."""
        return replace(self, page=1, after="")

    def on_page(self, page: int) -> Criteria:
        """Return the same question on a numbered page."""
        return replace(self, page=page, after="")

    def following(self, cursor: str) -> Criteria:
        """Return the same question after a cursor."""
        return replace(self, page=1, after=cursor)

    def in_place(self, where: str) -> Criteria:
        """Return the same question for another place."""
        return replace(self.first_page(), where=where)

    def without_place(self) -> Criteria:
        """Return the same question for everywhere."""
        sort = Sort.BEST if self.sort is Sort.DISTANCE else self.sort
        return replace(self.first_page(), where="", near=None, radius_km=None, sort=sort)

    def shown_as(self, view: View) -> Criteria:
        """Return the same question in another form, from its start."""
        return replace(self.first_page(), view=view)

    def taken_literally(self) -> Criteria:
        """Return the same question with its words as words only."""
        return replace(self.first_page(), literal=True)

    def without_filters(self) -> Criteria:
        """Return only the words, the place and the order of the question."""
        return replace(
            Criteria(), q=self.q, literal=self.literal, where=self.where, near=self.near, radius_km=self.radius_km,
            sort=self.sort, view=self.view,
        )  # fmt: skip


class Problem(NamedTuple):
    """A parameter that was left out, its value and a sentence for whoever typed it."""

    parameter: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question, and what could not be read of it."""

    criteria: Criteria
    problems: tuple[Problem, ...] = ()


_USUAL: dict[str, Any] = {item.name: item.default for item in fields(Criteria)}


_UNKNOWN = _("De parameter “%(name)s” kennen we niet.")
_TWICE = _("“%(name)s” staat er meer dan één keer. We nemen de eerste.")


@dataclass(slots=True)
class _Reading:
    """The values and problems found so far while a URL is read."""

    codes: Codes
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, name: str, text: str) -> None:
        parameter = PARAMETERS.get(name)
        if parameter is None:
            self.refuse(name, text, _UNKNOWN % {"name": url_parameters.clean(name, 40)})
            return
        try:
            value = parameter.read(text, self.codes)
        except Refused as refused:
            self.refuse(name, text, str(refused))
            if refused.instead is None:
                return
            value = refused.instead
        self._keep(name, text, value)

    def _keep(self, name: str, text: str, value: Any) -> None:
        parameter = PARAMETERS[name]
        if parameter.several:
            self.values[parameter.field] = tuple(sorted({*self.values.get(parameter.field, ()), value}))
        elif parameter.field in self.values:
            self.refuse(name, text, _TWICE % {"name": name})
        else:
            self.values[parameter.field] = value

    def refuse(self, name: str, text: str, message: str) -> None:
        self.problems.append(Problem(url_parameters.clean(name, 40), url_parameters.clean(text, 80), message))


def parse(pairs: Iterable[tuple[str, str]], codes: Codes = NO_CODES) -> Parsed:
    """Read the parameters of a URL; empty ones are what a form sends for a field that was not filled in."""
    reading = _Reading(codes)
    for name, text in pairs:
        if text.strip() and name not in OTHER_PARAMETERS:
            reading.take(name, text)
    return Parsed(_coherent(reading), tuple(reading.problems))


def _coherent(reading: _Reading) -> Criteria:
    """Leave out what makes no sense beside the rest."""
    interpreted = Criteria(**{name: value for name, value in reading.values.items() if value not in ("", ())})
    if not interpreted.has_place and interpreted.radius_km is not None:
        reading.refuse("straal", str(interpreted.radius_km), _("Kies eerst een plaats, dan pas een afstand."))
        interpreted = replace(interpreted, radius_km=None)
    if not interpreted.has_place and interpreted.sort is Sort.DISTANCE:
        reading.refuse("sorteer", interpreted.sort, _("Kies eerst een plaats om op afstand te sorteren."))
        interpreted = replace(interpreted, sort=Sort.BEST)
    if interpreted.view is View.MAP:
        return interpreted.first_page()  # a map has no pages
    return replace(interpreted, page=1) if interpreted.after else interpreted
