"""Query parser: splits the text of a query into words, quoted phrases, excluded words and an identifier.

Text of a visitor only ever becomes words: operators, brackets and wildcards have no meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directory.language.normalise import content_words, name_words, tokenize
from directory.search.index.identifiers import identifiers_in, parse_identifier
from directory.search.understanding.for_whom import NOBODY_IN_PARTICULAR

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from directory.search.index.identifiers import IdentifiersInText
    from directory.search.understanding.for_whom import ForWhom

# Longer queries are pasted texts: further words would only cost time.
MOST_WORDS = 30

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
# A closed pair of quotes, a run after a minus (quoted or not), or any other run.
_PIECE = re.compile(r'(?<!\S)(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<run>[^\s"]+))|(?P<loose>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The parts of a query. `words` has the stop words, `content_words` has not, unless there are no others."""

    text: str
    words: tuple[str, ...] = ()
    content_words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    identifier: str | None = None
    # Whether the identifier stands for the whole query: the words around it only confirm, so they are left out.
    is_identified: bool = False
    is_only_identifier: bool = False  # nothing but the identifier and what announces it
    websites_above: tuple[str, ...] = ()  # the sites of the pages that were typed
    whole_name: tuple[str, ...] = ()  # all words, when a minus excludes some of them: "Femma -Wulpendonk" is a name too
    for_whom: ForWhom = NOBODY_IN_PARTICULAR  # the age and the groups of people that are asked for
    as_typed: tuple[str, ...] = ()  # all words, when those that only make a sentence were left out of `words`
    as_words: frozenset[str] = frozenset()  # the words in which no kind is read

    def with_words(self, words: Sequence[str]) -> ParsedQuery:
        """Return the same query with other words."""
        return replace(self, words=tuple(words), content_words=_distinct_content_words(words))

    def without_words(self, left_out: Container[str]) -> ParsedQuery:
        """Return the same query without these words, which still count in a name."""
        words = [word for word in self.words if word not in left_out]
        return replace(self.with_words(words), as_typed=self.words)

    @property
    def all_words(self) -> tuple[str, ...]:
        """The words as typed, those that only make a sentence included."""
        return self.as_typed or self.words

    @property
    def is_acronym(self) -> bool:
        """Whether it is written as an abbreviation: V.E., KWB."""
        return self.text.isupper() or "." in self.text

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.text

    @property
    def is_only_exclusion(self) -> bool:
        """Whether it has excluded words only."""
        return not self.words and bool(self.excluded)


def parse_query(text: str) -> ParsedQuery:
    """Parse the text of a query."""
    inside = identifiers_in(text)
    if inside.identifiers:
        return _identified(text, inside)
    if not tokenize(text):
        signs = tuple(name_words(text))  # quotes and minuses, too: it may be a name
        return ParsedQuery(text=text, words=signs, content_words=signs)
    plain: list[str] = []
    phrases: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        typed = piece["phrase"] or piece["run"] or piece["loose"] or ""
        if piece["minus"]:
            excluded.append(tuple(name_words(typed)))
            continue
        plain.append(typed)
        if piece["phrase"]:
            phrases.append(tuple(name_words(typed)))
    words = name_words(" ".join(plain))[:MOST_WORDS]
    return ParsedQuery(
        text=text,
        words=tuple(words),
        content_words=_distinct_content_words(words),
        phrases=tuple(filter(None, phrases))[:MOST_WORDS],
        excluded=tuple(filter(None, excluded))[:MOST_WORDS],
        identifier=parse_identifier(text),
        whole_name=tuple(name_words(text.translate(_QUOTES)))[:MOST_WORDS] if excluded and words else (),
    )


def without_minus(text: str, number: int) -> str:
    """Return the text of a query without the minus before the excluded words of this number, from 0."""
    pieces = _PIECE.finditer(text.translate(_QUOTES))
    signs = [
        piece.start("minus") for piece in pieces if piece["minus"] and name_words(piece["phrase"] or piece["run"] or "")
    ]
    return text[: signs[number]] + text[signs[number] + 1 :]


def without_words(text: str, words: Sequence[str]) -> str:
    """Return the text of a query without these words; the rest stays as it was typed."""
    pieces = [(piece, tokenize(piece)) for piece in text.split()]
    return " ".join(piece for piece, tokens in pieces if not tokens or not set(tokens).issubset(words))


def _identified(text: str, inside: IdentifiersInText) -> ParsedQuery:
    rest = tokenize(inside.rest)
    words = (rest or name_words(text))[:MOST_WORDS]
    return ParsedQuery(
        text=text,
        words=tuple(words),
        content_words=_distinct_content_words(words),
        identifier=inside.identifiers[0],
        is_identified=True,
        is_only_identifier=not rest,
        websites_above=inside.above,
    )


def _distinct_content_words(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(content_words(words)))
