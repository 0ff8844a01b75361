"""How often the right association comes first: a judged set of queries, ours beside the register's search.

As a bench it measures everything, also what each ranking rule and field is worth, and writes docs/relevance.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from bench.figures import Figure
from bench.relevance import ablation, corpus, report, run
from bench.relevance.query import Half, Kind

if TYPE_CHECKING:
    from bench.figures import Context
    from bench.relevance.run import Marks

REPORT = Path(__file__).resolve().parents[2] / "docs" / "relevance.md"
FIRST, RECIPROCAL, WORST_KIND, NOTHING_WHEN_MISSPELT = 0.95, 0.95, 0.75, 0.02


def measure(context: Context) -> list[Figure]:
    """Measure ours and the peers; leave out the ranking rules and fields one by one unless this is only a try."""
    count = context.size(corpus.COUNT)
    engine = context.parts.connections().opensearch
    with context.database() as database, run.judge(database, engine, count=count, with_peers=True) as judged:
        marks, peers = run.ours(judged), run.peers(judged)
        console = Console(width=150)
        for half in Half:
            console.print(report.table(marks, half, f"ours, {half} half"))
        console.print(report.beside(marks, peers))
        if not context.quick:
            losses = ablation.losses(judged)
            text = report.document(marks, peers, losses, len(judged.corpus.entries))
            REPORT.write_text(text, encoding="utf-8")
    return [*_figures(marks), *(_peer(name, figures) for name, figures in peers.items())]


def _figures(marks: Marks) -> list[Figure]:
    score = marks.of().score
    first_of = {kind: marks.of(kind).score.first for kind in Kind}
    worst = min(first_of, key=first_of.__getitem__)
    nothing = marks.of(Kind.MISSPELT).score.nothing
    return [
        _at_least("right association first, all kinds of query", FIRST, score.first),
        _at_least("mean reciprocal rank, all kinds of query", RECIPROCAL, score.reciprocal),
        _at_least(f"right association first, worst kind ({worst})", WORST_KIND, first_of[worst]),
        Figure(
            "misspelt names that find nothing",
            f"≤ {NOTHING_WHEN_MISSPELT:.0%}",
            f"{nothing:.1%}",
            nothing <= NOTHING_WHEN_MISSPELT,
        ),
    ]


def _at_least(name: str, least: float, value: float) -> Figure:
    return Figure(name, f"≥ {least}", f"{value:.3f}", value >= least)


def _peer(name: str, marks: Marks) -> Figure:
    score = marks.of().score
    return Figure(f"right association first: {name}", "", f"{score.first:.3f} (MRR {score.reciprocal:.3f})", None)
