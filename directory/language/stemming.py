"""Light stems and parts of Dutch words, for the fields that rank below the words themselves.

Plural, diminutive and verb endings go, and spelling is evened out so that both forms meet: koren and koor, zwemmen
and zwem, duiven and duif. A compound gives its parts: dorpsfanfare holds dorp and fanfare. The engine's own stemmer
and decompounder were tried and leave zwemmen and zwem apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from directory.language.compound_words import HEADS, TAILS

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST_STEM = 3
_SHORTEST_COMPOUND = 7
_SHORTEST_UNKNOWN = 4

# The ending and what takes its place; the first that leaves a stem of three letters wins.
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("laars", "l"),
    ("laar", "l"),
    ("ingen", "ing"),
    ("heden", "heid"),
    ("ieen", "i"),
    ("etjes", ""),
    ("etje", ""),
    ("pjes", ""),
    ("pje", ""),
    ("tjes", ""),
    ("tje", ""),
    ("jes", ""),
    ("je", ""),
    ("eren", ""),
    ("sters", ""),
    ("ers", ""),
    ("er", ""),
    ("ens", ""),
    ("en", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
)
_IRREGULAR = {
    "kinder": "kind",
    "kinderen": "kind",
    "eieren": "ei",
    "leden": "lid",
    "steden": "stad",
    "schepen": "schip",
    "spellen": "spel",
    "spelen": "spel",
    "musea": "museum",
    "senioren": "senior",
    "museums": "museum",
    "teken": "teken",  # of tekenen: what ends a verb there is part of the word
    "oefen": "oefen",
    "reken": "reken",
    "kaats": "kaatsspel",  # no cats
    "kaatsen": "kaatsspel",
    "kaatsers": "kaatsspel",
}
# Words that end like somebody who does something and are not: who runs (lopers) meets running, a mother does not moth.
_NO_DOERS = frozenset(
    re.findall(
        r"\w+",
        "adder ader alter ander anders beer beter boter broeder broeders burger burgers cluster computer computers "
        "copier donder elder emmer filter hamer heer heers helder hoger ijver kamer kamers kater keizer kelder "
        "kikker kikkers kleuter kleuters klooster koper lager later leger lekker letter letters lever lier liter "
        "meer meester meesters meter mier minder moeder moeders monster nummer nummers onder ondernemer ouder ouders "
        "over panter papier partner partners peer peter plezier polder polders poster priester priesters ridder "
        "ridders rivier ruiter ruiters schouder scooter september sinter sister suiker super ter theater tiener "
        "tieners tijger uiver veer ver verder vier vijver vinger vingers vlinder vlinders voer water waters weer "
        "winter wonder zilver zolder zomer zonder zuster zusters",
    )
)
# Grote and groot are no caves, a son is no sun, Poles do not play pool: words that would meet and mean something else.
_APART = {
    "kamperen": "kamperen",
    "kampeer": "kamperen",
    "kampeerder": "kamperen",
    "kampeerders": "kamperen",
    "polen": "polen",
    "pools": "polen",
    "poolse": "polen",
    "poppen": "poppen",
    "poppetjes": "poppen",
    "groot": "groots",
    "grote": "groots",
    "groter": "groots",
    "zoon": "zoons",
    "zonen": "zoons",
    "dames": "dames",
    "dame": "dames",
}
_OUR_LADY = "lievevrouw"
_DOUBLED = re.compile(r"(.)\1")
_LINKS = ("", "s", "en", "n", "e")
_HARDENED = {"v": "f", "z": "s"}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of one word, equal for its usual forms; short words and numbers are left alone."""
    if word in _APART:
        return _APART[word]
    if word in _IRREGULAR:
        return _even(_IRREGULAR[word])
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    return _even(_without_ending(word))


def _without_ending(word: str) -> str:
    for ending, instead in _ENDINGS:
        rest = len(word) - len(ending)
        if rest >= _SHORTEST_STEM and word.endswith(ending) and not word.endswith("ss"):
            if word in _NO_DOERS and "er" in ending:
                continue
            return _without_last_s(word[:rest] + instead)
    return word


def _without_last_s(word: str) -> str:
    """Drop an s that may be part of the word: dansen loses only -en and must meet dans, which loses its s."""
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] in "sz" else word


def _even(word: str) -> str:
    single = _DOUBLED.sub(r"\1", word)
    return single[:-1] + _HARDENED.get(single[-1], single[-1])


@lru_cache(maxsize=200_000)
def decompound(word: str) -> tuple[str, ...]:
    """Return the words that a compound is made of, without the word itself; nothing for a simple word."""
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return ()
    for cut in range(_SHORTEST_STEM, len(word) - _SHORTEST_STEM + 1):
        head, tail = word[:cut], word[cut:]
        if _is_tail(tail):
            found = _head(head)
            if found:
                return (*_inner(found), tail)
    return _by_head(word)


def _is_tail(tail: str) -> bool:
    """Tell whether a compound may end so; no Dutch word begins with a doubled letter: zorg-groep, not zor-ggroep."""
    return tail in TAILS or (tail[0] != tail[1] and stem(tail) in _TAIL_STEMS)


def _head(head: str) -> str:
    """Return the first part without its linking letters, or nothing when it is too short to be a word."""
    for link in _LINKS:
        bare = head.removesuffix(link)
        if bare in HEADS or bare in TAILS:
            return bare
    bare = head if head.endswith("ss") or len(head) == _SHORTEST_UNKNOWN else head.removesuffix("s")
    return bare if len(bare) >= _SHORTEST_UNKNOWN else ""


def _inner(head: str) -> tuple[str, ...]:
    """Take a long first part apart again: zaalvoetbal in zaalvoetbalclub."""
    return (head, *decompound(head))


def _by_head(word: str) -> tuple[str, ...]:
    """Split off a known beginning from an unknown rest: voetbalfamilie holds voetbal."""
    for cut in range(len(word) - _SHORTEST_UNKNOWN, _SHORTEST_UNKNOWN - 1, -1):
        if word[:cut] in HEADS:
            return (word[:cut], word[cut:])
    return ()


_TAIL_STEMS = frozenset(map(stem, TAILS))


@lru_cache(maxsize=200_000)
def stems_and_parts(word: str) -> tuple[str, ...]:
    """Return the stem of a word and the stems of its parts: what it can be found by in the low fields."""
    return tuple(dict.fromkeys(stem(piece) for piece in (word, *decompound(word))))


def stem_all(found: Iterable[str]) -> list[str]:
    """Return the stem of each word; Our Lady is no woman of a women's club."""
    words = list(found)
    return [
        _OUR_LADY if word == "vrouw" and before == "lieve" else stem(word)
        for before, word in zip(["", *words], words, strict=False)
    ]


def outer_parts(word: str) -> tuple[str, str] | None:
    """Return the first and the last part of a compound; None for a simple word."""
    found = decompound(word)
    return (found[0], found[-1]) if found else None
