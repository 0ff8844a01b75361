"""Other ways to write the same name: KVC Lier for Koninklijke Voetbalclub Lier, KF for Koninklijke Fanfare. Pure.

Names shorten a run of words to its initials, and people write the initials out again. Both sides make the same
variants: the index keeps those of a name, a question tries its own. A variant is only ever compared with a name as it
is written, never with another variant, for then everything would mean everything.
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

# Written out in full by some and never by others.
_IN_FULL: dict[str, tuple[str, ...]] = {
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
_LONGEST_NAME = 8  # in words; longer names are not shortened by anyone
MOST = 24
# Two letters are the initials of half of the names.
_SHORTEST_INITIALS = 3
_TITLE_LETTERS = ("k", "r")
_SHORTEST_REST = 3


@lru_cache(maxsize=50_000)
def variants(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of a name written otherwise, without its own key, at most 24."""
    found: dict[str, None] = {}
    for words in _spelt_out(name):
        found.update(dict.fromkeys((key(words), key(distinctive_words(words)))))
        if len(words) <= _LONGEST_NAME:
            found.update(dict.fromkeys(_shortened(words)))
    found.pop(key(name), None)
    return tuple(one for one in found if len(one) >= _SHORTEST_INITIALS)[:MOST]


def initials(name: Iterable[str]) -> tuple[str, ...]:
    """Return what the whole of a name is shortened to: kwb for Kristelijke Werknemersbeweging."""
    words = [word for word in name if word not in STOP_WORDS]
    if not 1 < len(words) <= _LONGEST_NAME:
        return ()
    return tuple([one for one in _letters(words) if len(one) >= _SHORTEST_INITIALS])


def _spelt_out(name: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Return the name, and the name with its abbreviations in full."""
    yield tuple(name)
    if not _IN_FULL.keys().isdisjoint(name):
        yield tuple(part for word in name for part in _IN_FULL.get(word, (word,)))


def _shortened(words: Sequence[str]) -> Iterable[str]:
    """Return keys in which a run at the start or the end that ends with a kind is its initials: KVC, LRV, TTC."""
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
    """Return the initials of a run that people use: of a kind (voetbalclub: vc), after a title, or of letters."""
    run = [word for word in words if word not in STOP_WORDS]
    known = {letters for word in run for letters in _letters_of_kind(word) or ()}
    titled = _titled(_letters(run), is_first=is_first)
    return tuple(letters for letters in titled if len(letters) >= _SHORTEST_INITIALS or letters in known)


@lru_cache(maxsize=100_000)
def _letters_of_kind(word: str) -> frozenset[str] | None:
    """Return the letters by which the kind of a word may be told; None when it tells no kind."""
    if word in all_abbreviations():
        return all_abbreviations()
    kind = synonym_set_of(word)
    return frozenset(kind.letters) if kind else None


def _titled(runs: Iterable[str], *, is_first: bool) -> Iterable[str]:
    """Add and take away the letter of a title in front."""
    for letters in runs:
        if len(letters) > 1:
            yield letters
            if is_first:
                yield letters[1:] if letters[0] in _TITLE_LETTERS else f"k{letters}"


def _letters(run: Sequence[str]) -> Iterable[str]:
    return map("".join, product(*map(_initials, run)))


@lru_cache(maxsize=50_000)
def _initials(word: str) -> tuple[str, ...]:
    """Return the letters that stand for one word: a compound gives one, or one for each of its parts."""
    pieces = decompound(word)
    if word.isdecimal() or len(word) <= _SHORTEST_INITIALS:
        return (word,)  # an abbreviation or a number stays what it is
    if not pieces:
        return (word[0],)
    inner = [piece for piece in pieces if not any(piece != other and piece in other for other in pieces)]
    finest = [piece for piece in pieces if not any(piece != other and other in piece for other in pieces)]
    found = (word[0], *(("".join(piece[0] for piece in split)) for split in (inner, finest)))
    return tuple(dict.fromkeys(found))
