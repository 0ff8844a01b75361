"""The outcome of each write: named, so that it can be settled, logged and counted."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONFLICT = 409
_NOT_FOUND = 404
_BAD_REQUEST = 400
_LONGEST_ERROR = 300  # characters


class WriteOutcome(StrEnum):
    """How one write of one entity to one generation ended."""

    INDEXED = "indexed"
    DELETED = "deleted"
    STALE = "stale"  # a newer version was there already: done
    RETRY = "retry"  # the engine was busy, full or away, or has lost this generation
    DEAD = "dead"  # the engine refused the document; a person must look

    @property
    def is_done(self) -> bool:
        """Whether the generation now holds this version or a newer one."""
        return self in {WriteOutcome.INDEXED, WriteOutcome.DELETED, WriteOutcome.STALE}

    @property
    def is_final(self) -> bool:
        """Whether nothing is gained by trying again."""
        return self is not WriteOutcome.RETRY


def outcome_of(operation: str, answer: Mapping[str, Any]) -> tuple[WriteOutcome, str]:
    """Return outcome and error of the engine's answer to one operation (`index` or `delete`) of a bulk request."""
    status: int = answer["status"]
    error: Mapping[str, Any] = answer.get("error") or {}
    if status < 300:  # noqa: PLR2004 - HTTP's own numbers
        return (WriteOutcome.DELETED if operation == "delete" else WriteOutcome.INDEXED), ""
    if status == _CONFLICT:
        return WriteOutcome.STALE, ""
    if status == _NOT_FOUND and operation == "delete" and not error:
        return WriteOutcome.DELETED, ""  # it was not there, and its tombstone now is
    if status == _BAD_REQUEST:
        return WriteOutcome.DEAD, describe_error(error)
    # Busy (429), ill (5xx), a full disk (429 or 403 cluster_block), an index that is gone (404), a login that lost
    # its rights (401, 403): none of these is the document's fault, so it is tried again.
    return WriteOutcome.RETRY, describe_error(error)


def describe_error(error: Mapping[str, Any]) -> str:
    """Return type and reason of an error, without the value that was refused: the engine quotes it at the end."""
    kind = str(error.get("type", "unknown"))
    text = str(error.get("reason", "")).partition(". Preview of field's value")[0]
    return f"{kind}: {text}"[:_LONGEST_ERROR]
