"""The words that ranking rules look for, and what a builder of a rule's clause is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from directory.language.normalise import key
from directory.language.phonetic import phonetic_key
from directory.search.query.dsl import Clause
from directory.search.understanding.kinds import kinds_in

if TYPE_CHECKING:
    from directory.geography.gazetteer import Place
    from directory.language.synonyms import WordGroup


@dataclass(frozen=True, slots=True)
class RankedWords:
    """The words that a rule looks for: all words of the query, or those beside the name of a place in it."""

    words: tuple[str, ...]
    content_words: tuple[str, ...]  # without stop words
    place: Place | None = None  # that some words of the query name
    beside_place: tuple[str, ...] = ()  # the content words without the name of the place
    with_wider_place: tuple[str, ...] = ()  # the words with the name of a wider place kept among them
    identifier: str | None = None
    websites_above: tuple[str, ...] = ()  # of the pages that were typed
    whole_name: tuple[str, ...] = ()  # all words, when a minus excludes some of them
    as_words: frozenset[str] = frozenset()  # the words in which no kind is read
    is_acronym: bool = False  # written as initials are: V.E., KWB

    @property
    def name_key(self) -> str:
        """The words as the key of a name."""
        return key(self.words)

    @property
    def is_one_word(self) -> bool:
        """Whether it is a single word."""
        return len(self.words) == 1

    @property
    def kinds(self) -> list[WordGroup]:
        """The kinds, ages and other words that the content words mean."""
        return kinds_in(self.content_words, self.as_words)

    @property
    def phonetic_keys(self) -> list[str]:
        """The phonetic key of each content word."""
        return [phonetic_key(word) for word in self.content_words]


# Returns None when the rule has nothing to look for, such as a phrase of one word.
ClauseBuilder: TypeAlias = Callable[[RankedWords], Clause | None]
