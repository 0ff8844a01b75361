"""Synonyms: the everyday words for a kind of association, from the table of kinds (`kind_table`).

One kind is one synonym set: its words mean each other, its narrower words are found for one of them and not the other
way round, those of its related kinds are found only when nothing else is. French and English words are looked up as
they are written, and only when they mean nothing in Dutch.

Queries look synonyms up when they are interpreted. Documents hold results of the table too (own words, abbreviations,
name variants, kinds), so a change of it rebuilds the index.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from directory.language.compound_words import decompound, outer_parts
from directory.language.kind_table import kind_table
from directory.language.normalise import GENERIC_WORDS, STOP_WORDS, content_words
from directory.language.stemming import stem, stem_all
from directory.language.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from directory.language.kind_table import Kind

# In words: the longest term of the table that is looked for.
_LONGEST_TERM = 3


@dataclass(frozen=True, slots=True)
class StemmedTerms:
    """Terms as stems: single words, and phrases of which all words are needed."""

    stems: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


NO_TERMS = StemmedTerms()


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


# Stems of words for what members do with a thing; "munten verzamelen" is found by munten alone.
_PRACTICE = _stems(
    "verzamelen verzamelaars houden houders kijken kijkers spotten spotters maken makers spelen spelers proeven "
    "proevers kweken kwekers bouwen bouwers ruilen melkers liefhebbers"
)
# Stems of words that add nothing at the end of a compound: muntenclub is found by munten alone.
_UNINFORMATIVE_TAILS = _PRACTICE | _stems(
    "les lessen cursus cafe club kring groep gezelschap atelier avond namiddag workshop vereniging bond gilde "
    "school team ploeg vrienden training werking"
)

# The age group that a word names, by its stem.
_AGE_GROUPS: dict[str, str] = {
    stem(word): group
    for group, words in {
        "kinderen": "kinderen kind kleuters peuters lagere_school kids",
        "jongeren": "jongeren jongere tieners jeugd pubers",
        "volwassenen": "volwassenen volwassene",
        "65-plus": "senioren ouderen bejaarden gepensioneerden 65plus",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class SynonymSet:
    """One row of the table: a kind of association. `terms` are its synonyms and hyponyms."""

    code: str  # of the kind
    name: str  # its first synonym
    terms: StemmedTerms
    related: StemmedTerms
    abbreviations: tuple[str, ...]
    activities: tuple[str, ...]
    as_written: tuple[str, ...]  # synonyms and hyponyms as people write them, for explanations


class WordGroup(NamedTuple):
    """A group of words of a query with its synonym set, its age group, or the parts of a compound."""

    words: tuple[str, ...]
    synonym_set: SynonymSet | None
    age_group: str | None = None
    # The parts of a compound that the table does not have, without an uninformative last part.
    compound_parts: tuple[WordGroup, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether these words name a kind or an age group."""
        return bool(self.synonym_set or self.age_group or any(part.is_known for part in self.compound_parts))

    @property
    def is_only_age(self) -> bool:
        """Whether these words name an age group and no kind."""
        return bool(self.age_group)

    @property
    def informative_part(self) -> WordGroup:
        """The last known part of a compound; the group itself when it has a synonym set or no known part."""
        known = [part for part in self.compound_parts if part.is_known]
        return known[-1] if known and not self.synonym_set else self


def group_words(words: Sequence[str]) -> list[WordGroup]:
    """Group the words by synonym set, the longest term of the table first."""
    return list(_group_words(tuple(words)))


@lru_cache(maxsize=1_000)  # one query needs the groups of the same words several times
def _group_words(words: tuple[str, ...]) -> tuple[WordGroup, ...]:
    groups: list[WordGroup] = []
    at = 0
    while at < len(words):
        widths = range(min(_LONGEST_TERM, len(words) - at), 0, -1)
        width = next((width for width in widths if _named_set(words[at : at + width])), 1)
        _append(groups, _word_group(words[at : at + width]))
        at += width
    return tuple(groups)


def _append(groups: list[WordGroup], group: WordGroup) -> None:
    """Append a group; a word for a practice ("verzamelen") is merged with the kind before or after it."""
    for practice, kind in (groups[-1:], [group]), ([group], groups[-1:]):
        if practice and kind and kind[0].synonym_set and _is_practice(practice[0]):
            words = (*(groups.pop().words), *group.words)
            groups.append(WordGroup(words, kind[0].synonym_set))
            return
    groups.append(group)


def _is_practice(group: WordGroup) -> bool:
    return len(group.words) == 1 and stem(group.words[0]) in _PRACTICE


