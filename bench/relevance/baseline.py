"""The committed table of figures by kind, below which the search must not fall.

`python -m bench.relevance --renew` writes it again, on purpose: the difference is then part of a commit.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from bench.relevance.query import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.relevance.run import Marks

TABLE = Path(__file__).with_name("table.json")
# What a kind may lose. Of some fifty queries that is one; an improvement is written down by renewing the table.
MAY_BE_LOST = 0.02
_FIGURES = ("success@1", "MRR@10")


def figures(marks: Marks) -> dict[str, dict[str, float]]:
    """Return success@1 and MRR@10 by kind, of both halves together."""
    return {kind.value: _figures(marks, kind) for kind in Kind} | {"all": _figures(marks, None)}


def _figures(marks: Marks, kind: Kind | None) -> dict[str, float]:
    number, score = marks.of(kind)
    return {"n": number, "success@1": round(score.first, 4), "MRR@10": round(score.reciprocal, 4)}


def renew(marks: Marks) -> None:
    """Write the table."""
    TABLE.write_bytes(orjson.dumps(figures(marks), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def losses(marks: Marks) -> Iterator[str]:
    """Yield a sentence for every figure that lost more than it may."""
    committed = orjson.loads(TABLE.read_bytes())
    for kind, figures_of_kind in figures(marks).items():
        for name in _FIGURES:
            before, now = committed[kind][name], figures_of_kind[name]
            if before - now > MAY_BE_LOST:
                yield f"{kind}: {name} was {before:.3f} and is {now:.3f}"


def was_asked(marks: Marks) -> bool:
    """Tell whether the committed table is of these queries: other queries cannot be compared with it."""
    committed = orjson.loads(TABLE.read_bytes())
    return {kind: figures_of_kind["n"] for kind, figures_of_kind in figures(marks).items()} == {
        kind: figures_of_kind["n"] for kind, figures_of_kind in committed.items()
    }
