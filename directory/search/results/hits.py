"""Reads one hit of the engine into what a result shows. Pure."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from directory.geography.gazetteer import PlaceKind
from directory.geography.nis import province_of
from directory.geography.points import Point
from directory.geography.shown_place import ListedAddress, shown_place
from directory.language.kind_table import kind_name, kind_table
from directory.language.normalise import slug
from directory.search.criteria import choices
from directory.search.criteria.choices import ResultGroup
from directory.search.index import schema
from directory.search.results.model import Hit, HitReason, HitReasonKind, Nearness, Segment
from directory.urls.landing_pages import ActivityName, SubjectName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.geography.gazetteer import Place
    from directory.search.results.highlighting import Matcher
    from directory.search.understanding.interpretation import InterpretedQuery

_EARTH_RADIUS_M = 6_371_008.8


def hit(
    interpreted: InterpretedQuery,
    matcher: Matcher,
    source: Mapping[str, Any],
    group: ResultGroup = ResultGroup.SURE,
) -> Hit:
    """Return the result of one document, as it stands in a group."""
    shown = source[schema.SHOWN]
    by_place: dict[Nearness, list[Place]] = {}
    for place in asked_places(interpreted):
        if nearness := _nearness(place, source):
            by_place.setdefault(nearness, []).append(place)
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
        ages=choices.told_ages(source[schema.AGE_GROUPS]),
        kind=choices.SAME_KIND.get(shown["type"], shown["type"]),
        is_recognised=source[schema.RECOGNISED],
        point=points[0] if points else None,
        distance_m=_distance(interpreted.centre, points),
        nearness=next((nearness for nearness in Nearness if nearness in by_place), None),
        reason=_reason(interpreted, group, by_place, (name, description)),
    )


def subject_names(codes: Iterable[str]) -> tuple[SubjectName, ...]:
    """Return kinds with their labels; one that the table no longer has is left out."""
    return tuple(SubjectName(code, kind_name(code)) for code in codes if code in kind_table())


def asked_places(interpreted: InterpretedQuery) -> tuple[Place, ...]:
    """Return the place that was asked for, or else the areas that are chosen."""
    if interpreted.effective_place:
        return (interpreted.effective_place,)
    known = interpreted.gazetteer.by_code
    return tuple(known[code] for code in interpreted.criteria.areas if code in known)


def _nearness(place: Place, source: Mapping[str, Any]) -> Nearness | None:
    if _has_address(place, source):
        return Nearness.ADDRESS
    if place.kind is PlaceKind.PROVINCE:
        works = not set(place.areas).isdisjoint(
            (*map(province_of, source[schema.WORKS_IN]), *source[schema.WORKS_ALL_OVER])
        )
        return Nearness.WORKS if works else None
    if not set(place.areas).isdisjoint(source[schema.WORKS_IN]):
        return Nearness.MUNICIPALITY if place.is_narrow else Nearness.WORKS
    if place.is_narrow and not set(place.areas).isdisjoint(source[schema.ADDRESS_AREAS]):
        return Nearness.AROUND
    return Nearness.PROVINCE if set(place.provinces) & set(source[schema.WORKS_ALL_OVER]) else None


def _has_address(place: Place, source: Mapping[str, Any]) -> bool:
    if place.districts:
        return not set(place.districts).isdisjoint(source[schema.DISTRICTS])
    if place.postcodes:
        return not set(place.postcodes).isdisjoint(source[schema.POSTCODES])
    return not set(place.areas).isdisjoint(source[schema.ADDRESS_AREAS])


def listed_place(interpreted: InterpretedQuery, places: Sequence[Mapping[str, str]]) -> str:
    """Return the place at which a search document is shown; `places` are its addresses."""
    addresses = [
        ListedAddress(place["nis"], place["municipality"], place["district"], place["postcode"]) for place in places
    ]
    return shown_place(addresses, interpreted.gazetteer, interpreted.effective_place)


def _reason(
    interpreted: InterpretedQuery,
    group: ResultGroup,
    by_place: Mapping[Nearness, Sequence[Place]],
    segments: tuple[Sequence[Segment], Sequence[Segment]],
) -> HitReason | None:
    """Return why it is here when that is not evident from what is shown: its name and its description."""
    label = interpreted.gazetteer.label
    if group is ResultGroup.ACTIVITY:
        return HitReason(HitReasonKind.ACTIVITY_ALONE)
    if group is ResultGroup.ALIKE:
        return HitReason(HitReasonKind.LOOKS_ALIKE)
    if Nearness.ADDRESS not in by_place:
        if there := by_place.get(Nearness.WORKS):
            return HitReason(HitReasonKind.WORKS_THERE, tuple(place.name for place in there))
        if there := by_place.get(Nearness.MUNICIPALITY):
            codes = dict.fromkeys(code for place in there for code in place.areas)
            return HitReason(HitReasonKind.WORKS_ALL_OVER, tuple(map(label, codes)))
        if there := by_place.get(Nearness.PROVINCE):
            codes = dict.fromkeys(code for place in there for code in place.provinces)
            return HitReason(HitReasonKind.WORKS_ALL_OVER, tuple(map(label, codes)))
    name, description = (any(segment.is_match for segment in text) for text in segments)
    return HitReason(HitReasonKind.DESCRIPTION) if description and not name else None


def _distance(middle: Point | None, points: Sequence[Point]) -> float | None:
    if middle is None or not points:
        return None
    return min(distance_m(middle, point) for point in points)


def distance_m(one: Point, other: Point) -> float:
    """Return the distance between two points over the globe, in metres."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_M * asin(sqrt(chord))
