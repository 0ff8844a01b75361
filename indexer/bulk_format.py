"""Bulk requests as bytes: each write carries its association's version, whatever order it arrives in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The engine takes up to 100 MB, but holds each request in its memory while it works on it.
LARGEST_REQUEST = 8 * 1024 * 1024


class Write(NamedTuple):
    """One association as the index must have it: its document as JSON, or None where it must not be there."""

    association_id: int
    version: int
    document: bytes | None

    @property
    def operation(self) -> str:
        """Return what the engine calls it."""
        return "delete" if self.document is None else "index"


def lines(generation: str, write: Write, document: bytes | None) -> bytes:
    """Return the lines of one write to one generation.

    `external_gte` and not `external`: the same version written again, by a replay or by a backfill, is no conflict.
    """
    action = orjson.dumps(
        {
            write.operation: {
                "_index": generation,
                "_id": str(write.association_id),
                "version": write.version,
                "version_type": "external_gte",
            }
        }
    )
    return action + b"\n" if document is None else action + b"\n" + document + b"\n"


def requests(pieces: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
    """Join pieces into requests that are not too large; each comes with the number of pieces in it."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        if held and size + len(piece) > LARGEST_REQUEST:
            yield len(held), b"".join(held)
            held, size = [], 0
        held.append(piece)
        size += len(piece)
    if held:
        yield len(held), b"".join(held)
