"""The taxonomy of kinds of association (choir, football club, repair café), from the project's own table `kinds.csv`.

One row is one kind, one line, so that a change can be reviewed:

- `code` is its name in URLs and JSON, `label` and `plural` are what people read, `reason` is where it was seen;
- `activities` are the main activities that it occurs in, the one that it stands under first;
- `broader` is the kind that it is a part of, `related` are neighbouring kinds, found only when nothing else is;
- `words` mean the kind in a question, `narrower` words name a part of it, `french` and `english` are for newcomers;
- `endings` of a compound tell the kind (kerk-koor), `abbreviations` (FC, TTC) do within `only_in`;
- `only_in` are the activities outside which the words mean something else;
- `federations` are umbrellas (or their beginnings) whose members are of this kind;
- `no_evidence` are words that ask for the kind and do not tell it of an association: they are too common in names;
- `never` are words that look like the kind and are not (Korenberg).

The parts of a term of several words are joined by an underscore, federations are separated by semicolons.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE_NAME = "kinds.csv"


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table; terms of several words keep their underscores."""

    code: str
    label: str
    plural: str
    activities: tuple[str, ...]
    broader: str  # a code, or empty
    related: tuple[str, ...]
    words: tuple[str, ...]
    narrower: tuple[str, ...]
    french: tuple[str, ...]
    english: tuple[str, ...]
    endings: tuple[str, ...]
    abbreviations: tuple[str, ...]
    only_in: tuple[str, ...]
    federations: tuple[str, ...]
    no_evidence: frozenset[str]
    never: frozenset[str]
    reason: str

    @property
    def activity(self) -> str:
        """The activity that it stands under."""
        return self.activities[0]


@cache
def kind_table() -> Mapping[str, Kind]:
    """Return the kinds by their code, in the order of the table; the file is read at the first call."""
    with files(__package__).joinpath(FILE_NAME).open(encoding="utf-8") as file:
        return {row["code"]: _kind(row) for row in csv.DictReader(file)}


def kind_name(code: str) -> str:
    """Return the label of a kind with a capital, as it stands alone; the code itself when it is not in the table."""
    kind = kind_table().get(code)
    return kind.label[:1].upper() + kind.label[1:] if kind else code


def kind_plural(code: str) -> str:
    """Return what several associations of a kind are called, with a capital."""
    plural = kind_table()[code].plural
    return plural[:1].upper() + plural[1:]


@cache
def broader_kinds(code: str) -> tuple[str, ...]:
    """Return the kinds that a kind is part of, the nearest first."""
    broader = kind_table()[code].broader
    return (broader, *broader_kinds(broader)) if broader else ()


@cache
def narrower_kinds(code: str) -> tuple[str, ...]:
    """Return the kinds that are directly part of a kind."""
    return tuple(kind.code for kind in kind_table().values() if kind.broader == code)


def with_broader(codes: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds and all that they are part of, each once."""
    return tuple(dict.fromkeys(one for code in codes for one in (code, *broader_kinds(code))))


def most_specific(codes: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds without those that another one is part of."""
    wider = {broader for code in codes for broader in broader_kinds(code)}
    return tuple(code for code in dict.fromkeys(codes) if code not in wider)


def _kind(row: Mapping[str, str]) -> Kind:
    listed = {name: tuple(text.split()) for name, text in row.items()}
    return Kind(
        code=row["code"],
        label=row["label"],
        plural=row["plural"],
        activities=listed["activities"],
        broader=row["broader"],
        related=listed["related"],
        words=listed["words"],
        narrower=listed["narrower"],
        french=listed["french"],
        english=listed["english"],
        endings=listed["endings"],
        abbreviations=listed["abbreviations"],
        only_in=listed["only_in"],
        federations=tuple(filter(None, row["federations"].split(";"))),
        no_evidence=frozenset(listed["no_evidence"]),
        never=frozenset(listed["never"]),
        reason=row["reason"],
    )
