"""The parts filled as in production: imported, built by the indexer, and the peer's index of the same associations."""

from __future__ import annotations

import random
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opensearchpy
import psycopg
from opensearchpy.helpers import bulk, scan
from pydantic import SecretStr

from bench import peers, workers
from bench.peers import register
from bench.relevance import corpus, handmade, query_set, seeded_stack
from directory.importing.demo import lines
from directory.search.index import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.figures import Context
    from bench.relevance.query import Query
    from directory.devstack.databases import Database
    from directory.settings import Settings

PREFIX, PEERS = "bench-search", "bench-register"
_LARGER = "bench-larger"
_PATIENT = 300.0
_LOOK_EVERY = 0.5
_SLICE = 1_000
# The judge looks at every tenth: what people type is the same, and he reads them ten times as fast.
_JUDGED_EVERY = 10


@dataclass(frozen=True, slots=True)
class Filled:
    """The engine, the queries to ask, and the settings of a web process."""

    engine: str
    client: opensearchpy.OpenSearch
    queries: tuple[Query, ...]
    settings: Settings


@contextmanager
def filled(context: Context, count: int) -> Iterator[Filled]:
    """Fill database and engine, and wait until the engine has merged."""
    engine = context.parts.connections().opensearch
    with context.database() as database, opensearchpy.OpenSearch(engine, timeout=_PATIENT) as client:
        with context.steps.step("Importing, and drawing queries"):
            queries = _imported(database, count)
        settings = workers.settings_of(context, database, PREFIX)
        with workers.opened(settings) as worker:
            with context.steps.step("Building our index"):
                while worker.lifecycle.step(600.0).phase.goes_on:
                    pass
            with (
                context.steps.step("Building the index of the register's shape"),
                psycopg.connect(database.public) as connection,
            ):
                register.index(client, PEERS, peers.published(connection))
            _await_merges(client)
            public = settings.model_copy(update={"database_url": SecretStr(database.public)})
            yield Filled(engine, client, queries, public)
        client.indices.delete(index=PEERS)


def _imported(database: Database, count: int) -> tuple[Query, ...]:
    """Import, and draw the queries meanwhile."""
    with tempfile.TemporaryDirectory(prefix="directory-searching-") as folder:
        made = chain(lines(count, corpus.SEED), handmade.lines())
        with seeded_stack.importing(Path(folder) / "associations.ndjson", made, database):
            judged = chain(islice(lines(count, corpus.SEED), 0, None, _JUDGED_EVERY), handmade.lines())
            return tuple(query_set.queries(corpus.corpus(judged)))


def sampled(queries: Sequence[Query], count: int) -> list[Query]:
    """Draw so many queries, of each kind as many as it has a share in all."""
    return random.Random("queries").sample(list(queries), min(count, len(queries)))  # noqa: S311 - lots, no secret


def _await_merges(client: opensearchpy.OpenSearch) -> None:
    while client.indices.stats(metric="merge")["_all"]["total"]["merges"]["current"]:
        time.sleep(_LOOK_EVERY)


@contextmanager
def larger(made: Filled, times: int) -> Iterator[str]:
    """Make an index with each association so many times; yields its name."""
    client = made.client
    client.indices.create(index=_LARGER, body={"settings": schema.SETTINGS, "mappings": schema.MAPPING})
    hits = scan(client, index=PREFIX, size=_SLICE)
    bulk(client, (copy for hit in hits for copy in _copies(hit, times)), chunk_size=_SLICE)
    client.indices.refresh(index=_LARGER)
    _await_merges(client)
    yield _LARGER
    client.indices.delete(index=_LARGER)


def _copies(hit: dict[str, Any], times: int) -> Iterator[dict[str, Any]]:
    for number in range(times):
        source = hit["_source"] | {schema.VCODE: f"{hit['_source'][schema.VCODE]}{number}"}
        yield {"_index": _LARGER, "_id": f"{hit['_id']}-{number}", "_source": source}
