"""The gazetteer of the project's own reference tables, for tests without a database."""

from __future__ import annotations

from functools import cache

from directory.geography.gazetteer import AreaRow, Gazetteer, PlaceRow, build_gazetteer
from directory.register.reference import rows


def _number(text: str) -> float | None:
    return float(text) if text else None


@cache
def reference() -> Gazetteer:
    """Return the places of Flanders and Brussels."""
    areas = [
        AreaRow(
            row["code"], row["kind"], row["name"], row["name_fr"], _number(row["lat"]), _number(row["lon"]),
            int(row["population"] or 0), row["successor"] or None,
        )
        for row in rows("area")
    ]  # fmt: skip
    places = [
        PlaceRow(row["postcode"], row["name"], row["nis"], float(row["lat"]), float(row["lon"]))
        for row in rows("place")
    ]
    return build_gazetteer(areas, places, {row["lau_code"]: row["area_code"] for row in rows("area_lau")})
