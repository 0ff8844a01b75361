"""The gazetteer: all places that can be searched in, by name, post code and code.

A name may be that of a municipality, a district (deelgemeente), a province or the region of Brussels; numbers are post
codes or NIS codes. A municipality takes precedence over districts of the same name elsewhere; districts that share a
name are searched together, and the other places of a name are offered as alternatives.
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
from directory.geography.place_forms import LONGEST_PLACE, OTHER_NAMES, other_forms
from directory.geography.points import Point
from directory.language.normalise import key, tokenize
from directory.language.vocabulary import Vocabulary, nearest_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


_MOST_NEAREST = 3
# Kessel-Lo, Leuven, Vlaams-Brabant. Each comma multiplies the forms that are tried, so that a bound must stand on them.
_MOST_AROUND = 2
_MOST_ALSO_BEGUN = 4
_SHORTEST_BEGINNING = 3  # letters; fewer begin the names of too many places


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
    """A place with its post code and the NIS code of its municipality; columns of `publication.place`."""

    postcode: str
    name: str
    nis: str
    lat: float
    lon: float


class PlaceKind(IntEnum):
    """The kind of a place, in order of precedence when a name means several places."""

    MUNICIPALITY = 1
    PROVINCE = 2  # or the region of Brussels
    DISTRICT = 3
    POSTCODE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be searched in, by the codes that an address or an area of operation must have."""

    kind: PlaceKind
    name: str
    label: str  # unique; typed in a place field it resolves to this place
    areas: tuple[str, ...]  # NIS codes of municipalities, or the code of one province
    districts: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    point: Point | None = None
    population: int = 0

    @property
    def is_narrow(self) -> bool:
        """Whether it is narrower than a municipality: a district or a post code."""
        return bool(self.districts or self.postcodes)

    @property
    def provinces(self) -> tuple[str, ...]:
        """The provinces that it lies in, by code."""
        return tuple(dict.fromkeys(province for code in self.areas if (province := province_of(code))))


class PlaceResolution(NamedTuple):
    """The place that a text names, if any, and the other places of that name."""

    place: Place | None
    alternatives: tuple[Place, ...] = ()


_POSTCODE = re.compile(r"\d{4}$")
_WITH_POSTCODE = re.compile(r"(\d{4})\s+(\D.*)")
_OF_MUNICIPALITY = re.compile(r"(.+?)\s*(?:,\s*(.+)|\((.+)\))$")
_PROVINCE_NAME = re.compile(r"^(?:de )?provincie ", re.IGNORECASE)


def name_key(text: str) -> str:
    """Return the key of a place's name: without case, accents, hyphens and spaces."""
    return key(tokenize(text))


