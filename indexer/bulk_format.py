"""Bulk requests as bytes. Each write carries the version of its entity, so that their order does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The engine takes up to 100 MB, but holds each request in its memory while it works on it.
LARGEST_REQUEST = 8 * 1024 * 1024  # bytes


class Write(NamedTuple):
    """One entity as the index must have it: its document as JSON, or None where it must not be there."""

    entity_id: int
    version: int
    document: bytes | None

    @property
    def operation(self) -> str:
        """The name of this operation in a bulk request."""
        return "delete" if self.document is None else "index"


def lines(generation: str, write: Write, document: bytes | None) -> bytes:
    """Return the lines of one write to one generation.

    `external_gte` makes writes idempotent: the same version written again, by a repeat or a backfill, is no conflict.
    """
    action = orjson.dumps(
        {
            write.operation: {
                "_index": generation,
                "_id": str(write.entity_id),
                "version": write.version,
                "version_type": "external_gte",
            }
        }
    )
    return action + b"\n" if document is None else action + b"\n" + document + b"\n"


def requests(pieces: Sequence[bytes]) -> Iterator[tuple[int, bytes]]:
    """Join pieces into requests below the size limit; yield each with the number of pieces in it."""
    pending: list[bytes] = []
    size = 0
    for piece in pieces:
        if pending and size + len(piece) > LARGEST_REQUEST:
            yield len(pending), b"".join(pending)
            pending, size = [], 0
        pending.append(piece)
        size += len(piece)
    if pending:
        yield len(pending), b"".join(pending)
