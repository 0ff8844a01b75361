"""The queries of `queries.csv`, judged by hand: what comes first is a matter of what people mean, not of a rule.

A row: kind, words, place, keys of the right associations in `associations.csv`, and of those that are near.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from bench.relevance import handmade, places, spelling
from bench.relevance.corpus import BEST, NEAR, RIGHT
from bench.relevance.query import Expect, Kind, Query, half_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.relevance.corpus import Corpus
    from bench.relevance.entries import Entry

_TABLE = Path(__file__).with_name("queries.csv")
# Kinds in which an invented association may happen to be as right as the one that was meant.
_BY_WORDS = {Kind.EVERYDAY_WORDS, Kind.WORD_FORMS, Kind.NOTHING_FITS}


def queries(corpus: Corpus) -> Iterator[Query]:
    """Yield all judged queries."""
    vcodes = handmade.vcodes()
    with _TABLE.open(encoding="utf-8") as file:
        rows = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(rows, delimiter="|", quoting=csv.QUOTE_NONE):
            kind, q, where = Kind(row["kind"]), row["q"], row["waar"]
            near = {vcodes[key]: NEAR for key in row["near"].split()}
            right = near | {vcodes[key]: BEST for key in row["right"].split()}
            if kind in _BY_WORDS:
                right = _also(corpus, q, where) | _as_much(corpus, row["right"].split(), q, where) | right
            if right:
                # Who is called so, or is called so and somewhere, is as right.
                right |= {one.vcode: BEST for one in corpus.telling(spelling.key(q)) if spelling.key(q) in one.key}
            yield Query(kind, q, right, where, _expect(kind, right), half_of(f"{q} {where}"))
    yield Query(Kind.ODD_INPUT, "koor " * 100, {}, "", Expect.CALM, half_of("long"))
    yield Query(Kind.ODD_INPUT, "x" * 500, {}, "", Expect.CALM, half_of("longer"))
    yield Query(Kind.ODD_INPUT, "\x00\x01\x02", {}, "", Expect.CALM, half_of("nul"))


def _expect(kind: Kind, right: dict[str, int]) -> Expect:
    if right:
        return Expect.RIGHT
    return Expect.NOTHING if kind is Kind.NOTHING_FITS else Expect.CALM


def _as_much(corpus: Corpus, keys: list[str], q: str, where: str) -> dict[str, int]:
    """Return who else does this there, if the words are nothing but a word for a subject and a place."""
    rows = {row.key: row for row in handmade.table()}
    grades: dict[str, int] = {}
    for subject in {what for key in keys for what in rows[key].what.split()} & set(corpus.subjects):
        for word in (*corpus.subjects[subject].words, *corpus.subjects[subject].forms):
            place = where or q.removeprefix(word).strip().removeprefix("in ")
            if spelling.folded(q).startswith(word) and not (where and q != word):
                spots = places.spots(place)
                if place.isdigit() or spots or not place:
                    grades |= corpus.doing(subject, spots if place else None, place if place.isdigit() else "")
    return grades


def _also(corpus: Corpus, q: str, where: str) -> dict[str, int]:
    """Return the invented associations that hold all words, in their name, their text or their place."""
    matching: set[Entry] | None = None
    for word in spelling.tokens(f"{q} {where}"):
        if word in {"in", "te", "voor", "met"}:
            continue
        holding = corpus.telling(word) | _at(corpus, word)
        matching = holding if matching is None else matching & holding
    return {entry.vcode: RIGHT for entry in matching or () if not entry.made_by_hand}


def _at(corpus: Corpus, word: str) -> set[Entry]:
    where = places.spots(word)
    towns = (corpus.by_town.get(nis, ()) for nis in {spot.nis for spot in where})
    if word.isdigit():
        return {entry for entry in corpus.entries if word in entry.postcodes}
    return {entry for entries in towns for entry in entries if entry.is_at(where)}
