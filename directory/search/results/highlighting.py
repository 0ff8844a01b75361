"""Finds what the words of a query matched in a text, as plain segments: who renders them escapes them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from directory.language.compound_words import decompound
from directory.language.letters import INVISIBLE_CLASS as INVISIBLE
from directory.language.normalise import STOP_WORDS, fold
from directory.language.stemming import stem
from directory.search.results.model import Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from directory.search.understanding.query_parser import ParsedQuery

SNIPPET = 200
_LEAD = 60  # characters shown before the first match of a long text
_SHORTEST_BEGINNING = 2
# An abbreviation with dots counts as one word, as it does in the index.
_TOKEN = re.compile(rf"(?:[^\W\d_]\.\s?){{1,15}}[^\W\d_]\b(?![-'])\.?|[^\W_]+(?:{INVISIBLE}+[^\W_]+)*")
_SAINT = frozenset({"st", "ste", "sinte"})


class Matcher:
    """Knows the words of one question and marks them in texts."""

    def __init__(self, question: ParsedQuery) -> None:
        found = [word for word in question.content_words if word not in STOP_WORDS] or list(question.content_words)
        self._words = frozenset(found)
        self._stems = frozenset(map(stem, found))
        self._beginning = found[-1] if found and len(found[-1]) >= _SHORTEST_BEGINNING else None
        # The same few words stand in every text of a page.
        self._matched = cache(self._match)

    def segments(self, text: str) -> tuple[Segment, ...]:
        """Return the text in pieces, matched and not."""
        return tuple(_pieces(text, list(self._spans(text)))) if self._words else (Segment(text, False),)

    def snippet(self, text: str, longest: int = SNIPPET) -> tuple[Segment, ...]:
        """Return a piece of the text around its first match, cut between words."""
        spans = list(self._spans(text)) if self._words else []
        start = max(0, spans[0][0] - _LEAD) if spans and len(text) > longest and spans[0][1] > longest else 0
        shown, offset = _cut(text, start, longest)
        kept = [(max(a - offset, 0), b - offset) for a, b in spans if a >= offset and b - offset <= len(shown)]
        found = list(_pieces(shown, kept))
        before = [Segment("… ", False)] if offset else []
        after = [Segment(" …", False)] if offset + len(shown) < len(text) else []
        return (*before, *found, *after)

    def _spans(self, text: str) -> Iterable[tuple[int, int]]:
        for token in _TOKEN.finditer(text):
            span = self._matched(token[0])
            if span:
                yield token.start() + span[0], token.start() + span[1]

    def _match(self, token: str) -> tuple[int, int] | None:
        """Return the part of a word that matched: the whole, its beginning, or one part of a compound."""
        word = fold(token).replace(".", "").replace(" ", "")
        word = "sint" if word in _SAINT else word
        whole = (0, len(token))
        if word in self._words or stem(word) in self._stems:
            return whole
        if len(word) != len(token):
            return whole if self._is_beginning(word) else None  # letters moved: part of it cannot be pointed at
        if self._beginning and self._is_beginning(word):
            return (0, len(self._beginning))
        return self._part(word)

    def _is_beginning(self, word: str) -> bool:
        return self._beginning is not None and word.startswith(self._beginning)

    def _part(self, word: str) -> tuple[int, int] | None:
        for part in decompound(word):
            if part in self._words or stem(part) in self._stems:
                at = word.find(part)
                return (at, at + len(part))
        return None


def _cut(text: str, start: int, longest: int) -> tuple[str, int]:
    """Cut a piece of the text at spaces; return it with the place where it starts."""
    if start:
        start = text.find(" ", start) + 1 or start
    end = len(text) if len(text) - start <= longest else text.rfind(" ", start, start + longest)
    end = end if end > start else start + longest
    return text[start:end].rstrip(), start


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Iterable[Segment]:
    at = 0
    for start, end in spans:
        if start > at:
            yield Segment(text[at:start], False)
        yield Segment(text[start:end], True)
        at = end
    if at < len(text):
        yield Segment(text[at:], False)
