"""Proves that a generation and the register agree: walks both in the order of the numbers and compares versions.

What differs goes into the outbox; nothing but the relay writes documents. In health a sweep finds nothing, so anything
it finds is a bug or a loss of the engine's, and is counted.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from indexer.engine import LARGEST_SLICE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from directory.platform.database import Connection
    from indexer.engine import Engine

_END = 2**63 - 1
_PUBLIC = (
    "SELECT association_id, version FROM feed.version WHERE is_public AND association_id > %s"
    " ORDER BY association_id LIMIT %s"
)
# One statement, one snapshot: what each is now, and whether the relay or a person is still to deal with it.
_NOW = """
SELECT w.id, v.version, coalesce(v.is_public, false),
       EXISTS (SELECT FROM feed.outbox o WHERE o.association_id = w.id)
       OR EXISTS (SELECT FROM feed.dead_letter d WHERE d.association_id = w.id AND d.generation = %(generation)s)
FROM unnest(%(ids)s::bigint[]) AS w (id) LEFT JOIN feed.version v ON v.association_id = w.id
"""


class Kind(StrEnum):
    """How index and register can differ."""

    MISSING = "missing"  # published, not in the index
    STALE = "stale"  # an older version is in the index
    EXTRA = "extra"  # in the index, not published
    AHEAD = "ahead"  # the index knows a newer version than the register: the register was restored


class Difference(NamedTuple):
    """One association that differs, with the version that the index shows (0: none)."""

    kind: Kind
    association_id: int
    indexed: int


class Slice(NamedTuple):
    """What a comparison of one stretch of numbers found; `cursor` is where the next begins, None at the end."""

    differences: list[Difference]
    checked: int
    cursor: int | None


class _Standing(NamedTuple):
    version: int  # 0: unknown to the register
    is_public: bool
    on_its_way: bool


def compare(connection: Connection, engine: Engine, generation: str, after: int, most: int = LARGEST_SLICE) -> Slice:
    """Compare the next stretch of up to `most` associations."""
    # The index first: what the register shows then is never older, so an index that is ahead really is.
    indexed = engine.slice(generation, after, most)
    public: list[tuple[int, int]] = [(row[0], row[1]) for row in connection.execute(_PUBLIC, (after, most))]
    last = min(_last(indexed, most), _last(public, most))
    in_index = {number: version for number, version in indexed if number <= last}
    in_register = {number: version for number, version in public if number <= last}
    suspects = [number for number in in_index.keys() | in_register if in_index.get(number) != in_register.get(number)]
    found = _confirmed(connection, engine, generation, sorted(suspects)) if suspects else []
    return Slice(found, len(in_index.keys() | in_register), None if last == _END else last)


def _last(rows: Sequence[tuple[int, int]], most: int) -> int:
    """Return up to where a side is known: a short page means up to the end."""
    return rows[-1][0] if len(rows) == most else _END


def _confirmed(connection: Connection, engine: Engine, generation: str, ids: Sequence[int]) -> list[Difference]:
    """Keep what really differs: searches lag a little, and the relay may be on its way with it.

    The register is read before and after the index; who changed in between is not judged.
    """
    before = _standings(connection, generation, ids)
    waiting = [number for number in ids if not before[number].on_its_way]
    versions = engine.versions(generation, waiting)
    after = _standings(connection, generation, waiting)
    judged = (
        (number, _kind(after[number], versions.get(number, 0))) for number in waiting if after[number] == before[number]
    )
    return [Difference(kind, number, versions.get(number, 0)) for number, kind in judged if kind]


def _standings(connection: Connection, generation: str, ids: Sequence[int]) -> Mapping[int, _Standing]:
    rows = connection.execute(_NOW, {"generation": generation, "ids": list(ids)})
    return {row[0]: _Standing(row[1] or 0, row[2], row[3]) for row in rows}


def _kind(standing: _Standing, indexed: int) -> Kind | None:
    if indexed > standing.version > 0:
        return Kind.AHEAD
    if not standing.is_public:
        return Kind.EXTRA if indexed else None
    if not indexed:
        return Kind.MISSING
    return Kind.STALE if indexed < standing.version else None


def kinds(differences: Sequence[Difference]) -> Counter[str]:
    """Count differences by kind."""
    return Counter(difference.kind.value for difference in differences)
