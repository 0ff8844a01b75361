"""Sends a peer's request. What the engine refuses is what the peer's users would see: an error and no results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opensearchpy.exceptions import RequestError

if TYPE_CHECKING:
    from opensearchpy import OpenSearch


def search(client: OpenSearch, name: str, body: dict[str, Any]) -> list[str]:
    """Return the vCodes of the first page; none when the engine cannot read the request."""
    try:
        answer = client.search(index=name, body=body)
    except RequestError:
        return []
    return [hit["_id"] for hit in answer["hits"]["hits"]]
