"""Recognises a place among the words of a question: "scouts gent", "koor in Kessel-Lo", "femma 9050". Pure.

The words stay words too: a reading only adds ways to match, and whoever asks can undo it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.search.words import SMALL_WORDS, key, meant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.search.places import Gazetteer, Place

# The name of a place has at most so many words: Sint-Job in 't Goor.
_LONGEST_NAME = 5
_BEFORE_A_PLACE = frozenset({"in", "te", "uit", "bij", "van", "nabij", "rond"})
# Shorter names of places (As, Ede) are words far more often.
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A place that some of the words name, and the words that remain."""

    place: Place
    rest: tuple[str, ...]
    typed: str  # the words that name the place

    @property
    def meant(self) -> tuple[str, ...]:
        """The remaining words without the small ones."""
        return tuple(dict.fromkeys(meant(self.rest)))


def reading(words: Sequence[str], places: Gazetteer) -> Reading | None:
    """Return the likeliest place among the words: after "in", at the end, at the start, and the longest name first."""
    found = [
        (_rank(words, start, end), start, end, place)
        for start, end in _spans(len(words))
        if (place := _place(words[start:end], places))
    ]
    if not found:
        return None
    _, start, end, place = min(found, key=lambda one: one[0])
    before = words[: start - 1] if start and words[start - 1] in _BEFORE_A_PLACE else words[:start]
    rest = (*before, *words[end:])
    return Reading(place, () if all(word in SMALL_WORDS for word in rest) else rest, " ".join(words[start:end]))


def _spans(count: int) -> Iterator[tuple[int, int]]:
    for start in range(count):
        for end in range(start + 1, min(count, start + _LONGEST_NAME) + 1):
            yield start, end


def _rank(words: Sequence[str], start: int, end: int) -> tuple[bool, bool, int, int]:
    after_in = start > 0 and words[start - 1] in _BEFORE_A_PLACE
    is_last = end == len(words)
    return (not (after_in and is_last), not is_last, start - end, start)


def _place(words: Sequence[str], places: Gazetteer) -> Place | None:
    if len(words) == 1 and words[0].isdecimal():
        return places.postcodes.get(words[0])
    name = key(words)
    if len(name) < _SHORTEST_NAME or name not in places.names:
        return None
    return places.named(name).place
