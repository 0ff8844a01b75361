"""What a search answers: typed values that a page, the API, a widget or an export renders without looking further.

Every link is a `Criteria`; the renderer turns it into a URL with `criteria.pairs()`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from directory.search.criteria.choices import ResultGroup, aimed_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from directory.geography.points import Point
    from directory.search.criteria.choices import FacetName
    from directory.search.criteria.criteria import Criteria
    from directory.search.criteria.url_codec import ParameterProblem
    from directory.urls.landing_pages import ActivityName, SubjectName


class Segment(NamedTuple):
    """A piece of text, and whether it is what the words of the question matched. Plain text: escape it."""

    text: str
    is_match: bool


class Nearness(StrEnum):
    """How an association belongs to the place that was asked for."""

    ADDRESS = "adres"  # it has an address there
    WORKS = "werkt"  # it says that it works there
    MUNICIPALITY = "gemeente"  # it works in the whole municipality of the district
    AROUND = "omgeving"  # it has an address elsewhere in the municipality of the district
    PROVINCE = "provincie"  # it works in the whole province


class HitReasonKind(StrEnum):
    """Why an association is in the list though what is shown of it does not tell."""

    WORKS_THERE = "werkt"  # `places`: the place that was asked for
    WORKS_ALL_OVER = "provincie"  # `places`: the provinces, or the municipalities, around it
    LOOKS_ALIKE = "lijkt"  # its words are not those of the question
    ACTIVITY_ALONE = "activiteit"  # only its activity fits the kind that was asked for
    DESCRIPTION = "omschrijving"  # the words stand in its description alone


class HitReason(NamedTuple):
    """The reason, and the names of the places that it is about."""

    kind: HitReasonKind
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One association in the list."""

    vcode: str
    slug: str
    name: str
    name_segments: tuple[Segment, ...]
    short_name: str
    description_segments: tuple[Segment, ...]  # at most some 200 characters around the first match
    place: str  # "Kessel-Lo, Leuven", of the best address; empty when there is none
    activities: tuple[ActivityName, ...]
    subjects: tuple[SubjectName, ...]  # what it is precisely, as far as its texts tell
    ages: tuple[str, ...]  # codes of age groups
    kind: str  # code of the kind of association
    is_recognised: bool
    point: Point | None
    distance_m: float | None  # from the place or position that was asked for
    nearness: Nearness | None
    reason: HitReason | None  # why it is here; None when it is evident

    @property
    def main_ages(self) -> tuple[str, ...]:
        """The one or two age groups that it is meant for; empty when it is for nearly everybody."""
        return aimed_at(self.ages)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that can be chosen in a facet, with the number of results it would give."""

    code: str
    count: int
    is_selected: bool  # in the facet, or as the place that was typed
    name: str = ""  # of an activity, area or kind; empty for a code that the search itself knows
    children: tuple[FacetValue, ...] = ()  # the municipalities of a province, the districts of a municipality

    @property
    def is_open(self) -> bool:
        """Whether this value or one below it is chosen."""
        return self.is_selected or any(child.is_open for child in self.children)


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values, chosen ones first, then by count. Counts leave out the facet's own choice."""

    name: FacetName
    values: tuple[FacetValue, ...]
    cleared: Criteria  # the question without any choice in this facet

    @property
    def selected(self) -> frozenset[str]:
        """The chosen values, at any depth."""
        return frozenset(_selected(self.values))

    @property
    def is_active(self) -> bool:
        """Whether something is chosen in it."""
        return any(value.is_open for value in self.values)


def _selected(values: Iterable[FacetValue]) -> Iterator[str]:
    for value in values:
        if value.is_selected:
            yield value.code
        yield from _selected(value.children)


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """Something that narrows the results, with the question without it."""

    parameter: str  # of the URL; a place among the words is undone by `letterlijk`, a kind by `als_woord`
    value: str  # a code, kilometres, an ISO date or the place as typed; empty for a position
    without: Criteria
    name: str = ""  # of the place, area, activity or kind; empty where the value is a code or word, or a position

    @property
    def is_reading(self) -> bool:
        """Whether it is a kind that was read in the words: it finds more, and taking it away less."""
        return self.parameter == "als_woord" and bool(self.name)


