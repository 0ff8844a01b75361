"""What the pages of municipalities, provinces and activities show: counts that are promises, each with where it leads.

One answer of the search holds all counts of a page; without the engine the same links stand there without them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from directory.geography.nis import BRUSSELS, PROVINCES, province_of
from directory.language.kind_table import kind_plural, kind_table, narrower_kinds
from directory.pages.landing.counts import Counts
from directory.pages.results.page import Kept, path_of, toggling
from directory.platform import i18n
from directory.search.criteria.choices import FacetName, Sort
from directory.search.criteria.criteria import Criteria
from directory.search.results.hits import distance_m
from directory.texts import choice_labels
from directory.texts.activity_names import within_a_sentence
from directory.urls.landing_pages import (
    ACTIVITIES,
    MUNICIPALITIES,
    ActivityName,
    SubjectName,
    activity_path,
    area_path,
    municipality_path,
    province_path,
    subject_path,
    subjects_with_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from directory.geography.gazetteer import Gazetteer, Place
    from directory.search.results.model import GroupBeside, Results
    from directory.search.understanding.reference import Reference

_ = i18n._

_NEIGHBOURS = 8
MOST_IN_SIGHT = 12
_RECENT = "maand"


class Link(NamedTuple):
    """Something to choose, with the number of associations that one gets; None while the engine is away."""

    label: str
    href: str
    number: int | None = None


class Section(NamedTuple):
    """A heading with what can be chosen below it; what is beyond `in_sight` waits behind a disclosure."""

    name: str
    title: str
    links: tuple[Link, ...]
    whole: Link | None = None  # where all of them stand
    in_sight: int = MOST_IN_SIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingPage:
    """Everything that such a page says."""

    path: str
    title: str
    subject: str  # "in Leuven", "met als activiteit sport": goes on after a number of associations
    criteria: Criteria  # the question whose answer the page is about
    results: Results
    crumbs: tuple[Link, ...]
    sections: tuple[Section, ...]
    neighbours: Section
    where: str = ""
    activity: ActivityName | None = None
    kind: SubjectName | None = None

    @property
    def kept(self) -> tuple[Kept, ...]:
        """What the search box keeps of what the page is about."""
        chosen = ((FacetName.ACTIVITY, self.activity), (FacetName.SUBJECT, self.kind))
        return tuple(Kept(facet.value, within.code) for facet, within in chosen if within)

    @property
    def total(self) -> int | None:
        """The number of associations; None while the engine is away."""
        return self.results.total

    @property
    def all_path(self) -> str:
        """The address of the whole list."""
        return path_of(self.criteria)

    @property
    def newest_path(self) -> str:
        """The address of the whole list, newest first."""
        return path_of(replace(self.criteria, sort=Sort.NEWEST))

    @property
    def groups(self) -> tuple[GroupBeside, ...]:
        """What only might fit, each with its number and where it stands."""
        return tuple(replace(group, criteria=replace(group.criteria, sort=Sort.BEST)) for group in self.results.groups)

    @property
    def changed(self) -> Link | None:
        """How many changed lately, and where those stand; None when nothing did or the engine is away."""
        criteria = self.criteria.choosing(FacetName.CHANGED, [_RECENT])
        count = Counts(self.results).of(FacetName.CHANGED, _RECENT)
        return Link(choice_labels.CHANGED[_RECENT], path_of(criteria), count) if count else None


def municipality_title(place: Place, within: ActivityName | SubjectName | None = None) -> str:
    """Return the heading of a municipality's page, or of the page of an activity or kind in it."""
    if within is None:
        return _("Verenigingen in %(place)s") % {"place": place.name}
    name = kind_plural(within.code) if isinstance(within, SubjectName) else within.name
    return _("%(activity)s in %(place)s") % {"activity": name, "place": place.name}


def province_title(place: Place) -> str:
    """Return the heading of the page of a province, or of the region of Brussels."""
    return _("Verenigingen %(there)s") % {"there": in_province(place)}


def in_province(place: Place) -> str:
    """Return "in de provincie Antwerpen"; the region of Brussels is no province."""
    pattern = _("in het %(place)s") if place.areas == (BRUSSELS,) else _("in de provincie %(place)s")
    return pattern % {"place": place.name}


