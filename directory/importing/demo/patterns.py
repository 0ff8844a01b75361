"""Patterns such as "Chiro {saint} {place}", made ready once and filled quickly."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from directory.importing.demo import words
from directory.importing.demo.random_draw import RandomFloat, choose, choose_early, entries, joined

if TYPE_CHECKING:
    from directory.importing.demo.place_sampling import DemoPlace

Slot = Callable[[RandomFloat, "DemoPlace"], str]
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
def parsed(text: str) -> Pattern:
    """Divide a pattern into its words and its slots."""
    parts = re.split(r"\{(\w+)\}", text)
    return tuple(SLOTS[part] if number % 2 else part for number, part in enumerate(parts) if part)


def fill(pattern: Pattern, random: RandomFloat, demo_place: DemoPlace) -> str:
    """Fill the slots of a pattern at random."""
    return "".join([part if isinstance(part, str) else part(random, demo_place) for part in pattern])


def has_place(text: str) -> bool:
    """Tell whether a pattern names the place or the municipality."""
    return any(slot in text for slot in ("{place}", "{town}", "{both}"))


def street(random: RandomFloat, _demo_place: DemoPlace | None = None) -> str:
    """Invent a street, such as Molenweg."""
    return choose(random, _ROADS)


def compound(random: RandomFloat, _demo_place: DemoPlace | None = None) -> str:
    """Invent a compound, such as Heibloem."""
    return choose(random, _COMPOUNDS)


def _saint(random: RandomFloat, _demo_place: DemoPlace) -> str:
    saint = choose_early(random, _SAINTS)
    if saint[0] == "_":
        return choose(random, _SINTS) + saint[1:]
    return choose(random, _LADY) if saint == _LADY[0] else saint


def _plain(random: RandomFloat, demo_place: DemoPlace) -> str:
    """Invent a name of one or two words."""
    draw = random()
    if draw < 0.4:  # shares of the four sorts
        return compound(random, demo_place)
    if draw < 0.6:
        return choose(random, _LATIN)
    return "De " + choose(random, _PLANTS) if draw < 0.8 else "De " + choose(random, _ANIMALS)


def _school(random: RandomFloat, demo_place: DemoPlace) -> str:
    draw = random()
    if draw < 0.4:  # shares of the three sorts
        return "De " + choose(random, _PLANTS)
    return f"{_saint(random, demo_place)}school" if draw < 0.7 else f"Basisschool {compound(random, demo_place)}"


def _day(random: RandomFloat, _demo_place: DemoPlace) -> str:
    return choose(random, _DAYS) + choose(random, _TIMES)


def _abbreviation(random: RandomFloat, _demo_place: DemoPlace) -> str:
    return "".join(f"{choose(random, _LETTERS)}." for _ in range(3 + int(random() * 2)))


def _of(items: tuple[str, ...]) -> Slot:
    return lambda random, _demo_place: items[int(random() * len(items))]


SLOTS: Final[dict[str, Slot]] = {
    "place": lambda _random_float, demo_place: demo_place.place,
    "town": lambda _random_float, demo_place: demo_place.town,
    "both": lambda _random_float, demo_place: (
        demo_place.town if demo_place.place == demo_place.town else f"{demo_place.town}-{demo_place.place}"
    ),
    "saint": _saint,
    "motto": lambda random, _demo_place: choose_early(random, _MOTTOS),
    "latin": _of(_LATIN),
    "nick": _of(_NICKS),
    "het": _of(_NEUTERS),
    "comp": compound,
    "plain": _plain,
    "animal": _of(_ANIMALS),
    "de_animal": lambda random, _demo_place: "De " + choose(random, _ANIMALS),
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
