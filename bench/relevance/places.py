"""Where places are, from the reference tables: what people call them, and which addresses lie there."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from bench.relevance.spelling import folded
from directory.register.reference import rows


class Spot(NamedTuple):
    """A place within its municipality; without a district the whole of it."""

    nis: str
    district: str = ""


class Place(NamedTuple):
    """A row of the table of places."""

    name: str
    town: str
    nis: str
    postcode: str
    province: str

    @property
    def spot(self) -> Spot:
        """What an address there has in common with others there."""
        return Spot(self.nis, self.name)

    @property
    def written(self) -> str:
        """The municipality as the register writes it in an address."""
        return self.town if self.name == self.town else f"{self.name} ({self.town})"


@cache
def towns() -> dict[str, dict[str, str]]:
    """Return the municipalities of today by NIS code."""
    return {row["code"]: row for row in rows("area") if row["kind"] == "gemeente" and not row["valid_to"]}


@cache
def places() -> tuple[Place, ...]:
    """Return all places."""
    known = towns()
    return tuple(
        Place(row["name"], known[row["nis"]]["name"], row["nis"], row["postcode"], known[row["nis"]]["parent"])
        for row in rows("place")
    )


@cache
def nis_of_area() -> dict[str, str]:
    """Return the municipality of each code of an area of operation."""
    return {row["lau_code"]: code for code, row in towns().items()}


@cache
def _by_name() -> dict[str, frozenset[Spot]]:
    spots_by_name: dict[str, set[Spot]] = {}
    for code, row in towns().items():
        spots_by_name.setdefault(folded(row["name"]), set()).add(Spot(code))
    for place in places():
        # A village that is called like its municipality counts as the municipality.
        spot = Spot(place.nis) if place.name == place.town else place.spot
        spots_by_name.setdefault(folded(place.name), set()).add(spot)
    return {name: frozenset(spots) for name, spots in spots_by_name.items()}


def spots(name: str) -> frozenset[Spot]:
    """Return all places of this name."""
    return _by_name().get(folded(name), frozenset())


@cache
def towns_of(postcode: str) -> frozenset[str]:
    """Return the municipalities of a post code."""
    return frozenset(place.nis for place in places() if place.postcode == postcode)


@cache
def shared_names() -> tuple[str, ...]:
    """Return the names that places in several municipalities have."""
    return tuple(sorted(name for name, spots in _by_name().items() if len({spot.nis for spot in spots}) > 1))


def find(written: str) -> Place:
    """Find a place by `name` or `name@municipality`; of several of that name the one that is a municipality."""
    name, _, town = written.partition("@")
    candidates = [place for place in places() if place.name == name and (not town or place.town == town)]
    if len({place.nis for place in candidates}) > 1:
        candidates = [place for place in candidates if place.town == name]
    if len({place.nis for place in candidates}) != 1:
        raise LookupError(f"{written!r} names no place or several")
    return candidates[0]
