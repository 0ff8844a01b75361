"""The gazetteer: the places people type, as a value that is built once from the published areas and places. Pure.

A name may be a municipality, a district (deelgemeente), a province or a region; numbers are post codes or NIS codes.
A municipality wins from districts of the same name elsewhere; districts that share a name are searched together, and
the others are offered as alternatives.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from directory.geography.nis import district_code, is_municipality, province_of
from directory.geography.points import Point
from directory.language.normalise import key, tokenize
from directory.language.vocabulary import Vocabulary, nearest_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


# The longest text, in characters, that is read as the name of a place.
LONGEST_PLACE = 80
_MOST_NEAREST = 3


class AreaRow(NamedTuple):
    """A region, province or municipality, current or ended; the columns of `publication.area` that are used."""

    code: str
    kind: str
    name: str
    name_fr: str
    lat: float | None
    lon: float | None
    population: int | None
    successor: str | None


class PlaceRow(NamedTuple):
    """A place with its post code and the municipality it lies in."""

    postcode: str
    name: str
    nis: str
    lat: float
    lon: float


class PlaceKind(IntEnum):
    """What a place is; the first ones win when a name means several."""

    MUNICIPALITY = 1
    PROVINCE = 2  # or the region of Brussels
    DISTRICT = 3
    POSTCODE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be searched in: what an address must have, and which areas of operation reach it."""

    kind: PlaceKind
    name: str
    label: str  # names one place only; typed back it means the same
    areas: tuple[str, ...]  # municipalities, or one province
    districts: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    point: Point | None = None
    population: int = 0

    @property
    def is_narrow(self) -> bool:
        """Whether an address must be in a district or post code, not just in the municipality."""
        return bool(self.districts or self.postcodes)

    @property
    def provinces(self) -> tuple[str, ...]:
        """The provinces around it: who works all over one of them works here too."""
        return tuple(dict.fromkeys(found for code in self.areas if (found := province_of(code))))


class PlaceResolution(NamedTuple):
    """The place that a text means, if any, and what else it may mean."""

    place: Place | None
    alternatives: tuple[Place, ...] = ()


_POSTCODE = re.compile(r"\d{4}$")
_WITH_POSTCODE = re.compile(r"(\d{4})\s+(\D.*)")
_OF_MUNICIPALITY = re.compile(r"(.+?)\s*(?:,\s*(.+)|\((.+)\))$")
_PROVINCE_NAME = re.compile(r"^(?:de )?provincie ", re.IGNORECASE)


def name_key(text: str) -> str:
    """Return the key under which a place's name is kept: without case, accents, hyphens and spaces."""
    return key(tokenize(text))


