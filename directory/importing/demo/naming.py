"""Names as people write them: with or without place, vzw, quotes, capitals; short names, and names in addresses."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from directory.importing.demo.descriptions import CLOSINGS, MEETINGS
from directory.importing.demo.kinds import KINDS
from directory.importing.demo.patterns import Pattern, fill, has_place, parsed
from directory.importing.demo.random_draw import RandomFloat, choose, entries, weighted

if TYPE_CHECKING:
    from directory.importing.demo.demo_kind import DemoKind
    from directory.importing.demo.place_sampling import DemoPlace

_LONGEST_SLUG: Final = 40
_CLOSINGS: Final = tuple(map(parsed, entries(CLOSINGS)))
_PLACE: Final = parsed(" {place}")
_WORD: Final = re.compile(r"\w+")
_NOT_IN_ADDRESS: Final = re.compile(r"[^a-z0-9]+")
# How sure it is that a name without place gets one behind it.
_PLACE_ADDED: Final = 0.5


class KindPatterns(NamedTuple):
    """The patterns of one kind, made ready."""

    names: tuple[Pattern, ...]
    placeless: frozenset[int]  # which of the names tell no place
    sentences: tuple[Pattern, ...]
    meetings: tuple[Pattern, ...]


@cache
def patterns_of(kind: DemoKind) -> KindPatterns:
    """Return the patterns of `kind`."""
    names = entries(kind.names)
    return KindPatterns(
        tuple(map(parsed, names)),
        frozenset(number for number, name in enumerate(names) if not has_place(name)),
        tuple(map(parsed, entries(kind.sentences))),
        tuple(map(parsed, entries(MEETINGS[kind.meeting_style]))),
    )


@cache
def kinds() -> tuple[DemoKind, ...]:
    """Return the kinds, each as often as its weight."""
    return weighted((kind, kind.weight) for kind in KINDS)


def name(kind: DemoKind, random: RandomFloat, demo_place: DemoPlace, type_code: str) -> str:
    """Invent a name."""
    patterns = patterns_of(kind)
    number = int(random() * len(patterns.names))
    text = fill(patterns.names[number], random, demo_place)
    if number in patterns.placeless and random() < _PLACE_ADDED and demo_place.place not in text:
        text += fill(_PLACE, random, demo_place)
    return _as_written(text, random(), random() if type_code == "VZW" else 1.0)


def _as_written(text: str, draw: float, legal: float) -> str:
    """Write a name the way one of its board members would."""
    if legal < 0.4:  # how often the legal form is part of the name
        text = f"{text} vzw" if legal < 0.28 else f"{text} VZW" if legal < 0.35 else f"vzw {text}"
    if draw < 0.02:  # one in fifty
        return text.upper()
    if draw < 0.03:  # one in a hundred
        return text.lower()
    if draw < 0.04:
        return f'"{text}"'
    return text.replace("'", "\u2019") if draw < 0.2 else text  # one in six types the curly apostrophe


def short_name(full: str, random: RandomFloat) -> str:
    """Return initials, in a third of the cases with dots, or nothing."""
    draw = random()
    if draw > 0.24:  # one in four has a short name
        return ""
    letters = [word[0] for word in _WORD.findall(full) if word[0].isupper()]
    if len(letters) < 2:  # one letter is no short name
        return ""
    return ".".join(letters) + "." if draw < 0.08 else "".join(letters)  # a third of them


def description(kind: DemoKind, random: RandomFloat, demo_place: DemoPlace) -> str:
    """Return up to three sentences, or nothing: one in ten says nothing."""
    draw = random()
    if draw < 0.1:  # one in ten
        return ""
    patterns = patterns_of(kind)
    text = fill(choose(random, patterns.sentences), random, demo_place)
    if draw < 0.8:  # seven in ten tell when they meet
        text += " " + fill(choose(random, patterns.meetings), random, demo_place)
    if draw < 0.5:  # four in ten
        text += " " + fill(choose(random, _CLOSINGS), random, demo_place)
    return text


def slug(full: str) -> str:
    """Return a name as it stands in an address on the internet."""
    plain = unicodedata.normalize("NFKD", full.lower().replace("'", "").replace("\u2019", ""))
    text = _NOT_IN_ADDRESS.sub("-", plain.encode("ascii", "ignore").decode()).strip("-")
    return text[:_LONGEST_SLUG].rstrip("-") or "vereniging"