def activity_title(activity: ActivityName) -> str:
    """Return the heading of an activity's page."""
    return _("Verenigingen: %(activity)s") % {"activity": within_a_sentence(activity.name)}


def kind_title(kind: SubjectName) -> str:
    """Return the heading of a kind's page."""
    return _("%(kinds)s in Vlaanderen en Brussel") % {"kinds": kind_plural(kind.code)}


def question(place: Place | None = None, within: ActivityName | SubjectName | None = None) -> Criteria:
    """Return what a page is about, its newest associations first."""
    criteria = Criteria(areas=place.areas if place else (), sort=Sort.NEWEST)
    if within is None:
        return criteria
    return criteria.choosing(
        FacetName.SUBJECT if isinstance(within, SubjectName) else FacetName.ACTIVITY, (within.code,)
    )


class Landing:
    """Makes the pages from an answer of the search and the places and activities that there are.

    `kinds` are the numbers of each kind in the municipality, or anywhere; None while the engine is away.
    """

    def __init__(self, reference: Reference, results: Results, kinds: Mapping[str, int] | None = None) -> None:
        self._places: Gazetteer = reference.gazetteer
        self._activities: Mapping[str, str] = reference.activities
        self._results = results
        self._counts = Counts(results)
        self._kinds = kinds or {}
        self._criteria = replace(results.criteria, sort=Sort.BEST)

    def municipality(self, place: Place) -> LandingPage:
        """Make the page of a municipality."""
        return LandingPage(
            path=municipality_path(place),
            title=municipality_title(place),
            subject=_("in %(place)s") % {"place": place.name},
            criteria=self._criteria,
            results=self._results,
            crumbs=self._up_to_province(place),
            sections=(
                self._doing(_("Wat kan je hier doen?"), lambda one: municipality_path(place, one)),
                self._precisely(lambda kind: municipality_path(place, kind)),
                self._districts(place),
                self._chosen("leeftijd", _("Voor wie?"), FacetName.AGE, choice_labels.AGES),
                self._chosen("soort", _("Soorten verenigingen"), FacetName.KIND, choice_labels.KINDS),
            ),
            neighbours=self._around(place),
            where=place.label,
        )

    def activity_there(self, place: Place, activity: ActivityName) -> LandingPage:
        """Make the page of an activity in a municipality."""
        names = {"activity": within_a_sentence(activity.name), "place": place.name}
        return LandingPage(
            path=municipality_path(place, activity),
            title=municipality_title(place, activity),
            subject=_("in %(place)s met als activiteit %(activity)s") % names,
            criteria=self._criteria,
            results=self._results,
            crumbs=(*self._up_to_province(place), Link(place.name, municipality_path(place))),
            sections=(
                self._precisely(lambda kind: municipality_path(place, kind), under=activity.code),
                self._districts(place),
                self._chosen("leeftijd", _("Voor wie?"), FacetName.AGE, choice_labels.AGES),
                self._doing(
                    _("Wat kan je hier nog doen?"), lambda one: municipality_path(place, one), but=activity.code
                ),
            ),
            neighbours=self._around(place, activity),
            where=place.label,
            activity=activity,
        )

    def kind_there(self, place: Place, kind: SubjectName) -> LandingPage:
        """Make the page of a kind in a municipality."""
        activity = self._activity_of(kind)
        names = {"kind": kind_table()[kind.code].label, "place": place.name}
        return LandingPage(
            path=municipality_path(place, kind),
            title=municipality_title(place, kind),
            subject=_("van de soort “%(kind)s” in %(place)s") % names,
            criteria=self._criteria,
            results=self._results,
            crumbs=(
                *self._up_to_province(place),
                Link(place.name, municipality_path(place)),
                Link(activity.name, municipality_path(place, activity)),
            ),
            sections=(
                self._districts(place),
                self._chosen("leeftijd", _("Voor wie?"), FacetName.AGE, choice_labels.AGES),
                self._related(kind, lambda one: municipality_path(place, one)),
            ),
            neighbours=self._around(place, kind),
            where=place.label,
            kind=kind,
        )

    def province(self, place: Place) -> LandingPage:
        """Make the page of a province, or of the region of Brussels."""
        others = [code for code in PROVINCES if code not in place.areas]
        return LandingPage(
            path=province_path(place),
            title=province_title(place),
            subject=in_province(place),
            criteria=self._criteria,
            results=self._results,
            crumbs=(Link(_("Gemeenten"), MUNICIPALITIES),),
            sections=(
                self._municipalities(_("In welke gemeente?"), within=place.areas[0]),
                self._chosen("activiteit", _("Wat kan je hier doen?"), FacetName.ACTIVITY, self._activities),
                self._chosen("soort", _("Soorten verenigingen"), FacetName.KIND, choice_labels.KINDS),
            ),
            neighbours=Section("provincies", _("Andere provincies"), self._areas(others)),
            where=place.label,
        )

    def activity(self, activity: ActivityName) -> LandingPage:
        """Make the page of an activity."""
        return LandingPage(
            path=activity_path(activity),
            title=activity_title(activity),
            subject=_("met als activiteit %(activity)s") % {"activity": within_a_sentence(activity.name)},
            criteria=self._criteria,
            results=self._results,
            crumbs=(Link(_("Activiteiten"), ACTIVITIES),),
            sections=(
                self._precisely(lambda kind: subject_path(kind, self._activities), under=activity.code),
                self._chosen("provincie", _("In welke provincie?"), FacetName.AREA, self._named(PROVINCES)),
                self._municipalities(_("In welke gemeente?"), narrowed=activity),
                self._chosen("leeftijd", _("Voor wie?"), FacetName.AGE, choice_labels.AGES),
                self._chosen("soort", _("Soorten verenigingen"), FacetName.KIND, choice_labels.KINDS),
            ),
            neighbours=self._doing(_("Andere activiteiten"), activity_path, but=activity.code),
            activity=activity,
        )

    def kind(self, kind: SubjectName) -> LandingPage:
        """Make the page of a kind."""
        activity = self._activity_of(kind)
        return LandingPage(
            path=subject_path(kind, self._activities),
            title=kind_title(kind),
            subject=_("van de soort “%(kind)s”") % {"kind": kind_table()[kind.code].label},
            criteria=self._criteria,
            results=self._results,
            crumbs=(Link(_("Activiteiten"), ACTIVITIES), Link(activity.name, activity_path(activity))),
            sections=(
                self._chosen("provincie", _("In welke provincie?"), FacetName.AREA, self._named(PROVINCES)),
                self._municipalities(_("In welke gemeente?"), narrowed=kind),
                self._chosen("leeftijd", _("Voor wie?"), FacetName.AGE, choice_labels.AGES),
                self._related(kind, lambda one: subject_path(one, self._activities)),
            ),
            neighbours=self._beside(kind),
            kind=kind,
        )

    def _activity_of(self, kind: SubjectName) -> ActivityName:
        code = kind_table()[kind.code].activity
        return ActivityName(code, self._activities[code])

    def _precisely(self, path: Callable[[SubjectName], str], under: str = "") -> Section:
        """Link to the pages of kinds: all, or those under an activity."""
        return Section("precies", _("Wat precies?"), self._of_kinds(self._kinds_under(under), path))

    def _beside(self, kind: SubjectName) -> Section:
        """Link to the pages of the kinds under the same activity."""
        others = [one for one in self._kinds_under(self._activity_of(kind).code) if one != kind]
        links = self._of_kinds(others, lambda one: subject_path(one, self._activities))
        return Section("soorten", _("Andere soorten"), links[:MOST_IN_SIGHT])

    def _kinds_under(self, activity: str) -> list[SubjectName]:
        kinds = subjects_with_page(self._activities)
        return [one for one in kinds if activity in {"", kind_table()[one.code].activity}]

    def _related(self, kind: SubjectName, path: Callable[[SubjectName], str]) -> Section:
        """Link to the pages of the kinds that a kind is a part of, that are a part of it, and that neighbour on it."""
        row = kind_table()[kind.code]
        codes = {row.broader, *narrower_kinds(kind.code), *row.related}
        kinds = [one for one in subjects_with_page(self._activities) if one.code in codes]
        return Section("verwant", _("Verwante soorten"), self._of_kinds(kinds, path))

    def _of_kinds(self, kinds: Iterable[SubjectName], path: Callable[[SubjectName], str]) -> tuple[Link, ...]:
        return ranked(Link(one.name, path(one), self._kinds.get(one.code, 0)) for one in kinds)

    def _named(self, codes: Iterable[str]) -> dict[str, str]:
        return {code: self._places.label(code) for code in codes}

    def _up_to_province(self, place: Place) -> tuple[Link, ...]:
        code = province_of(place.areas[0])
        around = self._places.by_code.get(code or "")
        return (Link(around.name, province_path(around)),) if around else ()

    def _doing(self, title: str, path: Callable[[ActivityName], str], but: str = "") -> Section:
        """Link to the pages of activities."""
        activities = [ActivityName(code, name) for code, name in self._activities.items() if code != but]
        links = (Link(one.name, path(one), self._counts.of(FacetName.ACTIVITY, one.code)) for one in activities)
        return Section("activiteit", title, ranked(links))

    def _districts(self, place: Place) -> Section:
        codes = self._places.districts_of.get(place.areas[0], ())
        return self._chosen("deelgemeente", _("Deelgemeenten"), FacetName.AREA, self._named(codes))

    def _municipalities(
        self, title: str, within: str = "", narrowed: ActivityName | SubjectName | None = None
    ) -> Section:
        """Link to the pages of municipalities, all or those of a province."""
        municipalities = [place for place in self._places.municipalities if within in {"", province_of(place.areas[0])}]
        links = (
            Link(place.name, municipality_path(place, narrowed), self._counts.of(FacetName.AREA, place.areas[0]))
            for place in sorted(municipalities, key=lambda place: place.name if within else -place.population)
        )
        if within:
            return Section("gemeente", title, ranked(links))
        return Section("gemeente", title, ranked(links)[:MOST_IN_SIGHT], Link(_("Alle gemeenten"), MUNICIPALITIES))

    def _chosen(self, name: str, title: str, facet: FacetName, values: Mapping[str, str]) -> Section:
        """Link to the search, narrowed by one value more; what is chosen in the facet gives way."""
        chosen = toggling(self._criteria.choosing(facet, ()), facet)
        links = (Link(label, chosen(code), self._counts.of(facet, code)) for code, label in values.items())
        links_with_results = [link for link in links if link.number != 0]
        # Ages have an order of their own.
        return Section(name, title, tuple(links_with_results) if facet is FacetName.AGE else ranked(links_with_results))

    def _around(self, place: Place, within: ActivityName | SubjectName | None = None) -> Section:
        """Link to the municipalities around, nearest first."""
        neighbours = nearest(place, self._places)
        links = (
            Link(near.name, municipality_path(near, within), self._counts.of(FacetName.AREA, near.areas[0]))
            for near in neighbours
        )
        return Section("buren", _("Buurgemeenten"), tuple(links))

    def _areas(self, codes: Iterable[str]) -> tuple[Link, ...]:
        paths = ((code, area_path(code, self._places)) for code in codes)
        return tuple(
            Link(self._places.label(code), path, self._counts.of(FacetName.AREA, code)) for code, path in paths if path
        )


def ranked(links: Iterable[Link]) -> tuple[Link, ...]:
    """Leave out what leads to no results, most results first; as they come while the engine is away."""
    links_with_results = [link for link in links if link.number != 0]
    return tuple(sorted(links_with_results, key=lambda link: (-link.number, link.label) if link.number else (0, "")))


def nearest(place: Place, places: Gazetteer) -> list[Place]:
    """Return the municipalities whose middles are nearest to that of a municipality."""
    middle = place.point
    if middle is None:
        return []
    others = [
        (distance_m(middle, other.point), other)
        for other in places.municipalities
        if other.areas != place.areas and other.point is not None
    ]
    return [other for _distance, other in sorted(others, key=lambda pair: pair[0])[:_NEIGHBOURS]]
