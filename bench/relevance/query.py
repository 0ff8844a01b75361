"""A judged query: what is typed, and which associations are right."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

    from bench.relevance.corpus import Corpus
    from bench.relevance.entries import Entry

T = TypeVar("T")


class Kind(StrEnum):
    """The kinds of query."""

    WHOLE_NAME = "whole name"
    NAME_AND_PLACE = "name and place"
    WHAT_AND_WHERE = "what and where"
    SAINTS = "saints"
    COMPOUNDS = "compounds"
    PART_OF_A_NAME = "part of a name"
    SHORT_NAMES = "short names"
    FIRST_LETTERS = "first letters"
    MISSPELT = "misspelt"
    WORD_FORMS = "word forms"
    NUMBERS = "numbers"
    NAMESAKES = "namesakes"
    OTHER_NAMES = "other names"
    AMBIGUOUS_PLACES = "ambiguous places"
    EVERYDAY_WORDS = "everyday words"
    NOTHING_FITS = "nothing fits"
    ODD_INPUT = "odd input"


class Half(StrEnum):
    """One half is looked at while the search is made better, the other one only measured."""

    TUNING = "tuning"
    HOLD_OUT = "hold-out"


class Expect(StrEnum):
    """What makes an answer right."""

    RIGHT = "one of the right ones on top"
    NOTHING = "nothing, or what is told to be a guess"
    CALM = "any answer, as long as there is one"


@dataclass(frozen=True, slots=True)
class Query:
    """One query. `right` holds how right each association is; only from `corpus.RIGHT` on it may stand on top."""

    kind: Kind
    q: str
    right: Mapping[str, int]
    where: str = ""
    expect: Expect = Expect.RIGHT
    half: Half = Half.TUNING

    @property
    def typed(self) -> str:
        """All words in one field, for a search that has one field only."""
        return f"{self.q} {self.where}".strip()


def half_of(name: str) -> Half:
    """Divide by name and not by turn: what is in a half stays there when others come in between."""
    return Half.TUNING if zlib.crc32(name.encode()) % 2 else Half.HOLD_OUT


@dataclass(frozen=True)
class Draw:
    """Lots for the queries of one kind in one half: only associations of that half are drawn."""

    corpus: Corpus
    half: Half
    roll: random.Random = field(repr=False)
    by_hand: float = 0.3  # the share of those made by hand: they look more like real ones

    @cached_property
    def invented(self) -> list[Entry]:
        """The invented associations of this half."""
        return [one for one in self.corpus.entries if not one.made_by_hand and half_of(one.vcode) is self.half]

    @cached_property
    def handmade(self) -> list[Entry]:
        """Those made by hand, of this half."""
        return [one for one in self.corpus.entries if one.made_by_hand and half_of(one.vcode) is self.half]

    def entry(self) -> Entry:
        """Draw an association."""
        return self.one_of(self.handmade if self.chance(self.by_hand) else self.invented)

    def one_of(self, items: Sequence[T]) -> T:
        """Draw one of several."""
        return items[int(self.roll.random() * len(items))]

    def chance(self, share: float) -> bool:
        """Draw yes as often as this share."""
        return self.roll.random() < share

    def where(self, entry: Entry) -> tuple[str, str]:
        """Draw how the place is typed: a municipality, a place in it, or a post code (given apart too)."""
        spot = self.one_of(sorted(entry.spots))
        lot = self.roll.random()
        if lot < 0.25:
            return (postcode := self.one_of(sorted(entry.postcodes))), postcode
        names = sorted(entry.place_names - {spot.district}) or [spot.district]
        return (spot.district if lot < 0.55 else names[0]), ""


def drawn(draw: Draw, make: Callable[[Draw], Query | None], count: int) -> list[Query]:
    """Draw queries until there are enough different ones; give up where the associations allow no more."""
    queries: dict[tuple[str, str], Query] = {}
    for _ in range(count * 400):
        query = make(draw)
        if query is not None:
            queries.setdefault((query.q, query.where), query)
        if len(queries) == count:
            break
    return list(queries.values())
