"""Names as people write them: with or without place, vzw, quotes, capitals; short names, and names in addresses."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from directory.importing.demo.descriptions import CLOSINGS, MEETINGS
from directory.importing.demo.kinds import KINDS
from directory.importing.demo.patterns import Pattern, fill, has_place, ready
from directory.importing.demo.random_draw import Roll, entries, pick, weighted

if TYPE_CHECKING:
    from directory.importing.demo.kind import Kind
    from directory.importing.demo.place_sampling import Spot

_LONGEST_SLUG: Final = 40
_CLOSINGS: Final = tuple(map(ready, entries(CLOSINGS)))
_PLACE: Final = ready(" {place}")
_WORD: Final = re.compile(r"\w+")
_NOT_IN_ADDRESS: Final = re.compile(r"[^a-z0-9]+")
# How sure it is that a name without place gets one behind it.
_PLACE_ADDED: Final = 0.5


class Wording(NamedTuple):
    """The patterns of one kind, made ready."""

    names: tuple[Pattern, ...]
    placeless: frozenset[int]  # which of the names tell no place
    says: tuple[Pattern, ...]
    meetings: tuple[Pattern, ...]


@cache
def wording(kind: Kind) -> Wording:
    """Return the patterns of `kind`."""
    names = entries(kind.names)
    return Wording(
        tuple(map(ready, names)),
        frozenset(number for number, name in enumerate(names) if not has_place(name)),
        tuple(map(ready, entries(kind.says))),
        tuple(map(ready, entries(MEETINGS[kind.circle]))),
    )


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the cards to draw a kind from."""
    return weighted((kind, kind.weight) for kind in KINDS)


def name(kind: Kind, roll: Roll, spot: Spot, type_code: str) -> str:
    """Invent a name."""
    known = wording(kind)
    number = int(roll() * len(known.names))
    made = fill(known.names[number], roll, spot)
    if number in known.placeless and roll() < _PLACE_ADDED and spot.place not in made:
        made += fill(_PLACE, roll, spot)
    return _as_written(made, roll(), roll() if type_code == "VZW" else 1.0)


def _as_written(made: str, lot: float, legal: float) -> str:
    """Write a name the way one of its board members would."""
    if legal < 0.4:  # how often the legal form is part of the name
        made = f"{made} vzw" if legal < 0.28 else f"{made} VZW" if legal < 0.35 else f"vzw {made}"
    if lot < 0.02:  # one in fifty
        return made.upper()
    if lot < 0.03:  # one in a hundred
        return made.lower()
    if lot < 0.04:
        return f'"{made}"'
    return made.replace("'", "\u2019") if lot < 0.2 else made  # one in six types the curly apostrophe


def short_name(full: str, roll: Roll) -> str:
    """Return initials, in a third of the cases with dots, or nothing."""
    lot = roll()
    if lot > 0.24:  # one in four has a short name
        return ""
    letters = [word[0] for word in _WORD.findall(full) if word[0].isupper()]
    if len(letters) < 2:  # one letter is no short name
        return ""
    return ".".join(letters) + "." if lot < 0.08 else "".join(letters)  # a third of them


def description(kind: Kind, roll: Roll, spot: Spot) -> str:
    """Return up to three sentences, or nothing: one in ten says nothing."""
    lot = roll()
    if lot < 0.1:  # one in ten
        return ""
    known = wording(kind)
    told = fill(pick(roll, known.says), roll, spot)
    if lot < 0.8:  # seven in ten tell when they meet
        told += " " + fill(pick(roll, known.meetings), roll, spot)
    if lot < 0.5:  # four in ten
        told += " " + fill(pick(roll, _CLOSINGS), roll, spot)
    return told


def slug(full: str) -> str:
    """Return a name as it stands in an address on the internet."""
    plain = unicodedata.normalize("NFKD", full.lower().replace("'", "").replace("\u2019", ""))
    made = _NOT_IN_ADDRESS.sub("-", plain.encode("ascii", "ignore").decode()).strip("-")
    return made[:_LONGEST_SLUG].rstrip("-") or "vereniging"
