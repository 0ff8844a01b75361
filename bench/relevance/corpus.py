"""The associations that are searched, and what the judge knows of them by name, word, place and subject."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.relevance import handmade, places, spelling
from bench.relevance.entries import Entry, entries
from directory.importing.demo import lines as invented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.relevance.places import Spot

COUNT = 20_000
SEED = 7

# How right an association is. From RIGHT on it may stand on top.
BEST, RIGHT, NEAR = 3, 2, 1
_SUBJECTS = Path(__file__).with_name("subjects.csv")


class Subject(NamedTuple):
    """Something that associations do, the everyday words for it, and by what an invented one tells that it does."""

    name: str
    is_common: bool
    words: tuple[str, ...]
    forms: tuple[str, ...]
    in_name: re.Pattern[str] | None
    in_text: re.Pattern[str] | None


@dataclass(frozen=True)
class Corpus:
    """All public associations, with the indexes that the judge looks things up in."""

    entries: tuple[Entry, ...]
    subjects: dict[str, Subject] = field(default_factory=lambda: {one.name: one for one in _subjects()})

    @cached_property
    def by_vcode(self) -> dict[str, Entry]:
        """Each association by its vCode."""
        return {entry.vcode: entry for entry in self.entries}

    @cached_property
    def by_key(self) -> dict[str, list[Entry]]:
        """Associations by the key of their name."""
        return _grouped((entry.key, entry) for entry in self.entries)

    @cached_property
    def by_meaning(self) -> dict[tuple[str, ...], list[Entry]]:
        """Associations by their name written out."""
        grouped: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            grouped[spelling.written_out(entry.tokens)].append(entry)
        return grouped

    @cached_property
    def by_short_key(self) -> dict[str, list[Entry]]:
        """Associations by the key of a short or call name."""
        return _grouped(
            (spelling.key(name), entry)
            for entry in self.entries
            for name in (entry.short_name, entry.call_name)
            if name
        )

    @cached_property
    def by_token(self) -> dict[str, list[Entry]]:
        """Associations by each word of their name."""
        return _grouped((token, entry) for entry in self.entries for token in set(entry.tokens))

    @cached_property
    def by_town(self) -> dict[str, list[Entry]]:
        """Associations by the municipality of an address."""
        return _grouped((nis, entry) for entry in self.entries for nis in {spot.nis for spot in entry.spots})

    @cached_property
    def by_what(self) -> dict[str, dict[str, int]]:
        """How right each association is for each subject."""
        grades: dict[str, dict[str, int]] = {name: {} for name in self.subjects}
        for row in handmade.table():
            for what in row.what.split():
                if (name := what.removeprefix("~")) in grades:
                    grades[name][row.vcode] = NEAR if what.startswith("~") else BEST
        for entry in self.entries:
            if not entry.made_by_hand:
                self._classify(entry, grades)
        return grades

    def _classify(self, entry: Entry, grades: dict[str, dict[str, int]]) -> None:
        name = spelling.folded(entry.name)
        for subject in self.subjects.values():
            if subject.in_name and subject.in_name.search(name):
                grades[subject.name][entry.vcode] = BEST
            elif subject.in_text and subject.in_text.search(entry.searchable_text):
                grades[subject.name][entry.vcode] = RIGHT

    def beginning(self, typed: str) -> Iterator[Entry]:
        """Yield the associations with a word in their name, or a short name, that begins so."""
        for sorted_words, known in ((self._tokens, self.by_token), (self._short_keys, self.by_short_key)):
            for word in sorted_words[bisect_left(sorted_words, typed) :]:
                if not word.startswith(typed):
                    break
                yield from known[word]

    @cached_property
    def _tokens(self) -> list[str]:
        return sorted(self.by_token)

    @cached_property
    def _short_keys(self) -> list[str]:
        return sorted(self.by_short_key)

    def telling(self, word: str) -> set[Entry]:
        """Return the associations that hold these letters in their name or their text."""
        text, starts = self._text
        matches, at = set(), text.find(word)
        while at >= 0:
            number = bisect_right(starts, at)
            matches.add(self.entries[number - 1])
            at = text.find(word, starts[number]) if number < len(starts) else -1
        return matches

    @cached_property
    def _text(self) -> tuple[str, list[int]]:
        """All names and texts in one string, with where each begins: one look through it takes a millisecond."""
        pieces = [f"{entry.key}\n{entry.searchable_text}\n" for entry in self.entries]
        return "".join(pieces), list(accumulate((len(piece) for piece in pieces[:-1]), initial=0))

    def doing(self, subject: str, where: frozenset[Spot] | None = None, postcode: str = "") -> dict[str, int]:
        """Return who does this there; who only works there, or lives elsewhere in the municipality, is near."""
        grades: dict[str, int] = {}
        towns = {spot.nis for spot in where or ()} | places.towns_of(postcode)
        doing = self.by_what[subject]
        for vcode, grade in doing.items():
            entry = self.by_vcode.get(vcode)
            if entry is None:
                continue
            if (where is None and not postcode) or entry.is_at(where or frozenset()) or postcode in entry.postcodes:
                grades[vcode] = grade
            elif entry.works & towns or any(spot.nis in towns for spot in entry.spots):
                grades[vcode] = NEAR
        if max(grades.values(), default=0) == RIGHT:
            # Only the texts of those there tell so: one next door that is nothing else is no worse.
            grades |= {vcode: RIGHT for vcode in grades if doing[vcode] == BEST and self._is_in(vcode, towns)}
        return grades

    def _is_in(self, vcode: str, towns: set[str]) -> bool:
        return any(spot.nis in towns for spot in self.by_vcode[vcode].spots)

    def named(self, words: Iterable[str]) -> list[Entry]:
        """Return the associations whose name holds all these words."""
        first, *rest = sorted(words, key=lambda word: len(self.by_token.get(word, ())))
        return [entry for entry in self.by_token.get(first, ()) if set(rest) <= set(entry.tokens)]


def lines(count: int = COUNT, seed: int = SEED) -> Iterator[bytes]:
    """Yield the import file."""
    yield from chain(invented(count, seed), handmade.lines())


def corpus(made: Iterable[bytes]) -> Corpus:
    """Read the lines as the judge does."""
    return Corpus(tuple(entries(made, frozenset(handmade.vcodes().values()))))


def _grouped(pairs: Iterable[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for name, entry in pairs:
        grouped[name].append(entry)
    return dict(grouped)


def _subjects() -> Iterator[Subject]:
    with _SUBJECTS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield Subject(
                row["subject"],
                row["level"] == "common",
                tuple(row["words"].split(";")),
                tuple(filter(None, row["forms"].split(";"))),
                re.compile(row["name"]) if row["name"] else None,
                re.compile(row["says"]) if row["says"] else None,
            )
