"""Place detection: finds the name of a place among the words of a query, as in "scouts gent" or "koor in Kessel-Lo".

The words stay search words too: a detected place only adds ways to match, and the visitor can undo it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directory.geography.gazetteer import PlaceKind
from directory.language.normalise import STOP_WORDS, content_words, key, tokenize

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from directory.geography.gazetteer import Gazetteer, Place

# In words: Sint-Job in 't Goor has five.
_LONGEST_NAME = 5
# Prepositions that come before the name of a place.
PREPOSITIONS = frozenset({"in", "te", "uit", "bij", "van", "nabij", "rond"})
# In letters. Shorter names of places occur as words far more often; a municipality (As) still counts at the end.
_SHORTEST_NAME = 3
_SHORTEST_MISSPELT = 5
# The widths, in words, of a misspelt name at the end and at the start of a query.
_WIDTHS_AT_END = (3, 2, 1)
_WIDTHS_AT_START = (2, 1)


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place that some of the words of a query name, and the words that remain."""

    place: Place
    remaining_words: tuple[str, ...]
    place_words: str  # the words that name the place
    words_with_wider_place: tuple[str, ...] = ()  # the remaining words with the name of a wider place among them
    # All words beside the place, when those that only make a sentence were left out of `remaining_words`.
    as_typed: tuple[str, ...] = ()
    # Other places of that name: Nieuwerkerken in Aalst, beside the municipality.
    namesakes: tuple[Place, ...] = ()

    def without_words(self, left_out: Container[str]) -> PlaceMatch:
        """Return the same place with fewer words beside it."""
        words = tuple(word for word in self.remaining_words if word not in left_out)
        return replace(self, remaining_words=words, as_typed=self.remaining_words)

    @property
    def content_words(self) -> tuple[str, ...]:
        """The remaining words without stop words, each once."""
        return tuple(dict.fromkeys(content_words(self.remaining_words)))


def detect_place(words: Sequence[str], gazetteer: Gazetteer) -> PlaceMatch | None:
    """Return the likeliest place among the words; None when they name no place.

    A name at the end after a preposition goes first, then one at the end, then the longest, then the first. Of two
    places of which one lies in the other, as in "okra van Leuven (Wilsele)", the narrower counts.
    """
    match = _likeliest(words, gazetteer)
    if match is None or not match.remaining_words:
        return match
    wider = _likeliest(match.remaining_words, gazetteer)
    if wider is None or not wider.remaining_words or not set(wider.place.areas) & set(match.place.areas):
        return match
    place = wider.place if wider.place.is_narrow and not match.place.is_narrow else match.place
    return PlaceMatch(place, wider.remaining_words, match.place_words, match.remaining_words)


def correct_place(words: Sequence[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the words with a misspelt name of a place at the end or the start replaced by the nearest name."""
    count = len(words)
    spans = [(count - width, count) for width in _WIDTHS_AT_END] + [(0, width) for width in _WIDTHS_AT_START]
    for start, end in spans:
        typed = key(words[start:end])
        if start >= 0 and end - start < count and len(typed) >= _SHORTEST_MISSPELT:
            name = gazetteer.name_vocabulary.nearest_word(typed)
            if name and (place := gazetteer.resolve_key(name).place):
                return (*words[:start], *tokenize(place.name), *words[end:])
    return tuple(words)


def _likeliest(words: Sequence[str], gazetteer: Gazetteer) -> PlaceMatch | None:
    candidates = [
        (_precedence(words, start, end), start, end, place)
        for start, end in _spans(len(words))
        if (place := _named_place(words[start:end], gazetteer, is_last=end == len(words) > 1))
    ]
    if not candidates:
        return None
    _, start, end, place = min(candidates, key=lambda candidate: candidate[0])
    namesakes = gazetteer.resolve_key(key(words[start:end])).alternatives
    districts = tuple(namesake for namesake in namesakes if namesake.kind is PlaceKind.DISTRICT)
    return PlaceMatch(
        place,
        _words_around(words, start, end),
        " ".join(words[start:end]),
        namesakes=() if place.is_narrow else districts,
    )


def _words_around(words: Sequence[str], start: int, end: int) -> tuple[str, ...]:
    """Return the words before and after a place, without its preposition; empty when they are stop words only."""
    before = words[: start - 1] if start and words[start - 1] in PREPOSITIONS else words[:start]
    remaining = (*before, *words[end:])
    return () if STOP_WORDS.issuperset(remaining) else remaining


def _spans(count: int) -> Iterator[tuple[int, int]]:
    for start in range(count):
        for end in range(start + 1, min(count, start + _LONGEST_NAME) + 1):
            yield start, end


def _precedence(words: Sequence[str], start: int, end: int) -> tuple[bool, bool, int, int]:
    after_preposition = start > 0 and words[start - 1] in PREPOSITIONS
    is_last = end == len(words)
    return (not (after_preposition and is_last), not is_last, start - end, start)


def _named_place(words: Sequence[str], gazetteer: Gazetteer, *, is_last: bool) -> Place | None:
    if len(words) == 1 and words[0].isdecimal():
        return gazetteer.postcodes.get(words[0])
    name = key(words)
    if name not in gazetteer.names:
        return None
    place = gazetteer.resolve_key(name).place
    is_municipality = place is not None and place.kind is PlaceKind.MUNICIPALITY
    return place if len(name) >= _SHORTEST_NAME or (is_last and is_municipality) else None
