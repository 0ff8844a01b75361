"""Shows the marks: as tables for a terminal, as docs/relevance.md, and the queries of the tuning half that fail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.table import Table

from bench.relevance.corpus import RIGHT
from bench.relevance.query import Half, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bench.relevance.ablation import Loss
    from bench.relevance.run import Judge, Marks
    from bench.relevance.scoring import Summary

Row = tuple[str, ...]

_LOSS_COLUMNS = ("", "left out", "asked", "success@1", "kind that loses most")
_COLUMNS = ("kind", "n", "success@1", "success@5", "MRR@10", "nDCG@10", "nothing")


def table(marks: Marks, half: Half | None, title: str) -> Table:
    """Return our marks by kind, of one half or of all."""
    made = Table(*_COLUMNS, title=title)
    for row in _rows(marks, half):
        made.add_row(*row)
    return made


def beside(ours: Marks, peers: Mapping[str, Marks]) -> Table:
    """Return success@1 and MRR@10 of all searches by kind."""
    made = Table("kind", "n", "ours", *peers, title="success@1 (MRR@10)")
    for row in _beside(ours, peers):
        made.add_row(*row)
    return made


def _rows(marks: Marks, half: Half | None) -> Iterator[Row]:
    for kind in (*_kinds(marks), None):
        number, (first, five, reciprocal, ndcg, nothing) = marks.of(kind, half)
        yield (
            kind or "all",
            str(number),
            *(_percent(value) for value in (first, five)),
            *(f"{value:.3f}" for value in (reciprocal, ndcg)),
            _percent(nothing),
        )


def _beside(ours: Marks, peers: Mapping[str, Marks]) -> Iterator[Row]:
    for kind in (*_kinds(ours), None):
        means = [marks.of(kind) for marks in (ours, *peers.values())]
        yield (kind or "all", str(means[0].number), *map(_short, means))


def _kinds(marks: Marks) -> list[Kind]:
    there = {query.kind for query in marks.queries}
    return [kind for kind in Kind if kind in there]


def _short(mean: Summary) -> str:
    return f"{_percent(mean.score.first)} ({mean.score.reciprocal:.2f})"


def _percent(share: float) -> str:
    return f"{share * 100:.1f}"


def failures(judged: Judge, marks: Marks) -> Iterator[str]:
    """Yield the queries of the tuning half that do not have a right one on top, with what they found."""
    for query, answer, score in zip(marks.queries, marks.answers, marks.scores, strict=True):
        if query.half is Half.HOLD_OUT or score.first == 1:
            continue
        right = [vcode for vcode, grade in query.right.items() if grade >= RIGHT]
        rank = f"right one at {round(1 / score.reciprocal)}" if score.reciprocal else "right one not in 10"
        yield f"{query.kind} | {query.q[:70]!r}{f' waar={query.where!r}' if query.where else ''} | {rank}"
        yield f"    right: {_names(judged, right[:4])}{f' and {len(right) - 4} more' if len(right) > 4 else ''}"
        guess = " (a guess)" if answer.is_guess else ""
        yield f"    found: {_names(judged, answer.vcodes[:3]) or 'nothing'}{guess}"


def _names(judged: Judge, vcodes: Iterable[str]) -> str:
    known = judged.corpus.by_vcode
    return "; ".join(
        f"{known[vcode].name} [{', '.join(sorted(known[vcode].place_names))}]" if vcode in known else vcode
        for vcode in vcodes
    )


def losses(ablation: Sequence[Loss]) -> Table:
    """Return what each ranking rule and each field is worth."""
    made = Table(*_LOSS_COLUMNS, title="left out one by one")
    for row in _losses(ablation):
        made.add_row(*row)
    return made


def _losses(ablation: Sequence[Loss]) -> Iterator[Row]:
    for loss in ablation:
        worst = f"{loss.worst} {loss.worst_points:+.1f}" if loss.worst_points < 0 else ""
        yield loss.sort, loss.name, str(loss.queries), f"{loss.points:+.2f}", worst


def document(ours: Marks, peers: Mapping[str, Marks], ablation: Sequence[Loss], associations: int) -> str:
    """Return docs/relevance.md."""
    written = _INTRODUCTION.format(
        date=datetime.now(UTC).date(), associations=f"{associations:,}", queries=f"{len(ours.queries):,}"
    )
    parts = [
        written,
        "## Beside others\n\nRight association first in % of the queries of both halves (MRR@10 between brackets).\n",
        _markdown(("kind", "n", "ours", *peers), _beside(ours, peers)),
        *(f"## Ours, {half} half\n\n{_markdown(_COLUMNS, _rows(ours, half))}" for half in Half),
        _LEFT_OUT,
        _markdown(_LOSS_COLUMNS, _losses(ablation)),
    ]
    return "\n".join(parts)


def _markdown(header: Row, rows: Iterator[Row]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


_INTRODUCTION = """# Relevance

Written by `python -m bench relevance` on {date}: {queries} judged queries of seventeen kinds over {associations} public
associations, 20,000 of them invented by `directory demo` and some 400 made by hand after real ones
(`bench/relevance/associations.csv`). What is right is worked out from the import file and from
`bench/relevance/queries.csv`, never from the index. The search is only tuned on one half. Failures of the other half
were read once, to correct what was judged wrongly and never to change the search: its figures are close to, but not
quite, those of unseen queries.

`register` is the register's own query in its own order, newest first, and by its score; `multi_match` searches the
natural fields of the same index.

`nothing` is the share of queries without any result. Where nothing fits, right is: no result, or one that is told to be
a guess. Where all that is asked is a calm answer (signs, smileys), right is: an answer.
"""
_LEFT_OUT = """## Left out one by one

What success@1 over all queries of the tuning half changes, in points, without a ranking rule or a field of the
index; `asked` is how many queries it has a part in. What costs nothing here earns its place elsewhere or has none.
"""
