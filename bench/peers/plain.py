"""The search that takes an afternoon: one `multi_match` over the natural fields, on the index of the register's shape.

Everything else is as the engine does it unasked: any word may match, the best field counts, the best score comes first.
"""

from __future__ import annotations

from typing import Any

FIELDS = (
    "naam",
    "roepnaam",
    "korteNaam",
    "korteBeschrijving",
    "hoofdactiviteitenVerenigingsloket.naam",
    "locaties.gemeente",
    "locaties.postcode",
    "sleutels.waarde",
    "vCode",
)


def body(q: str, *, size: int = 10) -> dict[str, Any]:
    """Return the request for a typed query."""
    return {
        "size": size,
        "_source": ["vCode", "naam"],
        "track_total_hits": True,
        "query": {"multi_match": {"query": q, "fields": list(FIELDS)}},
    }