@dataclass(frozen=True)
class Gazetteer:
    """All places by name, post code and code.

    `current` maps every code, ended ones too, to the code of today; `former` maps the names of ended municipalities to
    the code of today.
    """

    names: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    postcodes: Mapping[str, Place] = field(default_factory=dict)
    by_code: Mapping[str, Place] = field(default_factory=dict)
    current: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)

    def resolve(self, text: str) -> PlaceResolution:
        """Return the place that the text of a place field names, in any of the forms in which people write it."""
        return PlaceResolution(None) if len(text) > LONGEST_PLACE else self._resolve_forms(text, _MOST_AROUND)

    def _resolve_forms(self, text: str, around: int) -> PlaceResolution:
        found = self._resolve(text, around)
        if found.place is None and text.strip():
            forms = (self._resolve(form, around) for form in other_forms(text))
            return next((other for other in forms if other.place is not None), found)
        return found

    def completed(self, text: str) -> PlaceResolution:
        """Return the one place whose name begins as an unfinished text does, and the others that do.

        A municipality goes before a province and both before the districts: one of the first kind that begins so is
        enough, two are none.
        """
        for name in map(name_key, (text, *other_forms(text))):
            begun = self.places_starting_with(name) if len(name) >= _SHORTEST_BEGINNING and name.isalpha() else []
            if len(begun) == 1 or (begun and begun[0].kind is not begun[1].kind):
                return PlaceResolution(begun[0], tuple(begun[1:_MOST_ALSO_BEGUN]))
        return PlaceResolution(None)

    def _resolve(self, text: str, around: int) -> PlaceResolution:
        """Return the place that a text is: by code, post code, name, or a name in one of so many places around it."""
        typed = text.strip()
        # Codes of municipalities are numbers, those of provinces in capitals, those of districts in small letters.
        codes = (self.current.get(code, "") for code in (typed.upper(), typed.lower()))
        if place := next(filter(None, map(self.by_code.get, codes)), None) or self.postcodes.get(typed):
            return PlaceResolution(place)
        if with_postcode := _WITH_POSTCODE.match(typed):
            return self._in_postcode(*with_postcode.groups())
        namesakes = self.names.get(name_key(typed), ())
        if not namesakes and around and (qualified := _OF_MUNICIPALITY.match(typed)):
            return self._in_municipality(qualified[1], qualified[2] or qualified[3], around - 1)
        return _first_of(namesakes)

    def resolve_key(self, name: str) -> PlaceResolution:
        """Return the place of a name by its key (`name_key`)."""
        return _first_of(self.names.get(name, ()))

    def _in_postcode(self, postcode: str, name: str) -> PlaceResolution:
        around = self.postcodes.get(postcode)
        named = self.names.get(name_key(next(other_forms(name), name)), ())
        if around is None:
            return _first_of(named)
        within = [place for place in named if set(place.areas) & set(around.areas)]
        return _first_of(within) if within else PlaceResolution(around)

    def _in_municipality(self, name: str, municipality: str, around: int) -> PlaceResolution:
        outer = self._resolve_forms(municipality, around).place
        named = self.names.get(name_key(name), ())
        within = [place for place in named if outer and set(place.areas + place.provinces) & set(outer.areas)]
        return _first_of(within) if within else PlaceResolution(outer)

    def nearest_places(self, text: str) -> tuple[Place, ...]:
        """Return at most three places that may be meant by an unknown name: those that begin so, then those alike."""
        name = name_key(text)
        begun = self.places_starting_with(name) if len(name) >= _SHORTEST_BEGINNING else []
        alike = [self.names[other][0] for other in nearest_words(name, self.names, limit=2 * _MOST_NEAREST)]
        by_label = {place.label: place for place in (*begun, *alike)}
        return tuple(by_label.values())[:_MOST_NEAREST]

    def places_starting_with(self, prefix: str) -> list[Place]:
        """Return the places whose name key or post code has this prefix, municipalities and large ones first."""
        names = self._sorted_postcodes if prefix.isdecimal() else self._sorted_names
        by_label: dict[str, Place] = {}
        for name in names[bisect_left(names, prefix) :]:
            if not name.startswith(prefix):
                break
            places = (self.postcodes[name],) if prefix.isdecimal() else self.names[name]
            by_label.update((place.label, place) for place in places)
        return sorted(by_label.values(), key=_precedence)

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self.names)

    @cached_property
    def _sorted_postcodes(self) -> list[str]:
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
        by_municipality: dict[str, list[str]] = defaultdict(list)
        for code, place in self.by_code.items():
            if place.kind is PlaceKind.DISTRICT:
                by_municipality[place.areas[0]].append(code)
        return {code: tuple(sorted(districts)) for code, districts in by_municipality.items()}

    @cached_property
    def name_vocabulary(self) -> Vocabulary:
        """The name keys of all places, to correct a misspelt one."""
        return Vocabulary(self.names)


def _first_of(namesakes: Sequence[Place]) -> PlaceResolution:
    """Choose among places of one name: the first kind in precedence; districts of one name are merged."""
    if not namesakes:
        return PlaceResolution(None)
    first = namesakes[0]
    same_kind = [place for place in namesakes if place.kind is first.kind]
    if first.kind is PlaceKind.DISTRICT and len(same_kind) > 1:
        return PlaceResolution(_merge(same_kind), tuple(namesakes))
    return PlaceResolution(first, tuple(namesakes[1:]))


