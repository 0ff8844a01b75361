"""The code lists and places of the register, read once and held in memory: what an import looks up a million times."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from directory.platform.database import Connection

# The register writes a place that is no municipality of its own as "Kessel-Lo (Leuven)".
_DISTRICT = re.compile(r"(.+?)\s*\((.+)\)")
_REMEMBERED_PLACES = 20_000


class Spot(NamedTuple):
    """Where an address lies, as far as is known: the NIS code of its municipality, its district, its coordinates."""

    nis: str | None = None
    district: str = ""
    lat: float | None = None
    lon: float | None = None


NOWHERE = Spot()


class Place(NamedTuple):
    """A place with a post code."""

    postcode: str
    name: str
    nis: str
    lat: float
    lon: float


class Municipality(NamedTuple):
    """A municipality of today; the French name finds those of Brussels."""

    code: str
    name: str
    name_fr: str
    lat: float | None
    lon: float | None


class Gazetteer:
    """Finds the spot of an address by its post code and the name of its place."""

    def __init__(
        self, places: Iterable[Place], municipalities: Iterable[Municipality], former: Mapping[str, str]
    ) -> None:
        """Take places and municipalities of today, and the names of former ones with the code of their successor."""
        self._municipalities = {one.code: one for one in municipalities}
        self._by_name = {folded(name): code for name, code in former.items()}
        for one in self._municipalities.values():
            self._by_name |= {folded(name): one.code for name in (one.name, one.name_fr) if name}
        self._places = defaultdict(list)
        for place in places:
            self._places[place.postcode].append(place)
        self.spot = lru_cache(_REMEMBERED_PLACES)(self._spot)

    def _spot(self, postcode: str, text: str) -> Spot:
        """Try the surest clue first: a place of that name, a municipality of that name, the post code alone."""
        split = _DISTRICT.fullmatch(text.strip())
        name, municipality = (split[1], split[2]) if split else (text, text)
        here = self._places.get(postcode, [])
        if found := self._named(here, name, municipality):
            return self._of_place(found)
        code = self._by_name.get(folded(municipality))
        if code is None and len({place.nis for place in here}) == 1:
            code = here[0].nis
        return NOWHERE if code is None else self._of_municipality(code)

    def _named(self, here: list[Place], name: str, municipality: str) -> Place | None:
        wanted = folded(name)
        found = [place for place in here if folded(place.name) == wanted]
        of_it = [place for place in found if place.nis == self._by_name.get(folded(municipality))]
        return next(iter(of_it or found), None)

    def _of_place(self, place: Place) -> Spot:
        municipality = self._municipalities.get(place.nis)
        is_itself = municipality is not None and folded(place.name) == folded(municipality.name)
        return Spot(place.nis, "" if is_itself else place.name, place.lat, place.lon)

    def _of_municipality(self, code: str) -> Spot:
        found = self._municipalities[code]
        return Spot(code, "", found.lat, found.lon)


@dataclass(frozen=True, slots=True)
class Codes:
    """What the register knows by code."""

    types: frozenset[str]
    subtypes: frozenset[str]
    activities: frozenset[str]
    areas: Mapping[str, str]  # every LAU, NUTS and NIS code, also former ones, to the area of today
    gazetteer: Gazetteer


def folded(name: str) -> str:
    """Return a name without case, accents and punctuation: "Kessel-Lo" is "Kessel Lo"."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in bare if character.isalnum())


def read(connection: Connection) -> Codes:
    """Read everything from the database."""
    areas = connection.execute("SELECT code, kind, name, name_fr, lat, lon, successor FROM register.area").fetchall()
    successors = {row[0]: row[6] for row in areas if row[6] is not None}
    return Codes(
        types=_codes(connection, "SELECT code FROM register.association_type"),
        subtypes=_codes(connection, "SELECT code FROM register.association_subtype"),
        activities=_codes(connection, "SELECT code FROM register.activity"),
        areas=_area_codes(connection, successors, [row[0] for row in areas]),
        gazetteer=Gazetteer(
            [
                Place(postcode, name, _today(nis, successors), lat, lon)
                for postcode, name, nis, lat, lon in connection.execute(
                    "SELECT postcode, name, nis, lat, lon FROM register.place ORDER BY postcode, name, nis"
                )
            ],
            [
                Municipality(code, name, name_fr, lat, lon)
                for code, kind, name, name_fr, lat, lon, successor in areas
                if kind == "gemeente" and successor is None
            ],
            {row[2]: _today(row[0], successors) for row in areas if row[6] is not None},
        ),
    )


def _codes(connection: Connection, query: str) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute(query.encode()))


def _area_codes(connection: Connection, successors: Mapping[str, str], areas: Iterable[str]) -> dict[str, str]:
    by_lau: dict[str, str] = dict(connection.execute("SELECT lau_code, area_code FROM register.area_lau").fetchall())
    by_lau |= {code: code for code in areas}
    return {code: _today(area, successors) for code, area in by_lau.items()}


def _today(code: str, successors: Mapping[str, str]) -> str:
    """Follow mergers to the area of today: a municipality may have merged twice."""
    while code in successors:
        code = successors[code]
    return code
