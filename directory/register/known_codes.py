"""The codes that the register knows and where its places lie: from the database, or from the tables in this repository.

An import reads them from the database that it writes to. Commands on single associations take the reference tables in
`register/reference`, from which the migrations fill the database: no query is spent on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from directory.register.address_locator import AddressLocator, Municipality, PostalPlace
from directory.register.reference import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from directory.platform.database import Connection


# What is kept as text only is no code of the list.
_AREAS: Final = "SELECT code, kind, name, name_fr, lat, lon, successor FROM register.area WHERE kind <> 'tekst'"
_LAU_CODES: Final = "SELECT lau_code, area_code FROM register.area_lau"


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """The codes that the register knows, and where its places lie."""

    types: frozenset[str]
    subtypes: frozenset[str]
    activities: frozenset[str]
    areas: Mapping[str, str]  # every LAU, NUTS and NIS code, also former ones, to the area of today
    locator: AddressLocator


class _RegisteredArea(NamedTuple):
    code: str
    kind: str
    name: str
    name_fr: str
    lat: float | None
    lon: float | None
    successor: str | None


def read(connection: Connection) -> KnownCodes:
    """Read everything from the database; about three thousand rows."""

    def column(query: str) -> frozenset[str]:
        return frozenset(row[0] for row in connection.execute(query.encode()))

    areas = [_RegisteredArea(*row) for row in connection.execute(_AREAS)]
    places = [
        PostalPlace(*row)
        for row in connection.execute(
            "SELECT postcode, name, nis, lat, lon FROM register.place ORDER BY postcode, name, nis"
        )
    ]
    return KnownCodes(
        types=column("SELECT code FROM register.association_type"),
        subtypes=column("SELECT code FROM register.association_subtype"),
        activities=column("SELECT code FROM register.activity WHERE is_listed"),
        areas=_area_codes(areas, [(lau, code) for lau, code in connection.execute(_LAU_CODES)]),
        locator=_locator(areas, places),
    )


@cache
def from_reference() -> KnownCodes:
    """Read everything from the reference tables of this repository."""

    def column(table: str) -> frozenset[str]:
        return frozenset(row["code"] for row in rows(table))

    areas = [
        _RegisteredArea(
            row["code"],
            row["kind"],
            row["name"],
            row["name_fr"],
            float(row["lat"]) if row["lat"] else None,
            float(row["lon"]) if row["lon"] else None,
            row["successor"] or None,
        )
        for row in rows("area")
    ]
    places = [
        PostalPlace(row["postcode"], row["name"], row["nis"], float(row["lat"]), float(row["lon"]))
        for row in rows("place")
    ]
    return KnownCodes(
        types=column("association_type"),
        subtypes=column("association_subtype"),
        activities=column("activity"),
        areas=_area_codes(areas, [(row["lau_code"], row["area_code"]) for row in rows("area_lau")]),
        locator=_locator(areas, sorted(places)),
    )


def _locator(areas: Sequence[_RegisteredArea], places: Iterable[PostalPlace]) -> AddressLocator:
    successors = _successors(areas)
    return AddressLocator(
        [place._replace(nis=_current(place.nis, successors)) for place in places],
        [
            Municipality(area.code, area.name, area.name_fr, area.lat, area.lon)
            for area in areas
            if area.kind == "gemeente" and area.successor is None
        ],
        {area.name: _current(area.code, successors) for area in areas if area.successor is not None},
    )


def _area_codes(areas: Sequence[_RegisteredArea], lau_codes: Iterable[tuple[str, str]]) -> dict[str, str]:
    successors = _successors(areas)
    by_code = dict(lau_codes) | {area.code: area.code for area in areas}
    return {code: _current(area, successors) for code, area in by_code.items()}


def _successors(areas: Iterable[_RegisteredArea]) -> dict[str, str]:
    return {area.code: area.successor for area in areas if area.successor is not None}


def _current(code: str, successors: Mapping[str, str]) -> str:
    """Follow mergers to the area of today: a municipality may have merged twice."""
    while code in successors:
        code = successors[code]
    return code
