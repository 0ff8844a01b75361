"""What became of each write: named, so that it can be settled, told and counted."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONFLICT = 409
_NOT_FOUND = 404
_BAD_REQUEST = 400
_LONGEST_ERROR = 300


class Outcome(StrEnum):
    """The end of one write of one association to one generation."""

    INDEXED = "indexed"
    DELETED = "deleted"
    STALE = "stale"  # a newer version was there already: done
    RETRY = "retry"  # the engine was busy, full or away, or has lost this generation
    DEAD = "dead"  # the engine refused the document; a person must look

    @property
    def is_done(self) -> bool:
        """Whether the generation now holds this version or a newer one."""
        return self in {Outcome.INDEXED, Outcome.DELETED, Outcome.STALE}

    @property
    def is_final(self) -> bool:
        """Whether nothing is gained by trying again."""
        return self is not Outcome.RETRY


class Verdict(NamedTuple):
    """An outcome, with the engine's reason where it refused."""

    outcome: Outcome
    error: str = ""


def of_item(operation: str, answer: Mapping[str, Any]) -> Verdict:
    """Judge the engine's answer to one operation (`index` or `delete`) of a bulk request."""
    status: int = answer["status"]
    error: Mapping[str, Any] = answer.get("error") or {}
    if status < 300:  # noqa: PLR2004 - HTTP's own numbers
        return Verdict(Outcome.DELETED if operation == "delete" else Outcome.INDEXED)
    if status == _CONFLICT:
        return Verdict(Outcome.STALE)
    if status == _NOT_FOUND and operation == "delete" and not error:
        return Verdict(Outcome.DELETED)  # it was not there, and its tombstone now is
    if status == _BAD_REQUEST:
        return Verdict(Outcome.DEAD, reason(error))
    # Busy (429), ill (5xx), a full disk (429 or 403 cluster_block), an index that is gone (404), a login that lost
    # its rights (401, 403): none of these is the document's fault, so it is tried again.
    return Verdict(Outcome.RETRY, reason(error))


def reason(error: Mapping[str, Any]) -> str:
    """Tell why, without the value that was refused: the engine quotes it after the first sentence."""
    kind = str(error.get("type", "unknown"))
    text = str(error.get("reason", "")).partition(". Preview of field's value")[0]
    return f"{kind}: {text}"[:_LONGEST_ERROR]
