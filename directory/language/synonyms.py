"""What people call a kind of association: everyday words that mean the same, from the project's own table.

One line of `synonyms.csv` is one set. `words` mean each other; `kinds` are kinds of it, found when one of the words is
asked for but not the other way round; `near` is only found when nothing else is; `letters` in a name count only for an
association with one of the `activities` (FC in sport). Words of more than one part are joined by an underscore. All but
`letters` works when a question is asked: changing it needs no new index.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from directory.language.compound_words import decompound, outer_parts
from directory.language.normalise import GENERIC_WORDS, STOP_WORDS
from directory.language.stemming import stem, stem_all
from directory.language.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

# The longest phrase of the table that is looked for in a question.
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class StemmedTerms:
    """Words and phrases, as stems, any one of which tells the same."""

    stems: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


NO_TERMS = StemmedTerms()


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


# What people do with a thing goes without saying: who collects coins or keeps bees asks for coins and bees.
_DOING = _stems(
    "verzamelen verzamelaars houden houders kijken kijkers spotten spotters maken makers spelen spelers proeven "
    "proevers kweken kwekers bouwen bouwers ruilen melkers liefhebbers"
)
# So does, at the end of a compound, that they meet for it.
_MEETING = _DOING | _stems(
    "les lessen cursus cafe club kring groep gezelschap atelier avond namiddag workshop vereniging bond gilde "
    "school team ploeg vrienden training werking"
)

# Words that tell for whom something is, by their stems: an age says it as well as a text does.
_AGES: dict[str, str] = {
    stem(word): group
    for group, words in {
        "kinderen": "kinderen kind kleuters peuters lagere_school kids",
        "jongeren": "jongeren jongere tieners jeugd pubers",
        "volwassenen": "volwassenen volwassene",
        "65-plus": "senioren ouderen bejaarden gepensioneerden 65plussers 65plus",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class SynonymSet:
    """One kind of association and the words that tell it, as stems; `near` are those of its neighbours."""

    name: str
    words: StemmedTerms
    near: StemmedTerms
    letters: tuple[str, ...]
    activities: tuple[str, ...]


class WordGroup(NamedTuple):
    """One or more words of a question and what they mean, if that is known: a kind, an age, or two of them in one."""

    words: tuple[str, ...]
    concept: SynonymSet | None
    age: str | None = None
    halves: tuple[WordGroup, ...] = ()  # of a compound that the table does not know, without one that says nothing

    @property
    def is_known(self) -> bool:
        """Whether these words mean a kind or an age."""
        return bool(self.concept or self.age or any(half.is_known for half in self.halves))

    @property
    def is_only_age(self) -> bool:
        """Whether these words tell for whom and not what."""
        return bool(self.age)

    @property
    def essence(self) -> WordGroup:
        """The half of a compound that tells most: dogs in a dogs' shelter; the whole where it is no compound."""
        known = [half for half in self.halves if half.is_known]
        return known[-1] if known and not self.concept else self


def group_words(words: Sequence[str]) -> list[WordGroup]:
    """Take words together that mean one kind, the longest phrase first."""
    return list(_meanings(tuple(words)))


@lru_cache(maxsize=1_000)  # one question asks for the same words in several ways
def _meanings(words: tuple[str, ...]) -> tuple[WordGroup, ...]:
    known = synonym_table()
    found: list[WordGroup] = []
    at = 0
    while at < len(words):
        width = next(
            (n for n in range(_LONGEST, 0, -1) if _key(words[at : at + n]) in known and at + n <= len(words)), 1
        )
        group = words[at : at + width]
        _add(found, _meaning(group))
        at += width
    return tuple(found)


def _add(found: list[WordGroup], meaning: WordGroup) -> None:
    """Add a meaning, together with the one before when one of them only tells what is done with the other."""
    for doing, thing in (found[-1:], [meaning]), ([meaning], found[-1:]):
        if doing and thing and thing[0].concept and _is_doing(doing[0]):
            words = (*(found.pop().words), *meaning.words)
            found.append(WordGroup(words, thing[0].concept))
            return
    found.append(meaning)


def _is_doing(meaning: WordGroup) -> bool:
    return len(meaning.words) == 1 and stem(meaning.words[0]) in _DOING


def _meaning(words: tuple[str, ...]) -> WordGroup:
    concept = synonym_table().get(_key(words))
    if len(words) > 1:
        return WordGroup(words, concept)
    age = _AGES.get(stem(words[0]))
    split = None if concept or age else outer_parts(words[0])
    if split is None:
        return WordGroup(words, concept, age)
    first, last = (_meaning((half,)) for half in split)
    if stem(split[1]) not in _MEETING:
        return WordGroup(words, None, None, (first, last))
    return WordGroup(words, first.concept) if first.concept else WordGroup(words, None, None, (first,))


@cache
def kind_vocabulary() -> Vocabulary:
    """Return the words of the table, to recognise them when they are misspelt."""
    with files(__package__).joinpath("synonyms.csv").open(encoding="utf-8") as file:
        return Vocabulary(
            part for row in csv.DictReader(file) for word in row["words"].split() for part in word.split("_")
        )


def names_a_kind(words: Iterable[str]) -> bool:
    """Tell whether one of the words, or a part of one, names a kind."""
    known = synonym_table()
    return any((stem(piece),) in known for word in words for piece in (word, *decompound(word)))


def correct_kinds(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words with those that are almost the word for a kind spelt so."""
    known = kind_vocabulary()
    return tuple(word if word in known else known.nearest_word(word) or word for word in words)


def synonym_set_of(word: str) -> SynonymSet | None:
    """Return the kind that one word or a part of it means, if any."""
    known = synonym_table()
    return next((known[stem(piece),] for piece in (word, *decompound(word)) if (stem(piece),) in known), None)


def identifying_words(name: Iterable[str], places: AbstractSet[str]) -> list[str]:
    """Return the words of a name that tell no kind, no place and no title: those that it has to itself."""
    known = synonym_table()
    found = (word for word in dict.fromkeys(name) if word not in STOP_WORDS and word not in GENERIC_WORDS)
    kept = (word for word in found if word not in places and (stem(word),) not in known)
    return [word for word in kept if word not in all_abbreviations()]


@cache
def all_abbreviations() -> frozenset[str]:
    """Return the letters by which names tell a kind: vc, ttc."""
    return frozenset(letters for concept in synonym_table().values() for letters in concept.letters)


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem_all(words))


@cache
def synonym_table() -> Mapping[tuple[str, ...], SynonymSet]:
    """Return the kinds by the stems of each of their words."""
    found: dict[tuple[str, ...], SynonymSet] = {}
    with files(__package__).joinpath("synonyms.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            concept = _concept(row)
            for word in row["words"].split():
                found.setdefault(_key(word.split("_")), concept)
    return found


def _concept(row: Mapping[str, str]) -> SynonymSet:
    words, near = _words(f"{row['words']} {row['kinds']}"), _words(row["near"])
    return SynonymSet(
        row["words"].split()[0], words, near, *(tuple(row[name].split()) for name in ("letters", "activities"))
    )


def _words(text: str) -> StemmedTerms:
    spelt = [_key(word.split("_")) for word in text.split()]
    single = dict.fromkeys(word[0] for word in spelt if len(word) == 1)
    return StemmedTerms(tuple(single), tuple(word for word in spelt if len(word) > 1))
