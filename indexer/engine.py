"""The search engine as the indexer uses it: by concrete index names; the alias is only ever moved."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError, OpenSearchException

from directory.platform.engine_json import EngineJson

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pydantic import SecretStr

# Far below gc_deletes: a write that the engine still works on after we gave up must not outlive a tombstone.
TIMEOUT_SECONDS = 20
# Two threads send, a third reads; without room for all, connections are thrown away and made anew.
_CONNECTIONS = 4
# Fits in the window of results that an index allows by default.
LARGEST_SLICE = 10_000
# Answers of bulk requests repeat much of what was sent; this is what we read of them.
_BULK_ANSWER = "items.*.status,items.*.error.type,items.*.error.reason"


class IndexEngineAway(Exception):  # noqa: N818 - a state of the engine, not an error of ours
    """The engine cannot be reached or cannot answer now; the cause tells how."""


class IndexGone(IndexEngineAway):
    """The engine is there, the index is not."""


@contextmanager
def _translated_errors() -> Iterator[None]:
    """Turn every failure to answer into `EngineAway`, or `IndexGone` where only the index is missing."""
    try:
        yield
    except NotFoundError as error:
        raise IndexGone("index is not there") from error
    except OpenSearchException as error:
        raise IndexEngineAway(type(error).__name__) from error


class IndexEngine:
    """A client of the engine for one index, known by its alias; threads may share it, processes must not."""

    def __init__(self, address: SecretStr, alias: str) -> None:
        self.alias = alias
        # Retries are the outbox's work: a client that repeats by itself hides what happens.
        self._client = OpenSearch(
            address.get_secret_value(),
            timeout=TIMEOUT_SECONDS,
            max_retries=0,
            retry_on_timeout=False,
            pool_maxsize=_CONNECTIONS,
            serializer=EngineJson(),
        )

    # Writing

    def bulk(self, body: bytes) -> list[tuple[str, Mapping[str, Any]]]:
        """Send operations; return the operation and the engine's answer to each, in order."""
        with _translated_errors():
            answer = self._client.bulk(body=body, params={"filter_path": _BULK_ANSWER})
        return [next(iter(item.items())) for item in answer.get("items", ())]

    # Indices

    def indices(self) -> dict[str, datetime]:
        """Return the indices whose names begin with the alias and a hyphen, with the time of their creation."""
        with _translated_errors():
            answer = self._client.indices.get_settings(
                index=f"{self.alias}-*",
                params={"filter_path": "*.settings.index.creation_date", "expand_wildcards": "all"},
            )
        return {
            name: datetime.fromtimestamp(int(entry["settings"]["index"]["creation_date"]) / 1000, UTC)
            for name, entry in answer.items()
        }

    def create(self, name: str, settings: Mapping[str, Any], mapping: Mapping[str, Any]) -> None:
        """Create an index without refreshes: it is filled faster, and no search uses it yet."""
        unrefreshed = {**settings, "index": {**settings["index"], "refresh_interval": "-1"}}
        with _translated_errors():
            self._client.indices.create(index=name, body={"settings": unrefreshed, "mappings": mapping})

    def open_for_search(self, name: str, settings: Mapping[str, Any]) -> None:
        """Give an index that was filled the refreshes of its settings, and show all that is in it."""
        interval = settings["index"]["refresh_interval"]
        with _translated_errors():
            self._client.indices.put_settings(index=name, body={"index": {"refresh_interval": interval}})
            self._client.indices.refresh(index=name)

    def refresh(self, name: str) -> None:
        """Show searches all that was written."""
        with _translated_errors():
            self._client.indices.refresh(index=name)

    def merge(self, name: str) -> None:
        """Have the segments of an index joined into one, without waiting for it: searches become cheaper."""
        with _translated_errors():
            self._client.indices.forcemerge(index=name, params={"max_num_segments": 1, "wait_for_completion": "false"})

    def drop(self, name: str) -> None:
        """Remove an index, if it is there."""
        with _translated_errors():
            self._client.indices.delete(index=name, params={"ignore_unavailable": "true"})

    def fields(self, name: str) -> frozenset[str]:
        """Return the fields that an index knows."""
        with _translated_errors():
            answer = self._client.indices.get_mapping(index=name)
        return frozenset(answer[name]["mappings"]["properties"])

    # The alias

    def alias_targets(self) -> frozenset[str]:
        """Return the indices that the alias points to."""
        try:
            with _translated_errors():
                answer = self._client.indices.get_alias(name=self.alias)
        except IndexGone:
            return frozenset()
        return frozenset(answer)

    def point_alias(self, name: str) -> None:
        """Point the alias to one index and to nothing else, in one step that no search can fall through."""
        gone = self.alias_targets() - {name}
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self.alias, "is_write_index": False}}]
        actions += [{"remove": {"index": other, "alias": self.alias}} for other in sorted(gone)]
        with _translated_errors():
            self._client.indices.update_aliases(body={"actions": actions})

    # Reading

    def slice(self, name: str, id_field: str, after: int, most: int) -> list[tuple[int, int]]:
        """Return number and version of up to `most` documents beyond a number, in its order, as searches see them."""
        body = {
            "size": most,
            "query": {"range": {id_field: {"gt": after}}},
            "sort": [{id_field: "asc"}],
            "_source": False,
            "version": True,
            "track_total_hits": False,
        }
        answer = self.search(name, body, filter_path="timed_out,hits.hits._id,hits.hits._version")
        if answer["timed_out"]:
            raise IndexEngineAway("timed out")
        return [(int(hit["_id"]), int(hit["_version"])) for hit in answer.get("hits", {}).get("hits", ())]

    def search(self, name: str, body: Mapping[str, Any], *, filter_path: str = "") -> dict[str, Any]:
        """Search one index; an incomplete answer is an error."""
        params: dict[str, Any] = {"allow_partial_search_results": "false"}
        if filter_path:
            params["filter_path"] = filter_path
        with _translated_errors():
            answer: dict[str, Any] = self._client.search(index=name, body=body, params=params)
        return answer

    def versions(self, name: str, ids: Collection[int]) -> dict[int, int]:
        """Return the versions of those of `ids` that are there, as they are now (not as searches see them)."""
        return {number: version for number, (version, _) in self._get_many(name, ids, source=False).items()}

    def documents(self, name: str, ids: Collection[int]) -> dict[int, tuple[int, dict[str, Any]]]:
        """Return version and document of those of `ids` that are there, as they are at this moment."""
        return self._get_many(name, ids, source=True)

    def _get_many(self, name: str, ids: Collection[int], *, source: bool) -> dict[int, tuple[int, dict[str, Any]]]:
        if not ids:
            return {}
        with _translated_errors():
            answer = self._client.mget(
                index=name, body={"ids": [str(number) for number in ids]}, params={"_source": str(source).lower()}
            )
        documents: Sequence[Mapping[str, Any]] = answer["docs"]
        if any("error" in entry for entry in documents):
            raise IndexEngineAway("part of the documents could not be read")
        return {
            int(entry["_id"]): (int(entry["_version"]), entry.get("_source", {}))
            for entry in documents
            if entry["found"]
        }

    def count(self, name: str) -> int:
        """Return how many documents searches see."""
        with _translated_errors():
            return int(self._client.count(index=name)["count"])

    def ping(self) -> None:
        """Raise `EngineAway` when the engine does not answer."""
        with _translated_errors():
            self._client.info()
