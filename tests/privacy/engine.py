"""Looks at everything that the engine holds, live or not, in three ways: as kept, as terms, and by searching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import opensearchpy

from directory.search.index.schema import MAPPING
from tests.privacy.canaries import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.privacy.world import World

_KEYWORDS = {"keyword", "icu_collation_keyword"}


def documents(world: World) -> list[dict[str, Any]]:
    """Return every document of every index as the engine keeps it."""
    found: list[dict[str, Any]] = _asked(world, {"size": 1000, "fields": ["*"], "version": True})["hits"]["hits"]
    return found


def terms(world: World) -> str:
    """Return every term of every field whose terms can be listed."""
    fields = [name for name, kind, listed in _fields(MAPPING["properties"]) if kind in _KEYWORDS and listed]
    wanted = {name: {"terms": {"field": name, "size": 10_000}} for name in fields}
    return str(_asked(world, {"size": 0, "aggs": wanted})["aggregations"])


def holding(world: World, values: list[str]) -> int:
    """Return how many documents hold any of the values in any field."""
    begins = " OR ".join(f"{stem(value)}*" for value in values)
    asked = {"query_string": {"query": begins, "fields": ["*"], "lenient": True}}
    total: int = _asked(world, {"size": 0, "query": asked})["hits"]["total"]["value"]
    return total


def _asked(world: World, body: dict[str, Any]) -> dict[str, Any]:
    with opensearchpy.OpenSearch(world.settings.opensearch_url.get_secret_value(), timeout=60) as engine:
        found: dict[str, Any] = engine.search(index=f"{world.settings.index_prefix}*", body=body)
    return found


def _fields(properties: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str, bool]]:
    """Return each field with its type, and whether its values can be listed."""
    for name, field in properties.items():
        yield f"{path}{name}", field.get("type", "object"), field.get("doc_values", True)
        yield from _fields(field.get("properties", {}), f"{path}{name}.")
        yield from _fields(field.get("fields", {}), f"{path}{name}.")