def _merge(places: Sequence[Place]) -> Place:
    return Place(
        PlaceKind.DISTRICT,
        places[0].name,
        places[0].name,
        tuple(dict.fromkeys(code for place in places for code in place.areas)),
        tuple(code for place in places for code in place.districts),
        tuple(code for place in places for code in place.postcodes),
    )


def build_gazetteer(areas: Iterable[AreaRow], places: Iterable[PlaceRow], lau_codes: Mapping[str, str]) -> Gazetteer:
    """Build the gazetteer from the published rows; `lau_codes` maps codes of Eurostat to codes of areas."""
    rows = {row.code: row for row in areas if row.kind != "nvt"}  # nvt: works nowhere in particular
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
    """Return a municipality or province; its point is that of the village of the same name, where there is one."""
    kind = PlaceKind.MUNICIPALITY if is_municipality(row.code) else PlaceKind.PROVINCE
    name = _PROVINCE_NAME.sub("", row.name)
    label = row.name if kind is PlaceKind.PROVINCE else name
    point = villages.get((row.code, name_key(name))) or _point(row.lat, row.lon)
    return Place(kind, name, label, (row.code,), point=point, population=row.population or 0)


def _districts(places: Sequence[PlaceRow], municipalities: Mapping[str, Place]) -> dict[str, Place]:
    """Return the districts by code. A post code belongs to a district only when no other place has it."""
    sharing: dict[str, set[str]] = defaultdict(set)
    for row in places:
        sharing[row.postcode].add(row.name)
    districts: dict[str, Place] = {}
    for row in places:
        around = municipalities.get(row.nis)
        if around is None or name_key(around.name) == name_key(row.name):
            continue  # the main village is named like its municipality and stands for it
        code = district_code(row.nis, row.name)
        own = (row.postcode,) if len(sharing[row.postcode]) == 1 else ()
        label = f"{row.name}, {around.name}"
        districts[code] = Place(
            PlaceKind.DISTRICT, row.name, label, (row.nis,), (code,), own, _point(row.lat, row.lon), around.population
        )
    return districts


def _postcodes(places: Sequence[PlaceRow], by_code: Mapping[str, Place]) -> dict[str, Place]:
    rows: dict[str, list[PlaceRow]] = defaultdict(list)
    for row in places:
        if row.nis in by_code:
            rows[row.postcode].append(row)
    return {postcode: _postcode(postcode, rows_there) for postcode, rows_there in rows.items()}


def _postcode(postcode: str, rows: Sequence[PlaceRow]) -> Place:
    areas = tuple(dict.fromkeys(row.nis for row in rows))
    centre = Point(sum(row.lat for row in rows) / len(rows), sum(row.lon for row in rows) / len(rows))
    label = f"{postcode} {rows[0].name}" if len(rows) == 1 else postcode
    return Place(PlaceKind.POSTCODE, postcode, label, areas, postcodes=(postcode,), point=centre)


def _names(
    by_code: Mapping[str, Place], rows: Mapping[str, AreaRow], current: Mapping[str, str]
) -> dict[str, tuple[Place, ...]]:
    by_name: dict[str, dict[str, Place]] = defaultdict(dict)
    for place in by_code.values():
        for name in {place.name, place.label}:
            by_name[name_key(name)][place.label] = place
    for code, row in rows.items():
        place = by_code[current[code]]
        if row.name_fr:
            by_name[name_key(row.name_fr)].setdefault(place.label, place)
    for code, row in rows.items():
        if row.successor is not None:
            _add_former(by_name[name_key(row.name)], by_code[current[code]])
    for other, name in OTHER_NAMES.items():
        for place in by_name.get(name_key(name), {}).values():
            by_name[name_key(other)].setdefault(place.label, place)
    return {name: tuple(sorted(places.values(), key=_precedence)) for name, places in by_name.items()}


def _add_former(namesakes: dict[str, Place], municipality: Place) -> None:
    """Let the name of an ended municipality mean the one of today, unless that has a district of the name.

    More people mean the municipality that was than a village of the same name elsewhere.
    """
    if not any(set(place.areas) & set(municipality.areas) for place in namesakes.values()):
        namesakes[municipality.label] = municipality


def _precedence(place: Place) -> tuple[int, int, str]:
    return (place.kind, -place.population, place.label)
