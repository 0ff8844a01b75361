"""Reads one hit of the engine into what a result shows. Pure."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from directory.geography.gazetteer import PlaceKind
from directory.geography.points import Point
from directory.geography.shown_place import ListedAddress, shown_place
from directory.language.kind_table import kind_name, kind_table
from directory.language.normalise import slug
from directory.search.criteria import choices
from directory.search.index import schema
from directory.search.results.model import Hit, HitReason, HitReasonKind, Nearness, Segment
from directory.urls.landing_pages import ActivityName, SubjectName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.geography.gazetteer import Place
    from directory.search.results.highlighting import Matcher
    from directory.search.understanding.interpretation import InterpretedQuery

_EARTH_RADIUS_M = 6_371_008.8


def hit(interpreted: InterpretedQuery, matcher: Matcher, source: Mapping[str, Any]) -> Hit:
    """Return the result of one document."""
    shown = source[schema.SHOWN]
    nearness = _nearness(interpreted.effective_place, source)
    name = matcher.segments(shown["name"])
    description = matcher.snippet(shown["description"])
    points = [Point(found["lat"], found["lon"]) for found in source[schema.POINTS]]
    return Hit(
        vcode=source[schema.VCODE],
        slug=slug(shown["name"]),
        name=shown["name"],
        name_segments=name,
        short_name=shown["short_name"],
        description_segments=description,
        place=listed_place(interpreted, shown["places"]),
        activities=tuple(
            ActivityName(code, interpreted.activities.get(code, code)) for code in source[schema.ACTIVITIES]
        ),
        subjects=subject_names(told["code"] for told in shown.get("kinds", ())),
        ages=tuple(code for code in source[schema.AGE_GROUPS] if code != choices.ALL_AGES),
        kind=choices.SAME_KIND.get(shown["type"], shown["type"]),
        is_recognised=source[schema.RECOGNISED],
        point=points[0] if points else None,
        distance_m=_distance(interpreted.centre, points),
        nearness=nearness,
        reason=_reason(interpreted, nearness, name, description),
    )


def subject_names(codes: Iterable[str]) -> tuple[SubjectName, ...]:
    """Return kinds with their labels; one that the table no longer has is left out."""
    return tuple(SubjectName(code, kind_name(code)) for code in codes if code in kind_table())


def _nearness(place: Place | None, source: Mapping[str, Any]) -> Nearness | None:
    if place is None:
        return None
    if _has_address(place, source):
        return Nearness.ADDRESS
    if place.kind is PlaceKind.PROVINCE or set(place.areas) & set(source[schema.WORKS_IN]):
        return Nearness.WORKS
    return Nearness.PROVINCE if set(place.provinces) & set(source[schema.WORKS_ALL_OVER]) else None


def _has_address(place: Place, source: Mapping[str, Any]) -> bool:
    if not place.is_narrow:
        return not set(place.areas).isdisjoint(source[schema.ADDRESS_AREAS])
    return not (
        set(place.districts).isdisjoint(source[schema.DISTRICTS])
        and set(place.postcodes).isdisjoint(source[schema.POSTCODES])
    )


def listed_place(interpreted: InterpretedQuery, places: Sequence[Mapping[str, str]]) -> str:
    """Return the place at which a search document is shown; `places` are its addresses."""
    addresses = [
        ListedAddress(place["nis"], place["municipality"], place["district"], place["postcode"]) for place in places
    ]
    return shown_place(addresses, interpreted.gazetteer, interpreted.effective_place)


def _reason(
    interpreted: InterpretedQuery, nearness: Nearness | None, name: Sequence[Segment], description: Sequence[Segment]
) -> HitReason | None:
    """Return why it is here when that is not evident from what is shown."""
    place = interpreted.effective_place
    if place and nearness is Nearness.WORKS:
        return HitReason(HitReasonKind.WORKS_THERE, (place.name,))
    if place and nearness is Nearness.PROVINCE:
        return HitReason(HitReasonKind.WORKS_IN_PROVINCE, tuple(map(interpreted.gazetteer.label, place.provinces)))
    found_in_name = any(segment.is_match for segment in name)
    if not found_in_name and any(segment.is_match for segment in description):
        return HitReason(HitReasonKind.DESCRIPTION)
    return None


def _distance(middle: Point | None, points: Sequence[Point]) -> float | None:
    if middle is None or not points:
        return None
    return min(distance_m(middle, point) for point in points)


def distance_m(one: Point, other: Point) -> float:
    """Return the distance between two points over the globe, in metres."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_M * asin(sqrt(chord))