class PageLink(NamedTuple):
    """A numbered page and the question that shows it."""

    number: int
    criteria: Criteria
    is_current: bool


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in the results this page stands. `number` is None after a cursor, where pages have no number."""

    number: int | None
    count: int | None  # numbered pages there are; None when the total is not known
    links: tuple[PageLink, ...]
    previous: Criteria | None
    following: Criteria | None
    onwards: Criteria | None = None  # the next page by cursor, from a numbered page too: nothing is missed or doubled


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """The place that `waar` was understood as, and the other places of that name."""

    label: str
    point: Point | None
    alternatives: tuple[tuple[str, Criteria], ...] = ()
    area: str | None = None  # the value of the area facet that it is
    areas: tuple[str, ...] = ()  # codes of the municipalities or the province that it is or lies in


class PlaceProposal(NamedTuple):
    """A known place that an unknown name may mean, with the number of results there; None when it is not known."""

    label: str
    criteria: Criteria
    total: int | None = None


class OnMap(NamedTuple):
    """What only the map shows of the answer."""

    middle: Point | None  # from which distances are measured
    areas: tuple[str, ...]  # the municipalities, or the province, that the question names as its place
    opens_brussels: bool  # its municipalities are shown apart, no longer as one
    nowhere: int  # how many of the results belong to no municipality, so to no circle


class Nearby(NamedTuple):
    """What lies within a few kilometres of the place that was asked for, whatever the border."""

    radius_km: int
    more: int  # that the place itself does not give
    total: int  # that the wider question gives
    criteria: Criteria


class GroupSubject(NamedTuple):
    """Which results a list or a part of it holds, and the names of the places and activities that it is about."""

    group: ResultGroup
    places: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupBeside:
    """A group beside the list: what only might fit, with its number; its first results where the list ends."""

    subject: GroupSubject
    total: int
    criteria: Criteria
    hits: tuple[Hit, ...] = ()


class DidYouMean(NamedTuple):
    """The question in other words, when those give clearly more."""

    criteria: Criteria
    total: int


class RelaxationKind(StrEnum):
    """How a question that helps differs from one that nothing answers."""

    FIRST_PAGE = "eerste pagina"
    SPELLING = "spelling"  # `subject`: the words, spelt otherwise
    MUNICIPALITY = "gemeente"  # `subject`: the municipality of the district that was asked for
    AROUND = "omgeving"  # `subject`: the place, empty for a position; `radius_km` around it
    FILTER = "filter"  # `filters`: what is left out, all of one parameter
    FILTERS = "filters"
    QUOTES = "aanhalingstekens"
    WORD = "woord"  # `subject`: the word that is left out
    PART = "deel"  # `subject`: the words, with a compound replaced by its last part
    ACTIVITY = "activiteit"  # `activities`: the names of those that are looked for instead of the words
    EVERYWHERE = "overal"
    PLACE = "plaats"  # `subject`: the place, without the words


@dataclass(frozen=True, slots=True)
class RelaxationStep:
    """A question that helps where nothing is found, with the number of results that it gives."""

    kind: RelaxationKind
    criteria: Criteria
    subject: str = ""
    filters: tuple[ActiveFilter, ...] = ()
    activities: tuple[str, ...] = ()
    radius_km: int = 0
    count: int = 0


_SURE = GroupSubject(ResultGroup.SURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The whole answer. With `degraded` it comes from Postgres: no facets, no marks, and `total` is not known."""

    criteria: Criteria
    hits: tuple[Hit, ...]
    total: int | None
    facets: tuple[Facet, ...]
    active_filters: tuple[ActiveFilter, ...]
    paging: Paging
    place: PlaceShown | None = None
    proposals: tuple[PlaceProposal, ...] = ()  # where the place is unknown, and looked for everywhere
    problems: tuple[ParameterProblem, ...] = ()
    is_loose: bool = False  # nothing fits surely: these look or sound alike
    corrected: str | None = None  # the words as the best of these spells them, for "je ziet resultaten voor"
    degraded: bool = False
    generation: str | None = None
    updated_at: datetime | None = None
    # How many have an address in the chosen areas: the count beside "Enkel met adres hier".
    address_count: int | None = None
    nearby: Nearby | None = None  # told where the results end
    subject: GroupSubject = _SURE  # which results these are
    groups: tuple[GroupBeside, ...] = ()
    on_map: OnMap | None = None  # there when the question asks for the map and the engine answers
    is_exact: bool = False  # the best one is called just so
    did_you_mean: DidYouMean | None = None
    relaxation_steps: tuple[RelaxationStep, ...] = ()  # what helps when nothing is found, closest first

    @property
    def all_hits(self) -> tuple[Hit, ...]:
        """The results as a reader meets them: those of the list, then those of the groups below it."""
        return (*self.hits, *(hit for group in self.groups for hit in group.hits))
