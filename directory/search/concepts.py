"""What people call a kind of association: everyday words that mean the same, from the project's own table.

One line of `concepts.csv` is one set. `words` mean each other; `also` comes after them when one of them is asked for,
but not the other way round; `letters` in a name count only for an association with one of the `activities` (FC in
sport). Words of more than one part are joined by an underscore. The words and `also` work when a question is asked:
changing them needs no new index.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from directory.search import schema
from directory.search.alike import Vocabulary
from directory.search.clauses import Clause, all_of, any_of, terms
from directory.search.stems import parts, stem
from directory.search.words import SMALL_WORDS, WEAK_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

# The longest phrase of the table that is looked for in a question.
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Words:
    """Words and phrases, as stems, any one of which tells the same."""

    stems: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def clauses(self, field: str) -> list[Clause]:
        """Match a field that holds one of them."""
        ways = [terms(field, self.stems)] if self.stems else []
        return ways + [all_of({"term": {field: part}} for part in phrase) for phrase in self.phrases]


NO_WORDS = Words()

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
class Concept:
    """One kind of association and the words that tell it, as stems; `wider` are those that come after it."""

    name: str
    words: Words
    wider: Words
    letters: tuple[str, ...]
    activities: tuple[str, ...]

    def clauses(self, field: str) -> list[Clause]:
        """Match what a field tells to be of this kind, or the letters in its name together with its activity."""
        found = self.words.clauses(field)
        if self.letters:
            found.append(all_of((terms(schema.LETTERS, self.letters), terms(schema.ACTIVITIES, self.activities))))
        return found


class Meaning(NamedTuple):
    """One or more words of a question and the kind or the age that they mean, if any."""

    words: tuple[str, ...]
    concept: Concept | None
    age: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether these words mean a kind or an age."""
        return bool(self.concept or self.age)

    @property
    def is_only_age(self) -> bool:
        """Whether these words tell for whom and not what."""
        return bool(self.age)

    def clause(self, field: str, *, wider: bool = False) -> Clause:
        """Match these words or what they mean; `wider` adds what is only found after that."""
        ways = [all_of({"term": {field: stem(word)}} for word in self.words)]
        if self.concept:
            ways += self.concept.clauses(field)
            ways += self.concept.wider.clauses(field) if wider else []
        if self.age:
            ways.append({"term": {schema.AIMED_AT: self.age}})
        return any_of(ways)


def meanings(words: Sequence[str]) -> list[Meaning]:
    """Take words together that mean one kind, the longest phrase first."""
    known = table()
    found: list[Meaning] = []
    at = 0
    while at < len(words):
        width = next(
            (n for n in range(_LONGEST, 0, -1) if _key(words[at : at + n]) in known and at + n <= len(words)), 1
        )
        group = tuple(words[at : at + width])
        found.append(Meaning(group, known.get(_key(group)), _AGES.get(stem(group[0])) if width == 1 else None))
        at += width
    return found


@cache
def vocabulary() -> Vocabulary:
    """Return the words of the table, to recognise them when they are misspelt."""
    with files(__package__).joinpath("concepts.csv").open(encoding="utf-8") as file:
        return Vocabulary(
            part for row in csv.DictReader(file) for word in row["words"].split() for part in word.split("_")
        )


def names_a_kind(words: Iterable[str]) -> bool:
    """Tell whether one of the words, or a part of one, names a kind."""
    known = table()
    return any((stem(piece),) in known for word in words for piece in (word, *parts(word)))


def kinds_spelt_well(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words with those that are almost the word for a kind spelt so."""
    known = vocabulary()
    return tuple(word if word in known else known.closest(word) or word for word in words)


def kind_of(word: str) -> Concept | None:
    """Return the kind that one word or a part of it means, if any."""
    known = table()
    return next((known[stem(piece),] for piece in (word, *parts(word)) if (stem(piece),) in known), None)


def own_words(name: Iterable[str], places: AbstractSet[str]) -> list[str]:
    """Return the words of a name that tell no kind, no place and no title: those that it has to itself."""
    known = table()
    found = (word for word in dict.fromkeys(name) if word not in SMALL_WORDS and word not in WEAK_WORDS)
    kept = (word for word in found if word not in places and (stem(word),) not in known)
    return [word for word in kept if word not in all_letters()]


@cache
def all_letters() -> frozenset[str]:
    """Return the letters by which names tell a kind: vc, ttc."""
    return frozenset(letters for concept in table().values() for letters in concept.letters)


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(stem, words))


@cache
def table() -> Mapping[tuple[str, ...], Concept]:
    """Return the kinds by the stems of each of their words."""
    found: dict[tuple[str, ...], Concept] = {}
    with files(__package__).joinpath("concepts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            concept = _concept(row)
            for word in row["words"].split():
                found.setdefault(_key(word.split("_")), concept)
    return found


def _concept(row: Mapping[str, str]) -> Concept:
    words, wider = (_words(row[column]) for column in ("words", "also"))
    return Concept(
        row["words"].split()[0], words, wider, *(tuple(row[name].split()) for name in ("letters", "activities"))
    )


def _words(text: str) -> Words:
    spelt = [_key(word.split("_")) for word in text.split()]
    single = dict.fromkeys(word[0] for word in spelt if len(word) == 1)
    return Words(tuple(single), tuple(word for word in spelt if len(word) > 1))
