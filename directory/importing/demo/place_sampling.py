"""Where associations are: the real places of Flanders and Brussels, each as often as people live there."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from directory.importing.demo.random_draw import weighted
from directory.register.reference import rows

BRUSSELS: Final = "BE10"
# Most associations in Brussels speak French and are not in this register.
_SHARE_OF_BRUSSELS: Final = 0.15
_NEIGHBOURS: Final = 6
# Telephone zones by province. A subscriber's number never begins with 0, so that `ZONE 0…` rings nowhere.
_ZONES: Final = {"BE10": "02", "BE21": "03", "BE22": "011", "BE23": "09", "BE24": "016", "BE25": "050"}


class DemoPlace(NamedTuple):
    """A place within its municipality."""

    place: str
    town: str
    postcode: str
    nis: str
    lau: str
    province: str
    zone: str
    neighbours: tuple[tuple[str, str], ...]  # LAU code and name of the nearest municipalities

    @property
    def written(self) -> str:
        """The municipality as the register writes it in an address."""
        return self.town if self.place == self.town else f"{self.place} ({self.town})"


@cache
def weighted_places() -> tuple[DemoPlace, ...]:
    """Return the places, each as often as people live there."""
    towns = {row["code"]: row for row in rows("area") if row["kind"] == "gemeente" and not row["valid_to"]}
    places: dict[str, list[dict[str, str]]] = {code: [] for code in towns}
    for row in rows("place"):
        places[row["nis"]].append(row)
    return weighted(
        (_demo_place(row, towns[code], _nearest(towns[code], towns)), _people(towns[code]) / len(found))
        for code, found in places.items()
        for row in found
    )


@cache
def of_province(code: str) -> tuple[DemoPlace, ...]:
    """Return the weighted places of one province, or all of them when no province has the code."""
    return tuple(demo_place for demo_place in weighted_places() if demo_place.province == code) or weighted_places()


@cache
def provinces() -> tuple[tuple[str, str], ...]:
    """Return code and name of the provinces and of the Brussels region."""
    return tuple((row["code"], row["name"]) for row in rows("area") if row["kind"] in {"provincie", "gewest"})


def _demo_place(place: dict[str, str], town: dict[str, str], neighbours: tuple[tuple[str, str], ...]) -> DemoPlace:
    province = town["parent"]
    return DemoPlace(
        place["name"],
        town["name"],
        place["postcode"],
        town["code"],
        town["lau_code"],
        province,
        _ZONES[province],
        neighbours,
    )


def _people(town: dict[str, str]) -> float:
    return int(town["population"]) * (_SHARE_OF_BRUSSELS if town["parent"] == BRUSSELS else 1.0)


@cache
def _nearest_codes() -> dict[str, tuple[str, ...]]:
    towns = [row for row in rows("area") if row["kind"] == "gemeente" and not row["valid_to"]]
    at = {row["code"]: (float(row["lat"]), float(row["lon"])) for row in towns}

    def far(one: str, other: str) -> float:
        # A degree of longitude is 0.63 of a degree of latitude here.
        return (at[one][0] - at[other][0]) ** 2 + (0.63 * (at[one][1] - at[other][1])) ** 2

    return {code: tuple(sorted(at, key=lambda other: far(code, other))[1 : _NEIGHBOURS + 1]) for code in at}


def _nearest(town: dict[str, str], towns: dict[str, dict[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((towns[code]["lau_code"], towns[code]["name"]) for code in _nearest_codes()[town["code"]])
