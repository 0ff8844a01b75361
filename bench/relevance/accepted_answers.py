"""Which associations are as right as the one that was meant: namesakes, those there, those with all the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.relevance import places, spelling
from bench.relevance.corpus import BEST, NEAR
from directory.importing.demo.random_draw import entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.relevance.corpus import Corpus
    from bench.relevance.entries import Entry
    from bench.relevance.places import Spot

# Words that tell nothing apart.
SMALL = frozenset(entries("de|het|een|van|der|den|en|te|ten|ter|in|op|aan|bij|uit|voor|t|s|d|l|la|le"))


def best(entries: Iterable[Entry]) -> dict[str, int]:
    """Return these as entirely right."""
    return {entry.vcode: BEST for entry in entries}


def same_name(corpus: Corpus, entry: Entry) -> dict[str, int]:
    """Return all of this name: without a place they cannot be told apart."""
    return best(corpus.by_key[entry.key])


def same_words(corpus: Corpus, entry: Entry) -> dict[str, int]:
    """Return all of which the name has the same words."""
    words = sorted(entry.tokens)
    return best(one for one in corpus.named(entry.tokens) if sorted(one.tokens) == words)


def without_place(entry: Entry) -> tuple[str, ...]:
    """Return the words of the name but the names of its own places."""
    words = entry.tokens
    for name in sorted(entry.place_names, key=len, reverse=True):
        words = _cut(words, spelling.tokens(name))
    return words or entry.tokens


def _cut(words: tuple[str, ...], piece: tuple[str, ...]) -> tuple[str, ...]:
    size = len(piece)
    for start in range(len(words) - size + 1):
        if words[start : start + size] == piece:
            return words[:start] + words[start + size :]
    return words


def area(where: str) -> tuple[frozenset[Spot], str]:
    """Return the places and the post code that a text stands for."""
    return (frozenset(), where) if where.isdigit() else (places.spots(where), "")


def is_there(entry: Entry, where: str) -> bool:
    """Tell whether it has an address there."""
    spots, postcode = area(where)
    return entry.is_at(spots) or postcode in entry.postcodes


def called_there(corpus: Corpus, words: Sequence[str], where: str) -> dict[str, int]:
    """Return those of this name that are there, whether or not their name tells the place; elsewhere they are near."""
    grades: dict[str, int] = {}
    for entry in corpus.named(words):
        if without_place(entry) == tuple(words) or entry.tokens == tuple(words):
            grades[entry.vcode] = BEST if is_there(entry, where) else NEAR
    return grades | best(corpus.by_key.get("".join(words) + spelling.key(where), ()))


def holding(corpus: Corpus, words: Sequence[str], *, unfinished: bool = False) -> list[Entry]:
    """Return those whose name holds all words, joined or split, the last one perhaps unfinished."""
    whole = list(words[:-1] if unfinished else words)
    known = sorted((corpus.by_token[word] for word in whole if word in corpus.by_token), key=len)
    pool = known[0] if known else corpus.entries
    last = words[-1]
    return [
        entry
        for entry in pool
        if all(word in entry.tokens or (len(word) > len("xxxx") and word in entry.key) for word in whole)
        and (not unfinished or any(token.startswith(last) for token in entry.tokens))
    ]
