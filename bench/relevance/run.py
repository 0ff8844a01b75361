"""One run: import, index, ask everything, judge."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.relevance import asking, corpus, query_set, scoring
from bench.relevance import seeded_stack as stack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.relevance.asking import Answer
    from bench.relevance.corpus import Corpus
    from bench.relevance.query import Half, Kind, Query
    from bench.relevance.scoring import Score, Summary
    from bench.relevance.seeded_stack import SeededStack
    from directory.devstack.databases import Database


@dataclass(frozen=True, slots=True)
class Judge:
    """What is asked and what is right, beside the parts that are asked."""

    corpus: Corpus
    queries: tuple[Query, ...]
    stack: SeededStack


@dataclass(frozen=True, slots=True)
class Marks:
    """What each query got from one search."""

    queries: tuple[Query, ...]
    answers: tuple[Answer, ...]
    scores: tuple[Score, ...]

    def of(self, kind: Kind | None = None, half: Half | None = None) -> Summary:
        """Return the mean of a kind, of a half, or of both."""
        wanted = [
            score
            for query, score in zip(self.queries, self.scores, strict=True)
            if kind in {None, query.kind} and half in {None, query.half}
        ]
        return scoring.summary(wanted)


@contextmanager
def judge(database: Database, engine: str, *, count: int = corpus.COUNT, with_peers: bool = False) -> Iterator[Judge]:
    """Fill the parts and find out meanwhile what is right."""
    lines = list(corpus.lines(count))
    with tempfile.TemporaryDirectory(prefix="directory-relevance-") as folder:
        with stack.importing(Path(folder) / "associations.ndjson", lines, database):
            known = corpus.corpus(lines)
            queries = tuple(query_set.queries(known))
        with stack.indexed(database, engine, with_peers=with_peers) as filled:
            yield Judge(known, queries, filled)


def ours(judged: Judge, queries: Sequence[Query] | None = None) -> Marks:
    """Judge our own search."""
    asked_queries = judged.queries if queries is None else tuple(queries)
    return _marks(asked_queries, asking.ours(judged.stack, asked_queries))


def peers(judged: Judge) -> dict[str, Marks]:
    """Judge the peers."""
    return {name: _marks(judged.queries, asking.peer(judged.stack, name, judged.queries)) for name in asking.PEER_NAMES}


def _marks(queries: tuple[Query, ...], answers: list[Answer]) -> Marks:
    scores = tuple(scoring.score(query, answer) for query, answer in zip(queries, answers, strict=True))
    return Marks(queries, tuple(answers), scores)
