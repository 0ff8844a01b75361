"""Tells the kinds of an association from what the register says of it, with the words that tell them (evidence).

Only whole words count, in their usual forms, and compounds of which the kind is the last part (kerkkoor) or comes
before a word for a group (voetbalclub). An inflected form in front of a compound (Korenberg), a word of which only the
stem agrees (Schilde and schilderen), the name of a place and letters without their activity are no evidence.

The name goes first. Only when it tells nothing do the umbrella and then the description count, within the activities
of the kind. Pure: the same texts always give the same kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from directory.language.kind_table import broader_kinds, kind_table, most_specific
from directory.language.normalise import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from directory.language.kind_table import Kind

# A description that speaks of more kinds than this only sums up what there is to do.
MOST_IN_DESCRIPTION = 3
# In letters: of a form that is made by rule, and of the rest of a compound before its ending.
_SHORTEST_FORM = 4
_SHORTEST_REST = 3
# Words for a group of people, as the last part of a compound; what comes before says what they do.
_GROUP_WORDS = (
    *("vereniging", "verenigingen", "club", "clubs", "klub", "kring", "kringen", "bond"),
    *("gilde", "groep", "groepen", "team", "ploeg", "vrienden", "school", "band"),
    *("liga", "federatie", "verbond", "sport", "studio", "atelier", "werking", "liefhebbers"),
    *("maatschappij", "gezelschap", "kern", "werkgroep", "genootschap", "comite", "dienst"),
)
_ARTICLES = frozenset(("de", "den", "het", "t", "een"))
_LINKS = ("", "s", "en", "e", "n")
_DIMINUTIVES = ("je", "jes", "tje", "tjes")
_VOWELS = "aeiouy"
_HARDENED = {"v": "f", "z": "s"}
_SOFTENED = {"f": "v", "s": "z"}


class EvidenceField(StrEnum):
    """Where the words stand that tell a kind."""

    NAME = "name"
    UMBRELLA = "umbrella"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class KindEvidence:
    """A kind of an association, and the word that tells it."""

    code: str
    field: EvidenceField
    word: str


_Key = TypeVar("_Key")


class _Lexicon(NamedTuple):
    """What the table knows, by the spelling in which it is looked up."""

    words: Mapping[str, tuple[str, ...]]  # the forms of single words, to codes
    heads: Mapping[str, tuple[str, ...]]  # forms that may come before a word for a group
    phrases: Mapping[frozenset[str], tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, tuple[str, ...]]
    federations: Sequence[tuple[frozenset[str], str]]


def tell_kinds(
    names: Iterable[str],
    umbrellas: Iterable[str],
    description: str,
    activities: AbstractSet[str],
    places: AbstractSet[str] = frozenset(),
) -> tuple[KindEvidence, ...]:
    """Return the most specific kinds of an association; `places` are the words of the names of its places."""
    told = _in_texts(names, EvidenceField.NAME, activities, places)
    if not told:
        told = _in_texts(umbrellas, EvidenceField.UMBRELLA, activities, places)
    return told or _in_description(description, activities, places)


def _in_description(
    description: str, activities: AbstractSet[str], places: AbstractSet[str]
) -> tuple[KindEvidence, ...]:
    """Return what a description tells, unless it only sums up what there is to do."""
    told = _in_texts((description,), EvidenceField.DESCRIPTION, activities, places)
    return told if len(told) <= MOST_IN_DESCRIPTION else ()


def _in_texts(
    texts: Iterable[str], field: EvidenceField, activities: AbstractSet[str], places: AbstractSet[str]
) -> tuple[KindEvidence, ...]:
    found: dict[str, str] = {}
    for text in texts:
        words = _words(text, places)
        for code, word in _told_by_words(words, field):
            if _fits(kind_table()[code], activities):
                found.setdefault(code, word)
        for code, word in _told_by_letters(words, activities) if field is EvidenceField.NAME else ():
            found.setdefault(code, word)
        if field is EvidenceField.NAME:
            found = _without_mottos(found, words)
    # What stands under an activity of the association goes before what may: Zeilclub Karper does not fish.
    main = [code for code in found if kind_table()[code].activity in activities]
    return tuple(KindEvidence(code, field, found[code]) for code in most_specific(main or tuple(found)))


def _words(text: str, places: AbstractSet[str]) -> tuple[str, ...]:
    """Return the words of a text without places; the second one of "lieve vrouw" (Our Lady) is about no women."""
    words = tokenize(text)
    return tuple(
        word
        for before, word in zip(("", *words), words, strict=False)
        if word not in places and not (before == "lieve" and word.startswith("vrouw"))
    )


def _without_mottos(found: dict[str, str], words: Sequence[str]) -> dict[str, str]:
    """Leave out what comes after an article when another word tells a kind: Manège De Orchidee is about horses."""
    after = [at + width for at, word in enumerate(words) if word in _ARTICLES for width in (1, 2)]
    mottos = {words[at] for at in after if at < len(words)}
    plain = {code: word for code, word in found.items() if word not in mottos}
    return plain or found


def _fits(kind: Kind, activities: AbstractSet[str]) -> bool:
    """Tell whether the activities allow the kind; without activities all do."""
    return not activities or not activities.isdisjoint(kind.activities)


def _told_by_words(words: Sequence[str], field: EvidenceField) -> Iterator[tuple[str, str]]:
    known = _lexicon()
    present = frozenset(words)
    for needed, code in known.federations if field is not EvidenceField.DESCRIPTION else ():
        if needed <= present:
            yield code, " ".join(sorted(needed, key=words.index))
    for phrase, codes in known.phrases.items():
        if phrase <= present:
            yield from ((code, " ".join(sorted(phrase, key=words.index))) for code in codes)
    for word in _joined(words) if field is EvidenceField.NAME else words:
        yield from ((code, word) for code in _kinds_of_word(word))


def _joined(words: Sequence[str]) -> Iterator[str]:
    """Yield the words; two that are written apart and are one word of the table as that one: tafel tennis."""
    pairs = {at: before + after for at, (before, after) in enumerate(pairwise(words))}
    whole = {at: pair for at, pair in pairs.items() if pair in _lexicon().words}
    for at, word in enumerate(words):
        if at in whole:
            yield whole[at]
        elif at - 1 not in whole:
            yield word


def _told_by_letters(words: Sequence[str], activities: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        codes = [
            code for code in _lexicon().letters.get(word, ()) if not activities.isdisjoint(kind_table()[code].only_in)
        ]
        # Letters of two kinds tell neither, but what one is a part of: WTC is about bicycles.
        wider = [code for code in codes if all(other == code or code in broader_kinds(other) for other in codes)]
        yield from ((code, word) for code in wider)


@lru_cache(maxsize=100_000)
def _kinds_of_word(word: str) -> tuple[str, ...]:
    known = _lexicon()
    codes = known.words.get(word) or _of_group(word) or ()
    if codes:
        return _allowed(codes, word)
    endings = [
        ending
        for ending in known.endings
        if word == ending or (word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_REST)
    ]
    return _allowed(known.endings[max(endings, key=len)], word) if endings else ()


def _allowed(codes: Iterable[str], word: str) -> tuple[str, ...]:
    return tuple(code for code in codes if word not in kind_table()[code].never)


def _of_group(word: str) -> tuple[str, ...] | None:
    """Return the kinds that the first part of a compound names when the last part is a word for a group."""
    heads = _lexicon().heads
    for group in _GROUP_WORDS:
        before = word.removesuffix(group)
        if before == word:
            continue
        for link in _LINKS:
            part = before.removesuffix(link) if link else before
            if (part != before or not link) and part in heads:
                return heads[part]
    return None


@cache
def _lexicon() -> _Lexicon:
    words: dict[str, list[str]] = {}
    heads: dict[str, list[str]] = {}
    phrases: dict[frozenset[str], list[str]] = {}
    endings: dict[str, list[str]] = {}
    letters: dict[str, list[str]] = {}
    federations: list[tuple[frozenset[str], str]] = []
    for kind in kind_table().values():
        single = [word for word in _evidence(kind) if "_" not in word]
        for word in single:
            for form in _forms(word):
                words.setdefault(form, []).append(kind.code)
            if not _is_inflected(word, single):
                for head in _heads(word):
                    heads.setdefault(head, []).append(kind.code)
        for phrase in _evidence(kind):
            if "_" in phrase:
                phrases.setdefault(frozenset(phrase.split("_")), []).append(kind.code)
        for ending in kind.endings:
            endings.setdefault(ending, []).append(kind.code)
        for letter in kind.abbreviations:
            letters.setdefault(letter, []).append(kind.code)
        federations += [(frozenset(tokenize(name)), kind.code) for name in kind.federations]
    return _Lexicon(_frozen(words), _frozen(heads), _frozen(phrases), _frozen(endings), _frozen(letters), federations)


def _frozen(lists: Mapping[_Key, list[str]]) -> dict[_Key, tuple[str, ...]]:
    return {key: tuple(dict.fromkeys(codes)) for key, codes in lists.items()}


def _evidence(kind: Kind) -> list[str]:
    """Return the words that tell the kind of an association; a narrower word with a kind of its own tells that one."""
    own = _words_of_kinds()
    words = (*kind.words, *(word for word in kind.narrower if word not in own))
    return [word for word in words if word not in kind.no_evidence]


@cache
def _words_of_kinds() -> frozenset[str]:
    return frozenset(word for kind in kind_table().values() for word in kind.words)


def _forms(word: str) -> set[str]:
    """Return the usual forms of a word: itself, its plural, its singular and its diminutive."""
    made = {*_singulars(word), *_plurals(word), *(word + ending for ending in _DIMINUTIVES)}
    return {word} | {form for form in made if len(form) >= _SHORTEST_FORM}


def _singulars(word: str) -> list[str]:
    """Return what a word may be the plural of: grotten of grot, bomen of boom, duiven of duif, wandelen of wandel."""
    if word.endswith("s"):
        return [word[:-1]]
    if not word.endswith("en") or len(word) < _SHORTEST_FORM + 1:
        return []
    root = word[:-2]
    if root[-1] == root[-2]:
        return [root[:-1]]
    hard = root[:-1] + _HARDENED.get(root[-1], root[-1])
    if root[-1] not in _VOWELS and root[-2] in _VOWELS and root[-3] not in _VOWELS:
        long = hard[:-1] + hard[-2] + hard[-1]
        return [long, hard] if root[-2] == "e" else [long]
    return [hard]


def _plurals(word: str) -> list[str]:
    """Return the plurals that a word may have: koor, koren; bos, bossen; duif, duiven."""
    if len(word) < _SHORTEST_REST or word[-1] in _VOWELS:
        return [word + "s", word + "n"] if word.endswith("e") else [word + "s"]
    last, before, first = word[-1], word[-2], word[-3]
    if before in _VOWELS and before == first:
        return [word + "s", word[:-3] + before + _SOFTENED.get(last, last) + "en", word[:-3] + before + last + "en"]
    if before in _VOWELS and first not in _VOWELS:
        return [word + "s", word + last + "en"]
    return [word + "s", word[:-1] + _SOFTENED.get(last, last) + "en", word + "en"]


def _heads(word: str) -> set[str]:
    """Return the forms of a word that come before a word for a group: duivenbond, vogelvrienden."""
    return {one for one in (word, *_singulars(word)) if len(one) >= _SHORTEST_REST}


def _is_inflected(word: str, others: Sequence[str]) -> bool:
    """Tell whether a word is the plural of another one: koren of koor."""
    return any(other != word and word in _plurals(other) for other in others)
