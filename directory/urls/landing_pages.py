"""Paths of the landing pages of places, activities and kinds: the canonical path, and what else resolves to it.

Names of ended municipalities and of districts, French names, ended NIS codes, post codes of one municipality, codes of
activities, words for a kind and any capitals or hyphens resolve too, so that old links and printed addresses redirect.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from directory.geography.gazetteer import Place, PlaceKind, name_key
from directory.geography.nis import province_of
from directory.geography.place_forms import LONGEST_PLACE
from directory.language.kind_table import kind_name, kind_table
from directory.language.normalise import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from directory.geography.gazetteer import Gazetteer

MUNICIPALITIES, ACTIVITIES = "/gemeenten", "/activiteiten"


class ActivityName(NamedTuple):
    """An activity by its code, with its name for people."""

    code: str
    name: str


class SubjectName(NamedTuple):
    """A kind of the table by its code, with its label for people."""

    code: str
    name: str


def municipality_path(place: Place, within: ActivityName | SubjectName | None = None) -> str:
    """Return the path of a municipality's page, or of the page of an activity or kind in it."""
    path = f"/gemeente/{slug(place.name)}"
    if within is None:
        return path
    return f"{path}/{within.code if isinstance(within, SubjectName) else slug(within.name)}"


def province_path(place: Place) -> str:
    """Return the path of the page of a province, or of the region of Brussels."""
    return f"/provincie/{slug(place.name)}"


def activity_path(activity: ActivityName) -> str:
    """Return the path of an activity's page."""
    return f"/activiteit/{slug(activity.name)}"


def subject_path(subject: SubjectName, activities: Mapping[str, str]) -> str:
    """Return the path of a kind's page: below the activity that it stands under."""
    code = kind_table()[subject.code].activity
    return f"{activity_path(ActivityName(code, activities[code]))}/{subject.code}"


def has_page(code: str, activity_names: Iterable[str]) -> bool:
    """Tell whether a kind has pages of its own: one that is called as an activity is (tourism) has that one's."""
    return code not in _slugs(tuple(activity_names))


def subjects_with_page(activities: Mapping[str, str]) -> tuple[SubjectName, ...]:
    """Return the kinds that have pages of their own."""
    return tuple(
        SubjectName(kind.code, kind_name(kind.code))
        for kind in kind_table().values()
        if kind.activity in activities and has_page(kind.code, activities.values())
    )


@cache  # a few names, over and over
def _slugs(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(slug, names))


def area_path(code: str, places: Gazetteer) -> str | None:
    """Return the path of the page of a municipality or province by its code; None for other and unknown codes."""
    place = places.by_code.get(code)
    if place is None or place.kind not in _PATHS:
        return None
    return _PATHS[place.kind](place)


_PATHS = {PlaceKind.MUNICIPALITY: municipality_path, PlaceKind.PROVINCE: province_path}


def resolve_municipality(text: str, places: Gazetteer) -> Place | None:
    """Return the municipality of today that a path segment names; None when there is none or more than one."""
    return _first(text, PlaceKind.MUNICIPALITY, places)


def resolve_province(text: str, places: Gazetteer) -> Place | None:
    """Return the province or region that a path segment names; "Brussel" names the region called after it."""
    province = _first(text, PlaceKind.PROVINCE, places)
    municipality = None if province else resolve_municipality(text, places)
    if municipality is None:
        return province
    around = places.by_code.get(province_of(municipality.areas[0]) or "")
    return around if around and around.name.startswith(municipality.name) else None


def resolve_activity(text: str, activities: Mapping[str, str]) -> ActivityName | None:
    """Return the activity that a path segment names, by its code or by its name."""
    if text.upper() in activities:
        return ActivityName(text.upper(), activities[text.upper()])
    wanted = slug(text[:LONGEST_PLACE])
    return next((ActivityName(code, name) for code, name in activities.items() if slug(name) == wanted), None)


def resolve_subject(text: str, activities: Mapping[str, str]) -> SubjectName | None:
    """Return the kind that a path segment names, by its code or by a word for it, when it has a page."""
    code = _codes_of_words().get(slug(text[:LONGEST_PLACE]))
    return next((subject for subject in subjects_with_page(activities) if subject.code == code), None)


@cache
def _codes_of_words() -> Mapping[str, str]:
    """Return the kinds by what people call them; a word that is the code of one kind means that one."""
    codes = {code: code for code in kind_table()}
    for kind in kind_table().values():
        for word in (kind.label, kind.plural, *kind.words):
            codes.setdefault(slug(word.replace("_", " ")), kind.code)
    return codes


def _first(text: str, kind: PlaceKind, places: Gazetteer) -> Place | None:
    if len(text) > LONGEST_PLACE:
        return None
    return next((place for place in _candidates(text, places) if place.kind is kind), None)


def _candidates(text: str, places: Gazetteer) -> Iterator[Place]:
    """Return the places that a path segment may name: by code and post code, by name, by former or district name."""
    name = name_key(text)
    named = places.names.get(name, ())
    around = places.postcodes.get(text)
    districts = {code for place in named if place.kind is PlaceKind.DISTRICT for code in place.areas}
    yield from _known((places.current.get(text.upper(), ""), *_only(around.areas if around else ())), places)
    yield from named
    yield from _known((places.former.get(name, ""), *_only(districts)), places)


def _known(codes: Iterable[str], places: Gazetteer) -> Iterator[Place]:
    return (places.by_code[code] for code in codes if code in places.by_code)


def _only(codes: Collection[str]) -> Iterable[str]:
    """Return the code when there is exactly one: with two, either would be a guess."""
    return codes if len(codes) == 1 else ()