@dataclass(frozen=True)
class Gazetteer:
    """All places by name, post code and code."""

    names: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    postcodes: Mapping[str, Place] = field(default_factory=dict)
    by_code: Mapping[str, Place] = field(default_factory=dict)
    current: Mapping[str, str] = field(default_factory=dict)  # every code, ended ones too, to the one of today
    former: Mapping[str, str] = field(default_factory=dict)  # names of ended municipalities, to the code of today

    def resolve(self, text: str) -> PlaceResolution:
        """Return what the text of a place field means."""
        typed = text.strip()
        # Codes of municipalities are numbers, those of provinces in capitals, those of districts in small letters.
        codes = (self.current.get(code, "") for code in (typed.upper(), typed.lower()))
        if found := next(filter(None, map(self.by_code.get, codes)), None) or self.postcodes.get(typed):
            return PlaceResolution(found)
        if with_postcode := _WITH_POSTCODE.match(typed):
            return self._in_postcode(*with_postcode.groups())
        found_here = self.names.get(name_key(typed), ())
        if not found_here and (qualified := _OF_MUNICIPALITY.match(typed)):
            return self._in_municipality(qualified[1], qualified[2] or qualified[3])
        return _best(found_here)

    def resolve_key(self, name: str) -> PlaceResolution:
        """Return what a name means by its key."""
        return _best(self.names.get(name, ()))

    def _in_postcode(self, postcode: str, name: str) -> PlaceResolution:
        around = self.postcodes.get(postcode)
        named = self.names.get(name_key(name), ())
        if around is None:
            return _best(named)
        within = [place for place in named if set(place.areas) & set(around.areas)]
        return _best(within) if within else PlaceResolution(around)

    def _in_municipality(self, name: str, municipality: str) -> PlaceResolution:
        outer = self.resolve(municipality).place
        named = self.names.get(name_key(name), ())
        within = [place for place in named if outer and set(place.areas) & set(outer.areas)]
        return _best(within) if within else PlaceResolution(outer)

    def nearest_places(self, text: str) -> tuple[Place, ...]:
        """Return at most three places whose name looks like `text`, for a name that means nothing."""
        return tuple(self.names[name][0] for name in nearest_words(name_key(text), self.names, limit=_MOST_NEAREST))

    def places_starting_with(self, typed: str) -> list[Place]:
        """Return the places whose name or post code begins so, municipalities and large ones first."""
        kept = self._sorted_numbers if typed.isdecimal() else self._sorted_names
        places = self.postcodes if typed.isdecimal() else self.names
        found: dict[str, Place] = {}
        for name in kept[bisect_left(kept, typed) :]:
            if not name.startswith(typed):
                break
            named = places[name]
            found.update((place.label, place) for place in (named if isinstance(named, tuple) else (named,)))
        return sorted(found.values(), key=_rank)

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self.names)

    @cached_property
    def _sorted_numbers(self) -> list[str]:
        return sorted(self.postcodes)

    def label(self, code: str) -> str:
        """Return the name of an area by its code; the code itself when it is unknown."""
        place = self.by_code.get(code)
        return place.name if place else code

    @cached_property
    def municipalities(self) -> tuple[Place, ...]:
        """The municipalities of today."""
        return tuple(place for place in self.by_code.values() if place.kind is PlaceKind.MUNICIPALITY)

    @cached_property
    def districts_of(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of the districts of each municipality."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, place in self.by_code.items():
            if place.kind is PlaceKind.DISTRICT:
                found[place.areas[0]].append(code)
        return {code: tuple(sorted(districts)) for code, districts in found.items()}

    @cached_property
    def name_vocabulary(self) -> Vocabulary:
        """The names of all places, to recognise one that is misspelt."""
        return Vocabulary(self.names)


def _best(found: Sequence[Place]) -> PlaceResolution:
    """Choose among places of one name: the widest kind wins, equals are taken together."""
    if not found:
        return PlaceResolution(None)
    first = found[0]
    equals = [place for place in found if place.kind is first.kind]
    if first.kind is PlaceKind.DISTRICT and len(equals) > 1:
        return PlaceResolution(_together(equals), tuple(found))
    return PlaceResolution(first, tuple(found[1:]))


def _together(places: Sequence[Place]) -> Place:
    return Place(
        PlaceKind.DISTRICT,
        places[0].name,
        places[0].name,
        tuple(dict.fromkeys(code for place in places for code in place.areas)),
        tuple(code for place in places for code in place.districts),
        tuple(code for place in places for code in place.postcodes),
    )


def build_gazetteer(areas: Iterable[AreaRow], places: Iterable[PlaceRow], lau_codes: Mapping[str, str]) -> Gazetteer:
    """Build the gazetteer from rows."""
    rows = {row.code: row for row in areas if row.kind != "nvt"}
    current = {code: _current(code, rows) for code in rows}
    placed = sorted({*places})
    villages = {(row.nis, name_key(row.name)): Point(row.lat, row.lon) for row in placed}
    by_code = {code: _area(row, villages) for code, row in rows.items() if row.successor is None}
    by_code |= _districts(placed, by_code)
    codes = current | {code: code for code in by_code}
    codes |= {lau: codes[code] for lau, code in lau_codes.items() if code in codes}
    former = {name_key(row.name): current[code] for code, row in rows.items() if row.successor is not None}
    return Gazetteer(_names(by_code, rows, current), _postcodes(placed, by_code), by_code, codes, former)


def _current(code: str, rows: Mapping[str, AreaRow]) -> str:
    successor = rows[code].successor
    return code if successor is None else _current(successor, rows)


def _point(lat: float | None, lon: float | None) -> Point | None:
    return None if lat is None or lon is None else Point(lat, lon)


def _area(row: AreaRow, villages: Mapping[tuple[str, str], Point]) -> Place:
    """Make a municipality or province; its middle is the village that it is named after, where there is one."""
    kind = PlaceKind.MUNICIPALITY if is_municipality(row.code) else PlaceKind.PROVINCE
    name = _PROVINCE_NAME.sub("", row.name)
    label = row.name if kind is PlaceKind.PROVINCE else name
    point = villages.get((row.code, name_key(name))) or _point(row.lat, row.lon)
    return Place(kind, name, label, (row.code,), point=point, population=row.population or 0)


def _districts(places: Sequence[PlaceRow], municipalities: Mapping[str, Place]) -> dict[str, Place]:
    """Make the districts. A post code belongs to a district only when no other place has it."""
    sharing: dict[str, set[str]] = defaultdict(set)
    for row in places:
        sharing[row.postcode].add(row.name)
    found: dict[str, Place] = {}
    for row in places:
        around = municipalities.get(row.nis)
        if around is None or name_key(around.name) == name_key(row.name):
            continue  # the main village is named like its municipality and stands for it
        code = district_code(row.nis, row.name)
        own = (row.postcode,) if len(sharing[row.postcode]) == 1 else ()
        label = f"{row.name}, {around.name}"
        found[code] = Place(
            PlaceKind.DISTRICT, row.name, label, (row.nis,), (code,), own, _point(row.lat, row.lon), around.population
        )
    return found


def _postcodes(places: Sequence[PlaceRow], by_code: Mapping[str, Place]) -> dict[str, Place]:
    rows: dict[str, list[PlaceRow]] = defaultdict(list)
    for row in places:
        if row.nis in by_code:
            rows[row.postcode].append(row)
    return {postcode: _postcode(postcode, found) for postcode, found in rows.items()}


def _postcode(postcode: str, rows: Sequence[PlaceRow]) -> Place:
    areas = tuple(dict.fromkeys(row.nis for row in rows))
    middle = Point(sum(row.lat for row in rows) / len(rows), sum(row.lon for row in rows) / len(rows))
    label = f"{postcode} {rows[0].name}" if len(rows) == 1 else postcode
    return Place(PlaceKind.POSTCODE, postcode, label, areas, postcodes=(postcode,), point=middle)


def _names(
    by_code: Mapping[str, Place], rows: Mapping[str, AreaRow], current: Mapping[str, str]
) -> dict[str, tuple[Place, ...]]:
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for place in by_code.values():
        for name in {place.name, place.label}:
            found[name_key(name)][place.label] = place
    for code, row in rows.items():
        place = by_code[current[code]]
        if row.name_fr:
            found[name_key(row.name_fr)].setdefault(place.label, place)
        if row.successor is not None and name_key(row.name) not in found:
            found[name_key(row.name)] = {place.label: place}
    return {name: tuple(sorted(places.values(), key=_rank)) for name, places in found.items()}


def _rank(place: Place) -> tuple[int, int, str]:
    return (place.kind, -place.population, place.label)
