"""Stemming of Dutch words: forms of one word get the same stem, for the index fields that rank below whole words.

Endings of plural, diminutive and verb are removed and the spelling is evened out: koren and koor, zwemmen and zwem,
duiven and duif. Snowball's Dutch stemmer (3.1.1) gave one stem to 20 of 30 groups of forms that were tried, this one
to all 30; see ADR 8.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST_STEM = 3

# The ending and its replacement; the first that leaves a stem of three letters is taken.
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
    "teken": "teken",  # of tekenen: "en" belongs to the stem
    "oefen": "oefen",
    "reken": "reken",
    "kaats": "kaatsspel",  # kaatsen (a ball game) is not about kat (cat)
    "kaatsen": "kaatsspel",
    "kaatsers": "kaatsspel",
}
# Words in -er(s) that are no agent nouns: lopers is reduced to loop, moeder is not reduced to moed.
_NO_AGENT_NOUNS = frozenset(
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
# Words whose regular stem would be that of an unrelated word: groot (big) and grot (cave), zoon (son) and zon (sun),
# Polen (Poland) and pool (billiards).
_KEPT_APART = {
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
_HARDENED = {"v": "f", "z": "s"}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of one word, equal for its usual forms; short words and numbers are returned unchanged."""
    if word in _KEPT_APART:
        return _KEPT_APART[word]
    if word in _IRREGULAR:
        return _even_spelling(_IRREGULAR[word])
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    return _even_spelling(_without_ending(word))


def _without_ending(word: str) -> str:
    for ending, replacement in _ENDINGS:
        rest = len(word) - len(ending)
        if rest >= _SHORTEST_STEM and word.endswith(ending) and not word.endswith("ss"):
            if word in _NO_AGENT_NOUNS and "er" in ending:
                continue
            return _without_last_s(word[:rest] + replacement)
    return word


def _without_last_s(word: str) -> str:
    """Drop a final s or z, also where it belongs to the word: dansen (without -en) and dans must get one stem."""
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] in "sz" else word


def _even_spelling(word: str) -> str:
    single = _DOUBLED.sub(r"\1", word)
    return single[:-1] + _HARDENED.get(single[-1], single[-1])


def stem_all(words: Iterable[str]) -> list[str]:
    """Return the stem of each word; "lieve vrouw" (Our Lady) gets a stem of its own, apart from vrouw (woman)."""
    words = list(words)
    return [
        _OUR_LADY if word == "vrouw" and before == "lieve" else stem(word)
        for before, word in zip(["", *words], words, strict=False)
    ]
