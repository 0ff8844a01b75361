"""Recognises a place among the words of a question: "scouts gent", "koor in Kessel-Lo", "femma 9050". Pure.

The words stay words too: a reading only adds ways to match, and whoever asks can undo it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directory.geography.gazetteer import PlaceKind
from directory.language.normalise import STOP_WORDS, content_words, key
from directory.language.normalise import tokenize as spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from directory.geography.gazetteer import Gazetteer, Place

# The name of a place has at most so many words: Sint-Job in 't Goor.
_LONGEST_NAME = 5
_BEFORE_A_PLACE = frozenset({"in", "te", "uit", "bij", "van", "nabij", "rond"})
# Shorter names of places are words far more often; the municipality of As may still end a question.
_SHORTEST_NAME = 3
_SHORTEST_MISSPELT = 5


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place that some of the words name, and the words that remain."""

    place: Place
    remaining_words: tuple[str, ...]
    place_words: str  # the words that name the place
    words_with_wider_place: tuple[str, ...] = ()  # the remaining words with the name of a wider place among them
    # Other places of that name: Nieuwerkerken in Aalst, beside the municipality.
    namesakes: tuple[Place, ...] = ()

    @property
    def content_words(self) -> tuple[str, ...]:
        """The remaining words without the small ones."""
        return tuple(dict.fromkeys(content_words(self.remaining_words)))


def detect_place(words: Sequence[str], places: Gazetteer) -> PlaceMatch | None:
    """Return the likeliest place among the words: after "in", at the end, at the start, and the longest name first.

    In "okra van Leuven (Wilsele)" both names say where; the narrower place counts.
    """
    found = _likeliest(words, places)
    if found is None or not found.remaining_words:
        return found
    wider = _likeliest(found.remaining_words, places)
    if wider is None or not wider.remaining_words or not set(wider.place.areas) & set(found.place.areas):
        return found
    place = wider.place if wider.place.is_narrow and not found.place.is_narrow else found.place
    return PlaceMatch(place, wider.remaining_words, found.place_words, found.remaining_words)


def correct_place(words: Sequence[str], places: Gazetteer) -> tuple[str, ...]:
    """Return the words with the last or the first ones, if they almost name a place, spelt like it."""
    count = len(words)
    spans = [(count - width, count) for width in (3, 2, 1)] + [(0, width) for width in (2, 1)]
    for start, end in spans:
        typed = key(words[start:end])
        if start >= 0 and end - start < count and len(typed) >= _SHORTEST_MISSPELT:
            name = places.name_vocabulary.nearest_word(typed)
            if name and (place := places.resolve_key(name).place):
                return (*words[:start], *spell(place.name), *words[end:])
    return tuple(words)


def _likeliest(words: Sequence[str], places: Gazetteer) -> PlaceMatch | None:
    found = [
        (_rank(words, start, end), start, end, place)
        for start, end in _spans(len(words))
        if (place := _place(words[start:end], places, is_last=end == len(words) > 1))
    ]
    if not found:
        return None
    _, start, end, place = min(found, key=lambda one: one[0])
    others = [one for one in places.resolve_key(key(words[start:end])).alternatives if one.kind is PlaceKind.DISTRICT]
    return replace(_reading(words, start, end, place), namesakes=() if place.is_narrow else tuple(others))


def _reading(words: Sequence[str], start: int, end: int, place: Place) -> PlaceMatch:
    before = words[: start - 1] if start and words[start - 1] in _BEFORE_A_PLACE else words[:start]
    rest = (*before, *words[end:])
    return PlaceMatch(place, () if all(word in STOP_WORDS for word in rest) else rest, " ".join(words[start:end]))


def _spans(count: int) -> Iterator[tuple[int, int]]:
    for start in range(count):
        for end in range(start + 1, min(count, start + _LONGEST_NAME) + 1):
            yield start, end


def _rank(words: Sequence[str], start: int, end: int) -> tuple[bool, bool, int, int]:
    after_in = start > 0 and words[start - 1] in _BEFORE_A_PLACE
    is_last = end == len(words)
    return (not (after_in and is_last), not is_last, start - end, start)


def _place(words: Sequence[str], places: Gazetteer, *, is_last: bool) -> Place | None:
    if len(words) == 1 and words[0].isdecimal():
        return places.postcodes.get(words[0])
    name = key(words)
    if name not in places.names:
        return None
    place = places.resolve_key(name).place
    is_long = len(name) >= _SHORTEST_NAME or (is_last and place is not None and place.kind is PlaceKind.MUNICIPALITY)
    return place if is_long else None
