"""Patterns such as "Chiro {saint} {place}", made ready once and filled quickly."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from directory.importing.demo import words
from directory.importing.demo.random_draw import Roll, entries, joined, pick, pick_early

if TYPE_CHECKING:
    from directory.importing.demo.place_sampling import Spot

Slot = Callable[[Roll, "Spot"], str]
Pattern = tuple["str | Slot", ...]

_SAINTS: Final = entries(words.SAINTS)
_MOTTOS: Final = entries(words.MOTTOS)
_LATIN: Final = entries(words.LATIN)
_NICKS: Final = entries(words.NICKS)
_NEUTERS: Final = entries(words.NEUTERS)
_COMPOUNDS: Final = joined(words.HEADS, words.TAILS)
_ANIMALS: Final = entries(words.ANIMALS)
_PLANTS: Final = entries(words.PLANTS)
_RIVERS: Final = entries(words.RIVERS)
_REGIONS: Final = entries(words.REGIONS)
_DAYS: Final = entries(words.DAYS)
_TIMES: Final = entries(words.TIMES)
_ROADS: Final = joined(words.STREETS, words.STREET_TAILS)
_ARABIC: Final = entries(words.ARABIC)
_COUNTRIES: Final = entries(words.COUNTRIES)
_SINTS: Final = ("Sint-", "Sint-", "Sint-", "Sint-", "St.-", "St. ", "St-", "Sint ")
_LADY: Final = ("Onze-Lieve-Vrouw", "O.L.V.", "O.L.Vrouw", "OLV")
_LETTERS: Final = "ABCDEFGHIKLMNOPRSTVWZ"


@lru_cache(maxsize=4096)
def ready(text: str) -> Pattern:
    """Divide a pattern into its words and its slots."""
    parts = re.split(r"\{(\w+)\}", text)
    return tuple(SLOTS[part] if number % 2 else part for number, part in enumerate(parts) if part)


def fill(pattern: Pattern, roll: Roll, spot: Spot) -> str:
    """Fill the slots of a pattern with lots."""
    return "".join([part if isinstance(part, str) else part(roll, spot) for part in pattern])


def has_place(text: str) -> bool:
    """Tell whether a pattern names the place or the municipality."""
    return any(slot in text for slot in ("{place}", "{town}", "{both}"))


def street(roll: Roll, _spot: Spot | None = None) -> str:
    """Invent a street, such as Molenweg."""
    return pick(roll, _ROADS)


def compound(roll: Roll, _spot: Spot | None = None) -> str:
    """Invent a compound, such as Heibloem."""
    return pick(roll, _COMPOUNDS)


def _saint(roll: Roll, _spot: Spot) -> str:
    saint = pick_early(roll, _SAINTS)
    if saint[0] == "_":
        return pick(roll, _SINTS) + saint[1:]
    return pick(roll, _LADY) if saint == _LADY[0] else saint


def _plain(roll: Roll, spot: Spot) -> str:
    """Invent a name of one or two words."""
    lot = roll()
    if lot < 0.4:  # shares of the four sorts
        return compound(roll, spot)
    if lot < 0.6:
        return pick(roll, _LATIN)
    return "De " + pick(roll, _PLANTS) if lot < 0.8 else "De " + pick(roll, _ANIMALS)


def _school(roll: Roll, spot: Spot) -> str:
    lot = roll()
    if lot < 0.4:  # shares of the three sorts
        return "De " + pick(roll, _PLANTS)
    return f"{_saint(roll, spot)}school" if lot < 0.7 else f"Basisschool {compound(roll, spot)}"


def _day(roll: Roll, _spot: Spot) -> str:
    return pick(roll, _DAYS) + pick(roll, _TIMES)


def _abbreviation(roll: Roll, _spot: Spot) -> str:
    return "".join(f"{pick(roll, _LETTERS)}." for _ in range(3 + int(roll() * 2)))


def _of(items: tuple[str, ...]) -> Slot:
    return lambda roll, _spot: items[int(roll() * len(items))]


SLOTS: Final[dict[str, Slot]] = {
    "place": lambda _roll, spot: spot.place,
    "town": lambda _roll, spot: spot.town,
    "both": lambda _roll, spot: spot.town if spot.place == spot.town else f"{spot.town}-{spot.place}",
    "saint": _saint,
    "motto": lambda roll, _spot: pick_early(roll, _MOTTOS),
    "latin": _of(_LATIN),
    "nick": _of(_NICKS),
    "het": _of(_NEUTERS),
    "comp": compound,
    "plain": _plain,
    "animal": _of(_ANIMALS),
    "de_animal": lambda roll, _spot: "De " + pick(roll, _ANIMALS),
    "plant": _of(_PLANTS),
    "river": _of(_RIVERS),
    "region": _of(_REGIONS),
    "day": _day,
    "street": street,
    "school": _school,
    "abbr": _abbreviation,
    "arabic": _of(_ARABIC),
    "country": _of(_COUNTRIES),
}
