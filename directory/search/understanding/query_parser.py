"""Reads the words of a question: phrases in quotes, words after a minus, and the rest.

User text becomes words only; operators, brackets and wildcards have no meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from directory.language.normalise import content_words, name_words
from directory.search.index.identifiers import parse_identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

# More words than any name has; the rest of a pasted text would only cost time.
MOST_WORDS = 30

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
# A closed pair of quotes, a run after a minus (quoted or not), or any other run.
_PIECE = re.compile(r'(?<!\S)(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<run>[^\s"]+))|(?P<loose>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The words of a question. `words` keeps the small ones, `content_words` leaves them out when others remain."""

    text: str
    words: tuple[str, ...] = ()
    content_words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    identifier: str | None = None

    def saying(self, words: Sequence[str]) -> ParsedQuery:
        """Return the same question in other words."""
        return replace(self, words=tuple(words), content_words=_distinct_content_words(words))

    @property
    def is_acronym(self) -> bool:
        """Whether this is written as initials are: V.E., KWB."""
        return self.text.isupper() or "." in self.text

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed at all."""
        return not self.text

    @property
    def is_only_exclusion(self) -> bool:
        """Whether there are words to leave out and none to look for."""
        return not self.words and bool(self.excluded)


def parse_query(text: str) -> ParsedQuery:
    """Take the text of a question apart."""
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
    found = name_words(" ".join(plain))[:MOST_WORDS]
    return ParsedQuery(
        text=text,
        words=tuple(found),
        content_words=_distinct_content_words(found),
        phrases=tuple(filter(None, phrases))[:MOST_WORDS],
        excluded=tuple(filter(None, excluded))[:MOST_WORDS],
        identifier=parse_identifier(text),
    )


def _distinct_content_words(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(content_words(found)))
