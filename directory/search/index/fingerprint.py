"""The fingerprint of an index: a short hash that changes when its shape or the content of its documents would.

Computed from settings, mapping and the documents of a fixed sample, so that a change of the language, of a table or of
`document` cannot be forgotten: a worker that finds another fingerprint on the live generation builds a new one.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LENGTH = 10  # of the hexadecimal digits that go into the name of a generation


def fingerprint(
    settings: Mapping[str, Any], mapping: Mapping[str, Any], documents: Iterable[Mapping[str, Any] | None]
) -> str:
    """Return the fingerprint of an index with this shape, into which these documents of a sample are written."""
    digest = hashlib.sha256()
    for part in (settings, mapping, *documents):
        # Fields in the order of their names: the order in which `document` fills them means nothing to the engine.
        digest.update(orjson.dumps(part, option=orjson.OPT_SORT_KEYS))
        digest.update(b"\n")
    return digest.hexdigest()[:_LENGTH]
