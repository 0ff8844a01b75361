"""What people call a kind of association: everyday words that mean the same, from the project's own table.

One line of `concepts.csv` is one set. `words` mean each other; `also` is found too when one of them is asked for, but
not the other way round; `letters` in a name count only for an association with one of the `activities` (FC in sport).
Words of more than one part are joined by an underscore. The table works when a question is asked: changing it needs
no new index.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from directory.search import schema
from directory.search.clauses import Clause, all_of, any_of, terms
from directory.search.stems import parts, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# The longest phrase of the table that is looked for in a question.
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Concept:
    """One kind of association and the words that tell it, as stems."""

    name: str
    stems: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    letters: tuple[str, ...]
    activities: tuple[str, ...]

    def clause(self, field: str) -> Clause:
        """Match what a field tells to be of this kind, or the letters in its name together with its activity."""
        ways = [terms(field, self.stems)] if self.stems else []
        ways += [all_of({"term": {field: part}} for part in phrase) for phrase in self.phrases]
        if self.letters:
            ways.append(all_of((terms(schema.NAME, self.letters), terms(schema.ACTIVITIES, self.activities))))
        return any_of(ways)


class Meaning(NamedTuple):
    """One or more words of a question and the kind that they mean, if any."""

    words: tuple[str, ...]
    concept: Concept | None

    def clause(self, field: str) -> Clause:
        """Match these words or their kind."""
        literal = all_of({"term": {field: stem(word)}} for word in self.words)
        return any_of((literal, self.concept.clause(field))) if self.concept else literal


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
        found.append(Meaning(group, known.get(_key(group))))
        at += width
    return found


def names_a_kind(words: Iterable[str]) -> bool:
    """Tell whether one of the words, or a part of one, names a kind."""
    known = table()
    return any((stem(piece),) in known for word in words for piece in (word, *parts(word)))


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
    spelt = [_key(word.split("_")) for word in (*row["words"].split(), *row["also"].split())]
    return Concept(
        row["words"].split()[0],
        tuple(dict.fromkeys(word[0] for word in spelt if len(word) == 1)),
        tuple(word for word in spelt if len(word) > 1),
        tuple(row["letters"].split()),
        tuple(row["activities"].split()),
    )
