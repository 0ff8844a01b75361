"""The criteria of a search, as one frozen value that is read from a URL and written back to one, both ways equal.

Reading never raises: what is unknown or malformed is left out and reported. The page shows these problems above the
results, an API refuses the request with them. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from directory.language.normalise import tokenize
from directory.search.criteria.choices import FacetName, ResultGroup, Sort, View
from directory.search.criteria.facets import FACET_BY_NAME
from directory.search.criteria.known_codes import NO_CODES
from directory.search.criteria.url_codec import ProblemCode, UrlReader
from directory.search.criteria.url_parameters import SITE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from directory.geography.points import Point
    from directory.search.criteria.known_codes import Codes
    from directory.search.criteria.url_codec import ParameterProblem

# Parameters of the page around the results; known, so that they are no problem, but no part of the question.
PLACE_BOX = "plaats"  # the area whose box the form showed as checked because it is the given place
OTHER_PARAMETERS = frozenset({"uitleg", "uitleg_van", "taal", PLACE_BOX})


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """One question: words, a place, filters, an order and a page. Lists are sorted and hold no value twice."""

    q: str = ""
    literal: bool = False  # the words are only words: no place is read in them
    as_words: tuple[str, ...] = ()  # words of `q` in which no kind of association is read
    where: str = ""  # the name of a place, a post code or a NIS code, as typed
    near: Point | None = None
    radius_km: int | None = None
    activities: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()  # kinds of the table, under the activities; `kinds` are legal forms
    areas: tuple[str, ...] = ()
    address_only: bool = False
    kinds: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    recognised: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()  # recently: periods that end today
    modified_since: date | None = None
    group: ResultGroup = ResultGroup.SURE  # which of the results: those that fit surely, or a group beside them
    sort: Sort = Sort.BEST
    view: View = View.LIST  # how the page shows it; changes nothing of what is found
    page: int = 1
    after: str = ""  # a cursor: the results after it

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters of the URL that asks this, in a fixed order; what is usual is left out."""
        return SITE.write(self, _USUAL)

    @property
    def has_place(self) -> bool:
        """Whether the question names a place or a position, so that distances are known."""
        return bool(self.where or self.near)

    @property
    def has_filters(self) -> bool:
        """Whether anything narrows the results apart from the words and the place."""
        return self != replace(
            self.without_filters(), page=self.page, after=self.after, group=self.group
        )  # fmt: skip

    def chosen(self, facet: FacetName) -> tuple[str, ...]:
        """Return the values that are chosen in a facet."""
        value: tuple[str, ...] = getattr(self, FACET_BY_NAME[facet].criteria_field)
        return value

    def choosing(self, facet: FacetName, values: Iterable[str]) -> Criteria:
        """Return the same question with exactly these values chosen in a facet, from its first page."""
        changed: dict[str, Any] = {FACET_BY_NAME[facet].criteria_field: tuple(sorted(set(values)))}
        group = ResultGroup.SURE if facet is FacetName.AREA else self.group  # a tier of other areas is another list
        return replace(self, page=1, after="", group=group, **changed)

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
        return replace(self.first_page(), where=where, group=ResultGroup.SURE)

    def without_place(self) -> Criteria:
        """Return the same question for everywhere."""
        sort = Sort.BEST if self.sort is Sort.DISTANCE else self.sort
        return replace(
            self.first_page(), where="", near=None, radius_km=None, sort=sort, group=ResultGroup.SURE
        )  # fmt: skip

    def shown_as(self, view: View) -> Criteria:
        """Return the same question in another form, from its start."""
        shown = replace(self.first_page(), view=view)
        return shown.in_group(ResultGroup.SURE) if view is View.MAP else shown

    def taken_literally(self) -> Criteria:
        """Return the same question with its words as words only."""
        return replace(self.first_page(), literal=True, group=ResultGroup.SURE)

    def in_group(self, group: ResultGroup) -> Criteria:
        """Return the list of another group of the same question, from its start."""
        return replace(self.first_page(), group=group)

    def with_place_box(self, box: str, area_of_place: str | None) -> Criteria:
        """Return what a form asks in which the box of the area `box` was checked because it is the given place.

        Left checked it says nothing new. Unchecked it takes the place away, unless another one was typed meanwhile.
        """
        others = tuple(code for code in self.areas if code != box)
        if box in self.areas or area_of_place != box:
            return replace(self, areas=others)
        return self.without_place()

    def with_as_words(self, words: Iterable[str]) -> Criteria:
        """Return the same question in which no kind is read in exactly these of its words, from its first page."""
        return replace(self.first_page(), as_words=tuple(sorted(set(words))), group=ResultGroup.SURE)

    def without_filters(self) -> Criteria:
        """Return only the words, the place and the order of the question."""
        return replace(
            Criteria(), q=self.q, literal=self.literal, as_words=self.as_words, where=self.where, near=self.near,
            radius_km=self.radius_km, sort=self.sort, view=self.view,
        )  # fmt: skip


_USUAL = Criteria()


@dataclass(frozen=True, slots=True)
class ParsedCriteria:
    """A question, and what could not be read of it."""

    criteria: Criteria
    problems: tuple[ParameterProblem, ...] = ()


def parse(pairs: Iterable[tuple[str, str]], codes: Codes = NO_CODES) -> ParsedCriteria:
    """Read the parameters of a URL; empty ones are what a form sends for a field that was not filled in."""
    reader = UrlReader(SITE, codes)
    for name, text in pairs:
        if text.strip() and name not in OTHER_PARAMETERS:
            reader.read(name, text)
    return ParsedCriteria(_coherent(reader), tuple(reader.problems))


def _coherent(reader: UrlReader[Codes]) -> Criteria:
    """Leave out what makes no sense beside the rest."""
    criteria = Criteria(**{name: value for name, value in reader.values.items() if value not in ("", ())})
    if not criteria.has_place and criteria.radius_km is not None:
        reader.refuse("straal", str(criteria.radius_km), ProblemCode.RADIUS_WITHOUT_PLACE)
        criteria = replace(criteria, radius_km=None)
    if not criteria.has_place and criteria.sort is Sort.DISTANCE:
        reader.refuse("sorteer", criteria.sort, ProblemCode.DISTANCE_WITHOUT_PLACE)
        criteria = replace(criteria, sort=Sort.BEST)
    if criteria.as_words:  # a form sends them along with other words than those that they were chosen for
        typed = set(tokenize(criteria.q))
        criteria = replace(criteria, as_words=tuple(word for word in criteria.as_words if word in typed))
    if criteria.view is View.MAP:
        return criteria.in_group(ResultGroup.SURE)  # a map has no pages and counts what is sure
    return replace(criteria, page=1) if criteria.after else criteria
