"""What the lists of all municipalities and all activities show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.geography.nis import PROVINCES, province_of
from directory.language.normalise import fold
from directory.pages.landing.counts import Counts
from directory.pages.landing.page import Link, Section, ranked
from directory.search.criteria.choices import FacetName
from directory.urls.landing_pages import ActivityName, activity_path, municipality_path, province_path

if TYPE_CHECKING:
    from directory.geography.gazetteer import Gazetteer, Place
    from directory.search.results.model import Results
    from directory.search.understanding.reference import Reference


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with which a name begins, and where those names stand."""

    letter: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Municipalities:
    """The municipalities by province, all of them or those of one letter."""

    results: Results
    size: int
    letter: str
    letters: tuple[Letter, ...]
    provinces: tuple[Section, ...]


def begins_with(place: Place) -> str:
    """Return the letter under which people look for a place: `'s-Gravenwezel` stands under S."""
    return next((sign for sign in fold(place.name).upper() if sign.isalpha()), "")


def all_municipalities(reference: Reference, results: Results, path: str, letter: str = "") -> Municipalities:
    """Arrange the municipalities; a letter with which none begins is no letter."""
    places = reference.gazetteer
    municipalities = sorted(places.municipalities, key=lambda place: fold(place.name))
    letters = sorted({begins_with(place) for place in municipalities})
    chosen = letter.upper() if letter.upper() in letters else ""
    shown = [place for place in municipalities if chosen in {"", begins_with(place)}]
    counts = Counts(results)
    sections = (_province(code, shown, places, counts) for code in PROVINCES if code in places.by_code)
    return Municipalities(
        results=results,
        size=len(municipalities),
        letter=chosen,
        letters=tuple(Letter(one, f"{path}?letter={one.lower()}", one == chosen) for one in letters),
        provinces=tuple(section for section in sections if section.links),
    )


def _province(code: str, shown: list[Place], places: Gazetteer, counts: Counts) -> Section:
    around = places.by_code[code]
    links = tuple(
        Link(place.name, municipality_path(place), counts.of(FacetName.AREA, place.areas[0]))
        for place in shown
        if province_of(place.areas[0]) == code
    )
    whole = Link(around.name, province_path(around), counts.of(FacetName.AREA, code))
    return Section(code.lower(), around.name, links, whole)


def all_activities(reference: Reference, results: Results) -> tuple[Link, ...]:
    """Arrange the activities, those of the most associations first."""
    counts = Counts(results)
    return ranked(
        Link(name, activity_path(ActivityName(code, name)), counts.of(FacetName.ACTIVITY, code))
        for code, name in reference.activities.items()
    )
