"""How well the kinds of associations are told: precision and recall on associations that were judged by reading.

`kinds.csv` has one association in a line with the kinds that a reader gives it; one with a question mark is allowed
and not needed. The lines of `tuning` (the names that the search is judged with, and half of a draw of the
demonstration) were looked at while the table of kinds was made. Those of `aside`, the other half, were judged before
any was tried, and what goes wrong there is not printed.
`python -m bench.relevance.kinds` prints the figures and what went wrong in `tuning`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

from directory.language.kind_evidence import tell_kinds
from directory.language.kind_table import kind_table, most_specific
from directory.language.normalise import tokenize

PARTS = ("tuning", "aside")


@dataclass(frozen=True, slots=True)
class JudgedAssociation:
    """One association with the kinds that it has, those that it may be given, and those that were told."""

    part: str
    name: str
    needed: frozenset[str]
    allowed: frozenset[str]
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class KindFigures:
    """How many kinds were told and needed, and how many of them rightly."""

    associations: int
    told: int
    told_rightly: int
    needed: int
    found: int

    @property
    def precision(self) -> float:
        """The share of the kinds told that are right."""
        return self.told_rightly / self.told

    @property
    def recall(self) -> float:
        """The share of the kinds needed that were told."""
        return self.found / self.needed


def judged_associations() -> list[JudgedAssociation]:
    """Return the judged associations with the kinds that are told of them today."""
    with files(__package__).joinpath("kinds.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE))
    return [_judged(row) for row in rows]


def figures(judged: list[JudgedAssociation]) -> KindFigures:
    """Return the figures of these associations."""
    return KindFigures(
        associations=len(judged),
        told=sum(len(one.told) for one in judged),
        told_rightly=sum(len(one.told & one.allowed) for one in judged),
        needed=sum(len(one.needed) for one in judged),
        found=sum(len(one.needed & one.told) for one in judged),
    )


def _judged(row: dict[str, str]) -> JudgedAssociation:
    told = tell_kinds(
        (row["name"], row["short"]),
        row["umbrella"].split("; "),
        row["says"],
        frozenset(row["activities"].split()),
        frozenset(word for place in row["place"].split("; ") for word in tokenize(place)),
    )
    codes = row["kinds"].split()
    needed = frozenset(most_specific([code for code in codes if not code.startswith("?")]))
    allowed = frozenset(code.removeprefix("?") for code in codes)
    unknown = allowed - set(kind_table())
    if unknown:
        message = f"{row['name']}: no kind {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return JudgedAssociation(row["part"], row["name"], needed, allowed, frozenset(one.code for one in told))


def main() -> None:
    """Print the figures of both parts, and what went wrong in the part for tuning."""
    judged = judged_associations()
    for part in PARTS:
        result = figures([one for one in judged if one.part == part])
        print(
            f"{part}: {result.associations} associations, precision {result.precision:.3f}, recall {result.recall:.3f}"
        )
    for one in judged:
        if one.part == PARTS[0] and (one.told - one.allowed or one.needed - one.told):
            print(f"  {one.name}: told {sorted(one.told)}, right {sorted(one.needed)}")


if __name__ == "__main__":
    main()