def _word_group(words: tuple[str, ...]) -> WordGroup:
    synonym_set = _named_set(words)
    if len(words) > 1:
        return WordGroup(words, synonym_set)
    age_group = _AGE_GROUPS.get(stem(words[0]))
    outer = None if synonym_set or age_group else outer_parts(words[0])
    if outer is None:
        return WordGroup(words, synonym_set, age_group)
    first, last = (_word_group((part,)) for part in outer)
    if stem(outer[1]) not in _UNINFORMATIVE_TAILS:
        return WordGroup(words, None, None, (first, last))
    return WordGroup(words, first.synonym_set) if first.synonym_set else WordGroup(words, None, None, (first,))


def _named_set(words: tuple[str, ...]) -> SynonymSet | None:
    """Return the synonym set that these words name: in Dutch in any form, in French and English as written."""
    return synonym_table().get(_stem_key(words)) or _foreign_table().get(words)


def names_a_kind(words: Iterable[str]) -> bool:
    """Tell whether one of the words, or a part of a compound, is a term of the table."""
    return any(synonym_set_of(word) for word in words)


def synonym_set_of(word: str) -> SynonymSet | None:
    """Return the synonym set of a word or of a part of it, if any."""
    known = synonym_table()
    return next((known[stem(piece),] for piece in (word, *decompound(word)) if (stem(piece),) in known), None)


def correct_kinds(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words with each misspelt synonym replaced by the nearest one."""
    known = kind_vocabulary()
    return tuple(
        word if word in known or word in _foreign_words() else known.nearest_word(word) or word for word in words
    )


def identifying_words(name: Iterable[str], places: AbstractSet[str]) -> list[str]:
    """Return the words of a name that are no kind, place, title, abbreviation or stop word, each once."""
    known, abbreviations = synonym_table(), all_abbreviations()
    return [
        word
        for word in dict.fromkeys(name)
        if word not in STOP_WORDS
        and word not in GENERIC_WORDS
        and word not in places
        and (stem(word),) not in known
        and word not in abbreviations
    ]


@cache
def synonym_table() -> Mapping[tuple[str, ...], SynonymSet]:
    """Return the synonym sets by the stems of each of their synonyms; the file is read at the first call."""
    table: dict[tuple[str, ...], SynonymSet] = {}
    for kind in kind_table().values():
        synonym_set = _synonym_set(kind)
        for term in kind.words:
            table.setdefault(_stem_key(term.split("_")), synonym_set)
            if shorter := _without_stop_words(term):
                table.setdefault(_stem_key(shorter), synonym_set)
    return table


@cache
def _foreign_table() -> Mapping[tuple[str, ...], SynonymSet]:
    """Return the synonym sets by their French and English terms, in singular and plural."""
    table: dict[tuple[str, ...], SynonymSet] = {}
    for kind in kind_table().values():
        synonym_set = synonym_table()[_stem_key(kind.words[0].split("_"))]
        for term in (*kind.french, *kind.english):
            for form in (term, f"{term}s"):
                table.setdefault(tuple(form.split("_")), synonym_set)
                if shorter := _without_stop_words(form):
                    table.setdefault(shorter, synonym_set)
    return table


@cache
def kind_vocabulary() -> Vocabulary:
    """Return the words of all synonyms, to correct misspelt ones."""
    return Vocabulary(word for kind in kind_table().values() for term in kind.words for word in term.split("_"))


@cache
def _foreign_words() -> frozenset[str]:
    return frozenset(word for term in _foreign_table() for word in term)


@cache
def all_abbreviations() -> frozenset[str]:
    """Return the abbreviations of kinds that occur in names: vc, ttc."""
    return frozenset(short for synonym_set in synonym_table().values() for short in synonym_set.abbreviations)


def _synonym_set(kind: Kind) -> SynonymSet:
    terms = (*kind.words, *kind.narrower)
    return SynonymSet(
        code=kind.code,
        name=terms[0],
        terms=_stemmed(terms),
        related=_stemmed([word for code in kind.related for word in kind_table()[code].words]),
        abbreviations=kind.abbreviations,
        activities=kind.only_in,
        as_written=tuple(term.replace("_", " ") for term in terms),
    )


def _stemmed(terms: Iterable[str]) -> StemmedTerms:
    keys = [_stem_key(term.split("_")) for term in terms]
    single = dict.fromkeys(key[0] for key in keys if len(key) == 1)
    return StemmedTerms(tuple(single), tuple(key for key in keys if len(key) > 1))


def _without_stop_words(term: str) -> tuple[str, ...] | None:
    """Return the words of a term as a query has them, which loses its stop words; None when one or all remain."""
    words = term.split("_")
    remaining = tuple(content_words(words))
    return remaining if 1 < len(remaining) < len(words) else None


def _stem_key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem_all(words))
