"""The code lists and places of the register, read from the database and held in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.register.address_locator import AddressLocator, Municipality, PostalPlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from directory.platform.database import Connection


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """The codes that the register knows, and where its places lie."""

    types: frozenset[str]
    subtypes: frozenset[str]
    activities: frozenset[str]
    areas: Mapping[str, str]  # every LAU, NUTS and NIS code, also former ones, to the area of today
    locator: AddressLocator


def read(connection: Connection) -> KnownCodes:
    """Read everything; about three thousand rows."""
    areas = connection.execute("SELECT code, kind, name, name_fr, lat, lon, successor FROM register.area").fetchall()
    successors = {row[0]: row[6] for row in areas if row[6] is not None}
    return KnownCodes(
        types=_codes(connection, "SELECT code FROM register.association_type"),
        subtypes=_codes(connection, "SELECT code FROM register.association_subtype"),
        activities=_codes(connection, "SELECT code FROM register.activity"),
        areas=_area_codes(connection, successors, [row[0] for row in areas]),
        locator=AddressLocator(
            [
                PostalPlace(postcode, name, _current(nis, successors), lat, lon)
                for postcode, name, nis, lat, lon in connection.execute(
                    "SELECT postcode, name, nis, lat, lon FROM register.place ORDER BY postcode, name, nis"
                )
            ],
            [
                Municipality(code, name, name_fr, lat, lon)
                for code, kind, name, name_fr, lat, lon, successor in areas
                if kind == "gemeente" and successor is None
            ],
            {row[2]: _current(row[0], successors) for row in areas if row[6] is not None},
        ),
    )


def _codes(connection: Connection, query: str) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute(query.encode()))


def _area_codes(connection: Connection, successors: Mapping[str, str], areas: Iterable[str]) -> dict[str, str]:
    by_lau: dict[str, str] = dict(connection.execute("SELECT lau_code, area_code FROM register.area_lau").fetchall())
    by_lau |= {code: code for code in areas}
    return {code: _current(area, successors) for code, area in by_lau.items()}


def _current(code: str, successors: Mapping[str, str]) -> str:
    """Follow mergers to the area of today: a municipality may have merged twice."""
    while code in successors:
        code = successors[code]
    return code
