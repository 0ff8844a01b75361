"""Name variants: abbreviated and expanded spellings of a name, such as KVC Lier for Koninklijke Voetbalclub Lier.

Names shorten a run of words to its initials, and people expand the initials again. The index holds the variants of each
name and a query tries its own. A variant is compared with names as they are written only, never with another variant:
otherwise unrelated names would match each other.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from directory.language.compound_words import decompound
from directory.language.normalise import STOP_WORDS, distinctive_words, key
from directory.language.synonyms import all_abbreviations, synonym_set_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Abbreviations and the words that they stand for.
_EXPANSIONS: dict[str, tuple[str, ...]] = {
    "kon": ("koninklijke",),
    "kh": ("koninklijke", "harmonie"),
    "kf": ("koninklijke", "fanfare"),
    "fc": ("voetbalclub",),
    "kfc": ("koninklijke", "voetbalclub"),
    "ksv": ("koninklijke", "sportvereniging"),
    "ksk": ("koninklijke", "sportkring"),
    "jh": ("jeugdhuis",),
    "afd": ("afdeling",),
    "wtc": ("wielertoeristenclub",),
    "ttc": ("tafeltennisclub",),
    "vbc": ("volleybalclub",),
    "lrv": ("landelijke", "rijvereniging"),
}
_LONGEST_RUN = 5
_LONGEST_NAME = 8  # in words; longer names are not abbreviated
MAX_VARIANTS = 24
# In letters: two letters are the initials of too many names.
_SHORTEST_INITIALS = 3
_TITLE_LETTERS = ("k", "r")
_SHORTEST_REST = 3


@lru_cache(maxsize=50_000)
def variants(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of the other spellings of a name, without its own key, at most `MAX_VARIANTS`."""
    keys: dict[str, None] = {}
    for words in _expanded(name):
        keys.update(dict.fromkeys((key(words), key(distinctive_words(words)))))
        if len(words) <= _LONGEST_NAME:
            keys.update(dict.fromkeys(_shortened(words)))
    keys.pop(key(name), None)
    return tuple(variant for variant in keys if len(variant) >= _SHORTEST_INITIALS)[:MAX_VARIANTS]


def initials(name: Iterable[str]) -> tuple[str, ...]:
    """Return the initials of a whole name: kwb for Kristelijke Werknemersbeweging; empty for one word."""
    words = [word for word in name if word not in STOP_WORDS]
    if not 1 < len(words) <= _LONGEST_NAME:
        return ()
    return tuple([letters for letters in _letters(words) if len(letters) >= _SHORTEST_INITIALS])


def _expanded(name: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Return the name, and the name with its abbreviations expanded."""
    yield tuple(name)
    if not _EXPANSIONS.keys().isdisjoint(name):
        yield tuple(part for word in name for part in _EXPANSIONS.get(word, (word,)))


def _shortened(words: Sequence[str]) -> Iterable[str]:
    """Return keys in which a run of words that ends with a kind is replaced by its initials: KVC, LRV, TTC.

    The run begins with the first or second word, or is the last word.
    """
    count = len(words)
    kinds = [at + 1 for at, word in enumerate(words) if _letters_of_kind(word) is not None]
    for end in kinds:
        for start in (0, 1) if end <= _LONGEST_RUN else ():
            if start < end:
                yield from _with_initials(words, start, end)
        if end == count > _LONGEST_RUN:
            yield from _with_initials(words, count - 1, count)


def _with_initials(words: Sequence[str], start: int, end: int) -> Iterable[str]:
    before, after = key(words[:start]), key(words[end:])
    if len(before) + len(after) >= _SHORTEST_REST:
        for letters in _usual(tuple(words[start:end]), start == 0):
            yield before + letters + after


@lru_cache(maxsize=50_000)
def _usual(words: tuple[str, ...], is_first: bool) -> tuple[str, ...]:
    """Return the initials of a run that are long enough or an abbreviation of its kind (voetbalclub: vc)."""
    run = [word for word in words if word not in STOP_WORDS]
    known = {letters for word in run for letters in _letters_of_kind(word) or ()}
    titled = _titled(_letters(run), is_first=is_first)
    return tuple(letters for letters in titled if len(letters) >= _SHORTEST_INITIALS or letters in known)


@lru_cache(maxsize=100_000)
def _letters_of_kind(word: str) -> frozenset[str] | None:
    """Return the abbreviations of the kind that a word names; None when it names no kind."""
    if word in all_abbreviations():
        return all_abbreviations()
    kind = synonym_set_of(word)
    return frozenset(kind.abbreviations) if kind else None


def _titled(runs: Iterable[str], *, is_first: bool) -> Iterable[str]:
    """Return the initials with and without the letter of a title in front (k for koninklijke)."""
    for letters in runs:
        if len(letters) > 1:
            yield letters
            if is_first:
                yield letters[1:] if letters[0] in _TITLE_LETTERS else f"k{letters}"


def _letters(run: Sequence[str]) -> Iterable[str]:
    return map("".join, product(*map(_initials, run)))


@lru_cache(maxsize=50_000)
def _initials(word: str) -> tuple[str, ...]:
    """Return the initials of one word: its first letter, or for a compound also one letter for each part."""
    pieces = decompound(word)
    if word.isdecimal() or len(word) <= _SHORTEST_INITIALS:
        return (word,)  # an abbreviation or a number stays what it is
    if not pieces:
        return (word[0],)
    inner = [piece for piece in pieces if not any(piece != other and piece in other for other in pieces)]
    finest = [piece for piece in pieces if not any(piece != other and other in piece for other in pieces)]
    letters = (word[0], *(("".join(piece[0] for piece in split)) for split in (inner, finest)))
    return tuple(dict.fromkeys(letters))
